"""Follow-ups that speak of the report before: "there", "it", "the first one"."""

from collections.abc import Callable

import pytest

from assistant.domain.answers import Answer

Ask = Callable[..., Answer]


CONVERSATIONS = (
    (
        "How was Brackenford graded?",
        ("what needs to improve there?", "The speed with which life-story work is begun"),
    ),
    ("How was Brackenford graded?", ("when was it inspected?", "Inspection dates: 3 to 14 June")),
    ("How was Tolminster graded?", ("Who led it?", "This is not stated")),
    (
        "What are the recommendations for Tolminster?",
        ("how many are there?", "“Inspection of Tolminster local authority children's services”"),
    ),
    (
        "What are the recommendations for Tolminster?",
        ("what does the second one say?", "The authority should begin life-story work"),
    ),
    (
        "Which authorities were graded good for care leavers?",
        ("why was the first one inadequate overall?", "Managers do not know how many"),
    ),
    (
        "Which authorities were judged inadequate overall?",
        ("what about outstanding?", "3 of the 5 reports held give an overall grade, 1 of them"),
    ),
)


@pytest.mark.parametrize(("first", "then"), CONVERSATIONS)
def test_a_follow_up_is_about_the_report_that_was_spoken_of(
    letters: Ask, first: str, then: tuple[str, str]
) -> None:
    thread = f"{first} {then[0]}"
    letters(first, thread)
    answer = letters(then[0], thread)

    assert answer.statements[0].text.startswith(then[1])
