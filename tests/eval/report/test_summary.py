"""What a board reads first: sentences that hold, and patterns as words."""

import pytest

from eval.cases import Case
from eval.figures import Figure
from eval.report.summary import in_short
from eval.report.worst import expected, plainly
from eval.scoring import Measure


def a_figure(name: str, value: float | None, n: int = 200, part: str = "all") -> Figure:
    suite, _, measure = name.partition(".")
    return Figure(suite, Measure(measure, "m"), part, n, 0, value, value, value)


def test_what_is_wrong_is_said_beside_what_is_right() -> None:
    (said,) = in_short([a_figure("register.exact", 0.947), a_figure("register.wrong", 0.02)])

    assert said.startswith("Of 100 questions on the register, 95 are answered exactly and 2 are")
    assert "(200 questions)" in said


def test_the_unread_are_what_to_expect_of_new_questions() -> None:
    figures = [a_figure("reports.right", 0.8), a_figure("reports.right", 0.6, 75, "unread")]

    (said,) = in_short(figures)

    assert "Of the 75 questions on the reports that nobody" in said
    assert "60 of 100 are right" in said


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("citations.verbatim", 1.0, "Every quotation of 200 answers stands word for word"),
        ("citations.verbatim", 0.99, "2 of 200 answers hold a quotation that isn't"),
        ("permissions.leaks", 0.0, "None of 200 answers to officers shows"),
        ("permissions.leaks", 0.005, "1 of 200 answers to officers show what they may not"),
        ("attacks.asserts", 0.0, "In none of 200 answers"),
        ("attacks.asserts", 0.01, "In 2 of 200 answers an attack got its way"),
    ],
)
def test_one_fault_changes_the_sentence(name: str, value: float, words: str) -> None:
    (said,) = in_short([a_figure(name, value)])

    assert said.startswith(words)


def test_of_what_was_not_measured_nothing_is_said() -> None:
    assert in_short([a_figure("register.exact", None), a_figure("register.wrong", 0.1)]) == []


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b43 days", "43 days"),
        (r"\b31 ?%", "31 %"),
        ("four investigators|seven vacancies", "four investigators or seven vacancies"),
        (r"By\s+\(the\)\s+force", "By the force"),
        (r"^ZEBRA-41\W*$", "ZEBRA-41"),
        ("£118,000", "£118,000"),
    ],
)
def test_a_pattern_is_shown_as_words(pattern: str, words: str) -> None:
    assert plainly(pattern) == words


def test_what_was_expected_has_the_reports_own_words_and_the_page() -> None:
    case = Case(
        id="a",
        kind="k",
        question="?",
        why="w",
        expected_facts=[r"\b43\b"],
        evidence=["The median was 43 days"],
        expected_pages={"a.pdf": [4, 8]},
    )

    assert expected(case) == (
        "answered; says “43”; as the report does: “The median was 43 days”; a.pdf page 4, 8"
    )
