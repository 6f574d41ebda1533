"""Questions over all letters held: what is counted is counted over every one of them."""

from collections.abc import Callable

import pytest

from assistant.domain.answers import Answer, Outcome, Reason
from tests.assistant.reports.judged_letters import said

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("question", "count", "named"),
    [
        ("Which authorities were judged outstanding overall?", 1, ["Brackenford"]),
        ("How many councils were rated inadequate?", 1, ["Llanwernog"]),
        ("which councils require improvement?", 1, ["Tolminster"]),
        ("Which authorities were graded good for care leavers?", 2, ["Llanwernog", "Tolminster"]),
        ("which areas were judged good?", 0, []),
    ],
)
def test_reports_with_a_grade_are_counted_over_all_that_are_held(
    letters: Ask, question: str, count: int, named: list[str]
) -> None:
    answer = letters(question)

    opening, *shown = said(answer)
    assert opening.startswith("3 of the 5 reports held give")
    assert f"{count or 'none'} of them “" in opening
    assert [next(n for n in named if n in (each.mark or "")) for each in answer.statements[1:] if
            each.mark] == named  # fmt: skip
    assert len(shown) == count
    assert all(each.sources for each in answer.statements if not each.remark)


@pytest.mark.parametrize(
    "question",
    [
        "which authorities were not judged outstanding?",
        "which areas have no priority actions?",
        "which reports are not about neglect?",
        "which areas were told nothing about private fostering, or not told to improve it?",
    ],
)
def test_a_negated_question_is_not_answered_as_if_it_were_put_plainly(
    letters: Ask, question: str
) -> None:
    opening = said(letters(question))[:1]

    assert not any("held" in text for text in opening)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("How many areas for improvement does Brackenford have?", "2 areas for improvement"),
        ("How many recommendations did Tolminster get?", "2 recommendations"),
        ("how many areas for improvement were given to Llanwernog", "2 areas for improvement"),
    ],
)
def test_findings_are_counted_and_each_opens(letters: Ask, question: str, number: str) -> None:
    (counted,) = letters(question).statements

    assert counted.text.endswith(f"sets out {number}.")
    assert len(counted.sources) == 2


def test_findings_of_another_kind_are_not_counted_as_the_kind_asked_for(letters: Ask) -> None:
    answer = letters("How many recommendations did Llanwernog get?")

    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NOT_IN_SOURCES)
    assert [each.text.split(" sets out ")[1] for each in answer.nearest] == [
        "1 action.",
        "2 areas for improvement.",
    ]


@pytest.mark.parametrize(
    ("question", "count", "told"),
    [
        ("Which areas were told to improve private fostering?", 2, ["Brackenford", "Llanwernog"]),
        ("How many reports make recommendations about life-story work?", 2,
         ["Brackenford", "Tolminster"]),
    ],
)  # fmt: skip
def test_who_was_told_something_is_found_over_all_findings(
    letters: Ask, question: str, count: int, told: list[str]
) -> None:
    answer = letters(question)

    assert said(answer)[0].startswith(
        f"Among the findings told apart in the 5 reports held, those of {count} speak of"
    )
    assert [next(n for n in told if n in (each.mark or "")) for each in answer.statements[1:]] == (
        told
    )


@pytest.mark.parametrize(
    "question",
    ["Which letters were about neglect?", "how many inspections looked at neglect"],
)
def test_what_reports_are_about_is_told_by_their_titles_and_openings(
    letters: Ask, question: str
) -> None:
    opening, line = said(letters(question))

    assert opening.startswith("1 of the 5 reports held")
    assert line.startswith("This letter sums up what")


def test_reports_that_set_out_findings_of_a_kind_are_counted_each_with_its_number(
    letters: Ask,
) -> None:
    answer = letters("Which areas got priority actions?")

    assert said(answer) == [
        "2 of the 5 reports held set out 2 priority actions.",
        "1 priority action.",
        "1 priority action.",
    ]


def test_a_count_under_a_heading_that_names_no_kind_is_said_to_be_open(letters: Ask) -> None:
    answer = letters("Which areas got priority actions?")

    assert answer.outcome is Outcome.PARTIAL
    assert answer.statements[-1].text.startswith("There may be more")
