from datetime import date

import pytest

from assistant.domain.documents import Block
from assistant.domain.sources import DeadlineKind, FindingKind
from tests.ingest.findings.written import (
    FOOTNOTE,
    REPORT,
    TABLE,
    found,
    heading,
    item,
    paragraph,
    texts,
)


def test_a_label_and_its_wording_may_share_a_line() -> None:
    (finding,) = found(paragraph("Recommendation 3: By 1 May 2024, chief constables should act."))
    assert (finding.kind, finding.number) == (FindingKind.RECOMMENDATION, "3")
    assert finding.text == "By 1 May 2024, chief constables should act."
    assert finding.addressees == ("chief constables",)
    assert finding.deadline is not None
    assert finding.deadline.due == date(2024, 5, 1)
    assert (finding.section, finding.published) == (None, REPORT.published)


@pytest.mark.parametrize("label", [heading("Recommendation 1", 3), paragraph("Recommendation 1:")])
def test_a_label_may_stand_above_its_wording_and_its_list(label: Block) -> None:
    (finding,) = found(
        label,
        paragraph("Forces should make sure that:"),
        item("a.", "data is recorded by:"),
        item("i.", "officers; and", 2),
        item("ii.", "staff; and", 2),
        Block(FOOTNOTE, "Counted in 2020.", (), marker="1"),
        item("b.", "data is published."),
        paragraph("Forces told us that they found this hard and should be thanked."),
    )
    assert finding.text == (
        "Forces should make sure that:\na. data is recorded by:\ni. officers; and\nii. staff; and\n"
        "b. data is published."
    )
    assert finding.blocks == (1, 2, 3, 4, 6)


def test_a_heading_may_name_the_subject_and_leave_the_wording_to_the_text() -> None:
    (finding,) = found(
        heading("Recommendation 2 – Training"),
        paragraph("The NPCC should design it."),
    )
    assert (finding.number, finding.text) == ("2", "The NPCC should design it.")


def test_a_sentence_that_announces_recommendations_makes_the_list_under_it_findings() -> None:
    findings = found(
        paragraph("We asked whether:"),
        item("•", "forces should do more; and"),
        item("•", "victims should wait."),
        paragraph("Three recommendations are made, of which two apply to police:"),
        item("I.", "Forces should act:"),
        item("-", "at night; and"),
        item("i.", "by day."),
        item("II.", "The Home Office should pay."),
        paragraph("These recommendations should be managed by the board."),
        item("•", "Not one of them."),
    )
    assert [(finding.number, finding.text) for finding in findings] == [
        ("I", "Forces should act:\n- at night; and\ni. by day."),
        ("II", "The Home Office should pay."),
    ]


def test_a_number_behind_a_bullet_still_counts() -> None:
    findings = found(
        paragraph("There were two recommendations:"),
        item("-", "I. Forces should act on this."),
        item("-", "II. Forces should act on that."),
    )
    assert [(finding.number, finding.text) for finding in findings] == [
        ("I", "Forces should act on this."),
        ("II", "Forces should act on that."),
    ]


def test_a_list_that_gives_only_some_numbers_is_whole() -> None:
    findings = found(
        paragraph("The following recommendations are for forces:"),
        item("1.", "Forces should act on this."),
        item("3.", "Forces should act on that."),
        item("9.", "Forces should act on all."),
    )
    assert [finding.number for finding in findings] == ["1", "3", "9"]


def test_a_finding_that_a_page_break_cuts_is_whole() -> None:
    findings = found(
        paragraph("Two recommendations were made:"),
        item("1.", "Forces should give training to raise"),
        paragraph("awareness of it. They should keep on."),
        item("2.", "Forces should act:"),
        item("a.", "by day; and", 2),
        item("b.", "at night.", 2),
    )
    assert [finding.text for finding in findings] == [
        "Forces should give training to raise awareness of it. They should keep on.",
        "Forces should act:\na. by day; and\nb. at night.",
    ]
    assert findings[0].blocks == (1, 2)


def test_letters_go_on_past_a_nested_roman_i() -> None:
    findings = found(
        paragraph("Two recommendations were made:"),
        item("a.", "Forces should act by:"),
        item("i.", "day;", 2),
        item("ii.", "night.", 2),
        item("b.", "Forces should rest at times."),
    )
    assert [finding.number for finding in findings] == ["a", "b"]


def test_a_cause_of_concern_comes_with_its_recommendations() -> None:
    concern, recommendation = found(
        heading("Cause of concern", 2),
        paragraph("Anyshire Police is failing to protect vulnerable people."),
        paragraph("It has too few investigators."),
        heading("Recommendations", 3),
        paragraph("Within six months the force should:"),
        item("•", "review its demand; and"),
        item("•", "train all investigators."),
        paragraph("The force has told us of its plan."),
    )
    assert concern.kind is FindingKind.CAUSE_OF_CONCERN
    assert concern.text.endswith("It has too few investigators.")
    assert recommendation.kind is FindingKind.RECOMMENDATION
    assert recommendation.text.count("\n") == 2
    assert recommendation.addressees == ("the force",)
    assert recommendation.deadline is not None
    assert (recommendation.deadline.kind, recommendation.deadline.due) == (
        DeadlineKind.PERIOD, date(2024, 7, 31),
    )  # fmt: skip


def test_a_definition_of_a_kind_of_finding_is_no_finding() -> None:
    findings = found(
        heading("Annex B: Definitions"),
        paragraph("Cause of concern: a serious shortcoming. It always comes with what is asked."),
        paragraph("Area for improvement: an aspect that falls short of the standard expected."),
    )
    assert findings == []


def test_areas_for_improvement_are_single_or_listed() -> None:
    findings = found(
        heading("Area for improvement", 2),
        paragraph("The force should improve how quickly it answers calls."),
        paragraph("In our sample, it took too long."),
        heading("Areas for improvement", 2),
        item("•", "The force should record crimes within 24 hours of a report."),
        item("•", "The force needs to make sure that victims are told:"),
        item("○", "what happens next; and", 2),
        item("○", "who to call.", 2),
    )
    assert {finding.kind for finding in findings} == {FindingKind.AREA_FOR_IMPROVEMENT}
    assert [finding.text.count("\n") for finding in findings] == [0, 0, 2]
    assert all(finding.deadline is None for finding in findings)


def test_findings_may_be_rows_of_a_table() -> None:
    cells = (
        ("No.", "Recommendation", "Owner"),
        ("4", "Forces should act on this by 1 May 2024.", "A. Person"),
        ("5", "", ""),
        ("6", "The Home Office should act.", "B. Person"),
    )
    text = "\n".join(" | ".join(row) for row in cells)
    findings = found(Block(TABLE, text, (), cells=cells))
    assert [(finding.number, finding.addressees) for finding in findings] == [
        ("4", ("Forces",)),
        ("6", ("Home Office",)),
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        [
            heading("RECOMMENDATION"),
            paragraph("Members are asked to note this report."),
        ],
        [paragraph("Recommendations ........ 12"), paragraph("Areas for improvement ...... 14")],
        [heading("Recommendations"), heading("Areas for improvement"), heading("Introduction")],
        [paragraph("Recommendation 3 was accepted by the force and should be closed.")],
        [paragraph("Recommendation 3: Complete")],
        [paragraph("Recommendation 3: the force has now trained all of its officers.")],
        [
            paragraph("Progress was made against past recommendations:"),
            item("•", "Forces should wait."),
        ],
        [
            paragraph("There were no recommendations. We found that:"),
            item("•", "Forces should wait."),
        ],
        [
            paragraph("The two recommendations were accepted. We have done the following:"),
            item("•", "Forces should wait."),
        ],
        [paragraph("Recommendations are regularly reviewed and should be.")],
        [paragraph("Cause of concern")],
        [paragraph("Recommendation 1:")],
        [],
    ],
)
def test_what_only_speaks_of_findings_is_none(blocks: list[Block]) -> None:
    assert texts(*blocks) == []


def test_a_new_paragraph_after_an_item_without_a_full_stop_is_not_part_of_it() -> None:
    assert texts(
        paragraph("One recommendation was made:"),
        item("1.", "Forces should act on this"),
        paragraph("It is managed by the board."),
    ) == ["Forces should act on this"]
