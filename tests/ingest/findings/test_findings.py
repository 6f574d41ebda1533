from datetime import date

import pytest

from assistant.domain.documents import Block, BlockKind, Part
from assistant.domain.sources import Basis, DeadlineKind, FindingKind, Report
from ingest.findings import FoundFinding, find_findings

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
FOOTNOTE, TABLE = BlockKind.FOOTNOTE, BlockKind.TABLE

REPORT = Report(
    id="r1",
    source="report.pdf",
    digest="",
    media_type="application/pdf",
    title="An inspection of Anyshire Police",
    title_basis=Basis.DOCUMENT,
    pages=1,
    published=date(2024, 1, 31),
    published_basis=Basis.DOCUMENT,
)


def heading(text: str, level: int = 1) -> Block:
    return Block(HEADING, text, (), level=level)


def paragraph(text: str, marker: str | None = None) -> Block:
    return Block(PARAGRAPH, text, (), marker=marker)


def item(marker: str, text: str, level: int = 1) -> Block:
    return Block(ITEM, text, (), marker=marker, level=level)


def found(*blocks: Block) -> list[FoundFinding]:
    placed = []
    for number, block in enumerate(blocks):
        part = Part(0, len(block.text), 1 + number // 5, 0, len(block.text))
        placed.append(
            Block(block.kind, block.text, (part,), (), block.marker, block.level, block.cells)
        )
    return find_findings(REPORT, placed)


def texts(*blocks: Block) -> list[str]:
    return [finding.text for finding in found(*blocks)]


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


def test_paragraphs_under_a_heading_of_recommendations_count_up_to_the_next_heading() -> None:
    findings = found(
        heading("Recommendations"),
        paragraph("We make the following recommendations."),
        heading("To chief constables", 2),
        paragraph("Within three months, chief constables should review their policy."),
        heading("To the Home Office", 2),
        paragraph("By the end of March 2026, the Home Office should legislate."),
        heading("Introduction"),
        paragraph("Forces should know this."),
    )
    assert [finding.addressees[0] for finding in findings] == ["chief constables", "Home Office"]
    deadlines = [finding.deadline for finding in findings]
    assert [deadline.due for deadline in deadlines if deadline] == [
        date(2024, 4, 30),
        date(2026, 3, 31),
    ]


def test_a_heading_that_says_whom_it_addresses_speaks_for_its_items() -> None:
    findings = found(
        heading("Recommendations for the College of Policing"),
        item("1.", "Guidance should be made clear."),
        item("2.", "The Home Office should pay for it."),
    )
    assert [finding.addressees for finding in findings] == [
        ("College of Policing",),
        ("Home Office",),
    ]


def test_instructions_without_should_are_recommendations_too() -> None:
    assert texts(
        heading("Recommendations"),
        item("■", "Ensure that all children have a plan."),
        item("■", "Urgently review how cases were closed."),
        item("■", "The council has begun to do so."),
    ) == ["Ensure that all children have a plan.", "Urgently review how cases were closed."]


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


def test_a_paper_on_several_reports_ties_each_finding_to_its_heading_and_date() -> None:
    findings = found(
        heading("1. PUBLISHED REPORTS"),
        paragraph("A look at bail: part one – 5 July 2021"),
        paragraph("There were two recommendations:"),
        item("1.", "Chief constables should act at once."),
        item("2.", "The Home Office should act – now."),
        paragraph("Custody, ‘safe’ and well – A revisit – 6th August 2021"),
        paragraph("Recommendation 1:"),
        paragraph("Within six months, forces should check cells."),
    )
    assert [(finding.section, finding.published, finding.number) for finding in findings] == [
        ("A look at bail: part one", date(2021, 7, 5), "1"),
        ("A look at bail: part one", date(2021, 7, 5), "2"),
        ("Custody, ‘safe’ and well – A revisit", date(2021, 8, 6), "1"),
    ]
    assert findings[2].deadline is not None
    assert findings[2].deadline.due == date(2022, 2, 6)


def test_a_higher_heading_ends_what_stands_under_a_publication() -> None:
    (finding,) = found(
        heading("Reports"),
        heading("A look at bail – 5 July 2021", 2),
        paragraph("It was good."),
        heading("Other matters"),
        paragraph("Recommendation 1: Forces should act on this."),
    )
    assert (finding.section, finding.published) == (None, REPORT.published)


def test_a_letter_asks_a_named_body_for_a_statement_by_a_date() -> None:
    (action,) = found(
        heading("Next steps"),
        paragraph(
            "We have determined that Anytown Borough Council is the principal authority and should"
            " prepare a written statement of proposed action. Partners should take part."
        ),
        Block(FOOTNOTE, "Under an Act.", (), marker="1"),
        paragraph("Anytown should send the written statement of action by Friday 5 May 2023."),
        paragraph("Yours sincerely"),
    )
    assert action.kind is FindingKind.ACTION
    assert action.addressees == ("Anytown", "Anytown Borough Council")
    assert action.deadline is not None
    assert (action.deadline.due, action.deadline.partial) == (date(2023, 5, 5), False)
    assert action.blocks == (1, 3)


def test_the_same_wording_at_the_front_and_in_a_chapter_is_one_finding() -> None:
    text = "By 1 May 2024, forces should act on this."
    findings = found(
        heading("Summary of recommendations"),
        item("1.", text),
        heading("Chapter"),
        paragraph(f"Recommendation 1: {text}"),
    )
    assert [finding.blocks for finding in findings] == [(1,)]


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
