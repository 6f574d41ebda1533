from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.domain.errors import InvalidInput, InvalidUse, NotFound
from assistant.domain.register import Status
from assistant.papers.compare import compare
from assistant.papers.drafts import (
    LONGEST_TEXT,
    Draft,
    Edit,
    approve,
    contradictions,
    gaps,
    redrafted,
    with_edit,
)
from assistant.papers.ledger import ledger
from assistant.papers.paper import Made, Paper, Table
from tests.assistant.papers.conftest import SINCE, UNTIL, a_version
from tests.builders import an_entry

AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
ENTRY = an_entry(due=UNTIL - timedelta(days=9), published=SINCE + timedelta(days=3))
Drafter = Callable[..., Paper]


@pytest.fixture
def draft(paper_of: Drafter) -> Draft:
    return Draft("d1", paper_of(a_version(UNTIL, [ENTRY])), AT, "Dilys Amblecote")


def an_edit(section: str, text: str) -> Edit:
    return Edit(section, text, "Dilys Amblecote", AT)


def test_what_a_person_wrote_replaces_the_prose_and_is_theirs_in_the_ledger(draft: Draft) -> None:
    edited = with_edit(draft, an_edit("position", "All is well.\n\n- Mostly.")).paper

    claims = [each for each in ledger(edited) if each.section == "position"]
    mine = [(each.text, each.place) for each in claims if each.made is Made.PERSON]
    assert mine == [("All is well.", "5.1"), ("Mostly.", "5.1 •")]
    assert {each.by for each in claims if each.made is Made.PERSON} == {"Dilys Amblecote"}
    section = next(each for each in edited.sections if each.name == "position")
    assert section.author == "Dilys Amblecote"
    assert any(isinstance(block, Table) for block in section.blocks)


def test_what_is_mandatory_stays_below_what_a_person_writes(draft: Draft) -> None:
    edited = with_edit(draft, an_edit("attention", "Nothing to see here.")).paper

    said = [each.text for each in ledger(edited) if each.section == "attention"]
    assert said[0] == "Nothing to see here."
    assert any("Overdue at 30 September 2026: 1 open entry." in each for each in said)


def test_a_gap_of_a_mandatory_section_is_filled_by_what_a_person_writes(draft: Draft) -> None:
    heading = "Matters for attention"
    assert (heading, "[Who will own them: author to add.]") in gaps(draft)

    edited = with_edit(draft, an_edit("attention", "Supt Reed takes them over."))

    assert [each for each in gaps(edited) if each[0] == heading] == []
    said = [each.text for each in ledger(edited.paper) if each.section == "attention"]
    assert "Without an owner: 1 open entry. " in said


def test_drafting_again_leaves_what_a_person_changed(draft: Draft, paper_of: Drafter) -> None:
    edited = with_edit(draft, an_edit("purpose", "Because we must."))
    newer = paper_of(a_version(UNTIL, [ENTRY, replace(ENTRY, id="R!9", ref="B-1", row=9)]))

    again = redrafted(edited, newer, None).paper

    said = {each.section: each.text for each in reversed(ledger(again))}
    assert said["purpose"] == "Because we must."
    assert "holds 2 entries" in said["position"]


def test_a_section_named_gives_its_change_up(draft: Draft) -> None:
    edited = with_edit(draft, an_edit("purpose", "Because we must."))

    assert redrafted(edited, draft.made, "purpose").paper == draft.paper


def test_a_change_to_a_section_that_is_gone_is_kept_in_the_note(
    draft: Draft, paper_of: Drafter
) -> None:
    name = next(each.name for each in draft.made.sections if each.level == 2)
    edited = with_edit(draft, an_edit(name, "We were not inspected."))

    again = redrafted(edited, paper_of(a_version(UNTIL, [])), None).paper

    assert any("We were not inspected." in each.text for each in again.notes)


@pytest.mark.parametrize(
    ("section", "text", "error"),
    [("nonsense", "Text.", NotFound), ("purpose", " \n", InvalidUse),
     ("purpose", "x" * (LONGEST_TEXT + 1), InvalidUse)],
)  # fmt: skip
def test_a_change_that_cannot_be_made_is_refused(
    draft: Draft, section: str, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        with_edit(draft, an_edit(section, text))


def test_a_figure_of_a_persons_that_the_paper_contradicts_stops_approval(draft: Draft) -> None:
    wrong = with_edit(draft, an_edit("position", "We have twelve open recommendations."))
    right = with_edit(draft, an_edit("position", "We have 1 open recommendation."))

    with pytest.raises(InvalidInput, match=r"says 12 open; .* figures of that kind are 0, 1"):
        approve(wrong, "Dilys Amblecote", AT)
    assert approve(right, "Dilys Amblecote", AT).approved


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("Twelve recommendations are open.", True), ("12 are open and the rest closed.", True),
     ("There are 12 open entries.", True), ("Of these, 12 are overdue.", True),
     ("We inspected three closed cells and 7 open wards.", False),
     ("Our 9 reports to the board are kept.", False), ("9 reports were published.", True)],
)  # fmt: skip
def test_only_a_figure_of_entries_or_of_published_reports_can_contradict_the_paper(
    draft: Draft, text: str, wrong: bool
) -> None:
    assert bool(contradictions(with_edit(draft, an_edit("position", text)))) == wrong


def test_an_approved_draft_is_not_changed_any_more(draft: Draft) -> None:
    approved = approve(draft, "Dilys Amblecote", AT)

    with pytest.raises(InvalidInput, match="is approved"):
        with_edit(approved, an_edit("purpose", "Text."))
    with pytest.raises(InvalidInput, match="is approved"):
        redrafted(approved, draft.made, None)


def test_two_drafts_are_compared_statement_by_statement_and_figure_by_figure(
    draft: Draft, paper_of: Drafter
) -> None:
    closed = replace(ENTRY, status=Status.CLOSED, status_text="Closed")
    later = paper_of(a_version(UNTIL, [closed]))

    found = compare(draft.paper, later)

    assert ("Overdue at 30 September 2026: 1 open entry.",
            "No open entry is overdue at 30 September 2026.") in [
        (each.before, each.after) for each in found.statements
    ]  # fmt: skip
    assert ("open entries", 1, 0) in [(e.basis, e.before, e.after) for e in found.figures]
    assert compare(later, later).statements == ()


@pytest.mark.parametrize("earlier", [True, False])
@pytest.mark.parametrize("owner", [(), ("Insp Rowan Pell",)])
def test_the_note_to_the_author_counts_the_gaps(
    paper_of: Drafter, earlier: bool, owner: tuple[str, ...]
) -> None:
    entry = replace(ENTRY, owners=owner)
    versions = [a_version(SINCE - timedelta(days=9), [entry])] if earlier else []
    made = Draft("d1", paper_of(*versions, a_version(UNTIL, [entry])), AT, "Dilys Amblecote")
    left = len(gaps(made))
    notes = [each.text for each in made.paper.notes if "square brackets" in each.text]
    said = f"{left} gap is marked in" if left == 1 else f"{left} gaps are marked in"
    assert [each.startswith(said) for each in notes] == [True] * bool(left)
