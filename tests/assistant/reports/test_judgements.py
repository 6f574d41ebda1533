"""Grades, dates and findings that a letter prints, given as it prints them."""

from collections.abc import Callable

import pytest

from assistant.domain.answers import Answer, Outcome, Reason
from tests.assistant.reports.judged_letters import said

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("What was Brackenford judged overall?", ["Overall effectiveness: Outstanding"]),
        (
            "How was Brackenford graded for care leavers?",
            ["The progress of care leavers: Requires improvement to be good"],
        ),
        (
            "Was Llanwernog's overall judgement good?",
            ["The overall judgement is that services for children are inadequate"],
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
    ["Who inspected Severnmouth?", "which inspectorates took part in the Severnmouth inspection"],
)
def test_who_inspected_is_the_line_that_says_so(letters: Ask, question: str) -> None:
    (line,) = said(letters(question))

    assert line.startswith("It was carried out by teams of")
