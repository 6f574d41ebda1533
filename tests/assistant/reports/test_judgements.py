"""Grades, dates and findings that letters print: given whole, and counted over all of them."""

from collections.abc import Callable, Iterator

import pytest

from assistant.bootstrap import build_assistant
from assistant.domain.answers import Answer, Outcome, Reason
from assistant.domain.people import Asker, Role
from assistant.service import Question
from assistant.settings import read_settings
from ingest.job import Request, ingest
from tests.assistant.reports.judged_letters import write_letters

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("judged")
    settings = read_settings(home=folder / "home")
    ingest(Request(paths=(write_letters(folder / "letters"),)), settings)
    assistant = build_assistant(settings)
    liaison = Asker(roles=frozenset({Role.LIAISON}))
    yield lambda text: assistant.ask(Question(text, liaison))
    assistant.close()


def said(answer: Answer) -> list[str]:
    return [each.text for each in answer.statements if not each.remark]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("What was Brackenford judged overall?", ["Overall effectiveness: Outstanding"]),
        (
            "How was Brackenford graded for care leavers?",
            ["The experiences and progress of care leavers: Requires improvement to be good"],
        ),
        (
            "Was Llanwernog's overall judgement good?",
            ["The overall judgement is that children's services are inadequate"],
        ),
        ("what grade did tolminster get overall", ["Overall effectiveness: Requires improvement"]),
    ],
)
def test_the_line_that_gives_the_grade_is_given(
    letters: Ask, question: str, lines: list[str]
) -> None:
    answer = letters(question)

    assert answer.outcome is Outcome.ANSWERED
    assert [text[: len(line)] for text, line in zip(said(answer), lines, strict=True)] == lines


def test_all_grades_are_given_the_overall_one_first_and_each_once(letters: Ask) -> None:
    grades = said(letters("How was Brackenford graded?"))

    assert grades[0] == "Overall effectiveness: Outstanding"
    assert len(grades) == 4


def test_a_grade_of_another_year_is_not_taken_for_the_one_asked_about(letters: Ask) -> None:
    answer = letters("What was Brackenford judged overall in 2019?")

    assert "Overall effectiveness: Outstanding" not in said(answer)


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


def test_reports_are_compared_by_their_grades_each_under_its_name(letters: Ask) -> None:
    answer = letters("Compare Brackenford and Tolminster")

    marked = [(each.mark, each.text) for each in answer.statements if each.mark]
    assert [("Brackenford" in (mark or ""), text[:23]) for mark, text in marked] == [
        (True, "Overall effectiveness: "),
        (False, "Overall effectiveness: "),
    ]
    assert len(said(answer)) == 6


def test_a_comparison_on_one_matter_begins_with_its_grades(letters: Ask) -> None:
    grades = said(letters("How do Brackenford and Tolminster compare on care leavers?"))

    assert [text.rsplit(": ")[-1] for text in grades[:2]] == [
        "Requires improvement to be good",
        "Good",
    ]


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


def test_the_reasons_of_a_grade_are_the_list_set_out_under_it(letters: Ask) -> None:
    reasons = said(letters("Why was Llanwernog judged inadequate?"))

    assert len(reasons) == 2
    assert reasons[0].startswith("Managers do not know")


def test_a_grade_taken_for_granted_wrongly_is_contradicted_by_its_line(letters: Ask) -> None:
    answer = letters("Why was Brackenford judged inadequate?")

    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.PREMISE_CONTRADICTED)
    assert said(answer) == ["Overall effectiveness: Outstanding"]


def test_reasons_that_stand_nowhere_together_are_said_to(letters: Ask) -> None:
    answer = letters("Why does Tolminster require improvement?")

    assert answer.outcome is Outcome.PARTIAL
    assert said(answer)[0] == "Overall effectiveness: Requires improvement to be good"
    assert "does not set its reasons out" in answer.statements[-1].text


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("When was Brackenford inspected?", "Inspection dates: 3 to 14 June 2024"),
        ("When did the Tolminster inspection take place?", "Inspection dates: 6 to 17 October"),
        ("When was the Llanwernog letter published?", "Report published: 4 November 2025"),
    ],
)
def test_a_report_s_own_dates_are_the_lines_that_print_them(
    letters: Ask, question: str, line: str
) -> None:
    (only,) = said(letters(question))

    assert only.startswith(line)


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
    [
        "What does Llanwernog need to do about private fostering?",
        "what was llanwernog told to do about private fostering",
        "What should Llanwernog do about private fostering?",
    ],
)
def test_what_one_report_asks_for_on_a_subject_is_its_finding(letters: Ask, question: str) -> None:
    assert said(letters(question)) == [
        "Make sure that private fostering arrangements are assessed before a child moves in."
    ]


def test_areas_for_improvement_are_given_as_what_they_are_for_recommendations(
    letters: Ask,
) -> None:
    answer = letters("What are the recommendations for Brackenford?")

    assert [each.mark for each in answer.statements] == ["Area for improvement"] * 2


def test_no_causes_of_concern_are_made_of_areas_for_improvement(letters: Ask) -> None:
    answer = letters("What are the causes of concern in Brackenford?")

    assert not any("life-story" in text for text in said(answer))


@pytest.mark.parametrize(
    "question",
    ["Which letters were about neglect?", "how many inspections looked at neglect"],
)
def test_what_reports_are_about_is_told_by_their_titles_and_openings(
    letters: Ask, question: str
) -> None:
    opening, line = said(letters(question))

    assert opening.startswith("1 of the 5 reports held")
    assert line.startswith("This letter summarises the findings")


@pytest.mark.parametrize(
    "question",
    ["Who inspected Severnmouth?", "which inspectorates took part in the Severnmouth inspection"],
)
def test_who_inspected_is_the_line_that_says_so(letters: Ask, question: str) -> None:
    (line,) = said(letters(question))

    assert line.startswith("It was carried out by inspectors from")


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
