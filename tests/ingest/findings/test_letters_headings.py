"""Findings under headings that don't name their kind, as in letters on a local authority."""

from dataclasses import replace

import pytest

from assistant.domain.sources import FindingKind
from tests.ingest.findings.written import found, heading, item, paragraph


@pytest.mark.parametrize(
    "words",
    [
        "What needs to improve",
        "What needs to improve?",
        "What does the local authority need to improve?",
    ],
)
def test_what_needs_to_improve_is_a_list_of_areas_for_improvement(words: str) -> None:
    findings = found(
        heading(words),
        item("■", "The speed with which life-story work is begun."),
        item("■", "The oversight of private fostering arrangements."),
    )

    assert [each.kind for each in findings] == [FindingKind.AREA_FOR_IMPROVEMENT] * 2


def test_the_numbered_paragraphs_after_that_list_are_no_findings() -> None:
    findings = found(
        heading("What needs to improve"),
        item("■", "The speed with which life-story work is begun."),
        paragraph("Children in care: good"),
        item("1.", "Children in care should be and are well looked after here."),
    )

    assert [each.text for each in findings] == ["The speed with which life-story work is begun."]


@pytest.mark.parametrize("words", ["Priority and immediate action", "Areas for priority action"])
def test_priority_actions_are_actions(words: str) -> None:
    findings = found(
        heading(words),
        item("1.", "Make sure that every child who waits is seen within five days."),
        heading("Areas for improvement"),
        item("2.", "Review the caseloads of social workers every month."),
    )

    assert [each.kind for each in findings] == [
        FindingKind.ACTION,
        FindingKind.AREA_FOR_IMPROVEMENT,
    ]


def test_that_there_are_none_is_no_finding() -> None:
    assert not found(
        heading("Areas for priority action"),
        item("•", "There are no areas for priority action in this area."),
    )


def test_a_sentence_with_these_words_announces_nothing() -> None:
    assert not found(
        paragraph("What needs to improve"),
        item("■", "The speed with which life-story work is begun."),
    )


def test_a_heading_within_goes_on_with_the_findings_of_the_one_above() -> None:
    above = heading("Areas for improvement", 1)
    within = replace(heading("Leadership", 1), heading=(above.text,))

    findings = found(above, within, item("■", "Plans are not shared with the nurses of schools."))

    assert [each.kind for each in findings] == [FindingKind.AREA_FOR_IMPROVEMENT]
