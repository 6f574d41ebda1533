from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import process_time

import pytest

from assistant.domain.errors import NotFound
from assistant.domain.register import Person, Status
from assistant.language.wording import say_day
from assistant.papers.draft import draft_paper, statements
from assistant.papers.facts import Request
from assistant.papers.outline import OutlineSection, read_outline
from assistant.papers.paper import Paper, Table
from tests.assistant.papers.conftest import SINCE, UNTIL, a_library, a_version
from tests.assistant.papers.looking import section, text, the_report
from tests.assistant.papers.test_random_registers import a_random_entry
from tests.builders import an_entry

Drafter = Callable[..., Paper]
REPORT = "Found safe: an inspection of missing children"


def test_a_period_with_nothing_published_says_so_and_still_gives_the_position(
    paper_of: Drafter,
) -> None:
    paper = paper_of(a_version(UNTIL, [an_entry(published=date(2026, 1, 5))]))

    assert "No inspection report was published in the period" in text(section(paper, "published"))
    assert "the register holds 1 entry: 1 open and 0 not open" in text(section(paper, "position"))
    assert not [each for each in paper.sections if each.level == 2]


def test_an_empty_register_gives_a_paper(paper_of: Drafter) -> None:
    paper = paper_of(a_version(UNTIL, []))

    assert "the register holds 0 entries" in text(section(paper, "position"))


def test_without_any_register_there_is_no_paper(request_of: Callable[..., Request]) -> None:
    with pytest.raises(NotFound, match="No register is loaded"):
        draft_paper(request_of())


def test_a_report_without_recommendations_is_listed_and_named_among_those_without_entries(
    paper_of: Drafter,
) -> None:
    library = a_library((REPORT, date(2026, 7, 16), [("Summary", ["All was well in the forces."])]))

    paper = paper_of(a_version(UNTIL, [an_entry()]), library=library)

    assert "sets out no recommendation" in text(the_report(paper))
    assert "The register holds no entry from it." in text(the_report(paper))
    said = text(section(paper, "attention"))
    assert "without an entry in the register: 1 report." in said
    assert REPORT in said


def test_findings_are_quoted_whole_from_the_summary_with_their_page(paper_of: Drafter) -> None:
    sections = [
        ("About this inspection", ["#", "We visited Wexmoor and six other forces in May 2026."]),
        (
            "Summary",
            ["The police find children. They seldom learn why.", "We make 1 recommendation."],
        ),
        ("Searching", ["In Wexmoor, an officer was sent within an hour in 33 of 40 cases."]),
    ]
    paper = paper_of(a_version(UNTIL, []), library=a_library((REPORT, date(2026, 7, 16), sections)))

    quoted = {q.quote: q.page for each in statements(the_report(paper)) for q in each.quotes}
    assert quoted == {
        "We visited Wexmoor and six other forces in May 2026.": 2,
        "The police find children. They seldom learn why.": 2,
        "In Wexmoor, an officer was sent within an hour in 33 of 40 cases.": 2,
    }


def test_a_report_with_sixty_recommendations_lists_them_all_in_order(paper_of: Drafter) -> None:
    lines = [f"Recommendation {n}: Forces should mend thing {n}." for n in range(1, 61)]
    library = a_library((REPORT, date(2026, 7, 16), [("Recommendations", lines)]))
    entries = [
        an_entry(id=f"R!{n}", row=n, ref=f"M-{n}", number=str(n), report=REPORT,
                 text=f"Forces should mend thing {n}.")
        for n in range(60, 0, -1)
    ]  # fmt: skip

    paper = paper_of(a_version(UNTIL, entries), library=library)

    found = the_report(paper)
    table = next(each for each in found.blocks if isinstance(each, Table))
    assert [row.cells[0].text for row in table.rows] == [f"M-{n}" for n in range(1, 61)]
    assert all(row.cells[1].quotes for row in table.rows)
    assert "The report sets out 60 recommendations." in text(found)
    assert "The register holds 60 entries from it, all of which concern Wexmoor Police" in text(
        found
    )


def test_an_owner_who_has_left_is_told_with_a_gap_for_who_takes_over(paper_of: Drafter) -> None:
    people = [Person("Insp B Moss", ("Bryony Moss",), listed=True)]
    entries = [
        an_entry(ref="A-1", owners=("Supt Elspeth Gone",)),
        an_entry(id="R!6", row=6, ref="A-2", owners=("Bryony Moss",)),
        an_entry(id="R!7", row=7, ref="A-3", owners=("Ch Insp B Moss",)),
    ]

    said = text(section(paper_of(a_version(UNTIL, entries, people)), "attention"))

    assert "not in the register’s list of people: 1 open entry" in said
    assert "[Whether they have left, and who takes over: author to add.]" in said


def test_what_lacks_owner_date_or_a_known_status_is_told(paper_of: Drafter) -> None:
    entries = [
        an_entry(ref="A-1", status=Status.UNKNOWN, status_text="Parked"),
        an_entry(id="R!6", row=6, ref="A-2", owners=("Insp B Moss",), immediate=True),
        an_entry(id="R!7", row=7, ref="A-3", owners=("Insp B Moss",), due=date(2026, 9, 29)),
        an_entry(id="R!8", row=8, ref="A-3", status=Status.CLOSED, closed_on=date(2026, 9, 1)),
    ]

    said = text(section(paper_of(a_version(UNTIL, entries)), "attention"))

    assert "Overdue at 30 September 2026: 1 open entry." in said
    assert "Without an owner: 1 open entry." in said
    assert "Without a date by which they are due: 1 open entry." in said
    assert "the status is a word that isn’t known (1)" in said
    assert "the same reference stands again with another status (2)" in said
    assert "Parked" in said


def test_no_outline_leaves_out_what_needs_attention(
    request_of: Callable[..., Request],
) -> None:
    outline = read_outline(None).model_copy(
        update={"sections": (OutlineSection(name="purpose", heading="Why"),)}
    )

    paper = draft_paper(
        request_of(a_version(UNTIL, [an_entry(due=date(2026, 9, 1))]), outline=outline)
    )

    assert "Overdue at 30 September 2026: 1 open entry." in text(section(paper, "attention"))


def test_the_move_of_the_open_entries_adds_up_and_reasons_are_the_registers_notes(
    paper_of: Drafter,
) -> None:
    before = [
        an_entry(ref="A-1", due=date(2026, 8, 1)),
        an_entry(id="R!6", row=6, ref="A-2", number="2"),
        an_entry(id="R!7", row=7, ref="A-3", number="3", status=Status.CLOSED),
    ]
    now = [
        replace(before[0], due=date(2026, 12, 1), notes="Moved because the bank was late."),
        replace(before[1], status=Status.CLOSED, status_text="Closed", notes="Audit passed."),
        replace(before[2], status=Status.IN_PROGRESS),
        an_entry(id="R!8", row=8, ref="A-4", number="4"),
    ]

    paper = paper_of(a_version(SINCE - timedelta(days=1), before), a_version(UNTIL, now))

    found = section(paper, "position")
    tables = {each.caption.text: each for each in found.blocks if isinstance(each, Table)}
    moved = [row.cells[1].text for row in tables["How the number of open entries moved."].rows]
    assert moved == ["2", "1", "1", "1", "0", "3"]
    reasons = [[c.text for c in row.cells] for row in tables["Changes and reasons."].rows]
    assert ["A-2", "Closed", "In progress", "Closed", "Audit passed."] in reasons
    assert [
        "A-1", "Put back", "1 August 2026", "1 December 2026", "Moved because the bank was late."
    ] in reasons  # fmt: skip


def test_without_an_earlier_register_the_change_is_a_marked_gap(paper_of: Drafter) -> None:
    said = text(section(paper_of(a_version(UNTIL, [an_entry()])), "position"))

    assert "[Change since the last paper: author to add.]" in said


def test_three_thousand_entries_give_a_paper_that_counts_by_report_and_lists_the_latest(
    paper_of: Drafter,
) -> None:
    chance = Random(7)
    entries = [a_random_entry(number, chance) for number in range(5, 3005)]
    late = [e for e in entries if e.status.is_open and e.due is not None and e.due < UNTIL]

    paper = paper_of(a_version(UNTIL, entries))

    annex = section(paper, "annex-entries")
    counted, listed = (each for each in annex.blocks if isinstance(each, Table))
    assert [cell.text for cell in counted.rows[-1].cells[:3]] == [
        "All", f"{sum(e.status.is_open for e in entries):,}", f"{len(late):,}",
    ]  # fmt: skip
    longest = sorted(late, key=lambda e: e.due or UNTIL)[: len(listed.rows)]
    assert len(listed.rows) == read_outline(None).rows.annex
    assert {row.cells[2].text.partition(" (")[0] for row in listed.rows} == {
        say_day(e.due) for e in longest if e.due
    }
    assert "The next table lists 150 of them; the register holds the others." in text(annex)
    body = [block for each in paper.sections for block in each.blocks]
    assert max(len(block.rows) for block in body if isinstance(block, Table)) < 1000
    assert "Annex A lists them all" not in text(section(paper, "attention"))


def test_twelve_reports_and_five_hundred_entries_are_drafted_within_three_seconds(
    request_of: Callable[..., Request], tmp_path: Path
) -> None:
    chance = Random(11)
    titles = [f"Inspection of matter {word}" for word in "abcdefghijkl"]
    lines = [f"Recommendation {n}: Forces should mend thing {n} of theirs." for n in range(1, 11)]
    summary = [f"Finding {n} was that the police did well in town {n}." for n in range(1, 60)]
    library = a_library(
        *((title, date(2026, 8, 1 + n), [("Summary", summary), ("Recommendations", lines)])
          for n, title in enumerate(titles))
    )  # fmt: skip
    entries = [
        replace(a_random_entry(n, chance), report=chance.choice(titles), number=str(n % 10 + 1))
        for n in range(5, 505)
    ]
    before = a_version(SINCE - timedelta(days=1), entries[:400])
    request = request_of(before, a_version(UNTIL, entries), library=library)

    started = process_time()
    paper = draft_paper(request)
    took = process_time() - started

    assert len([each for each in paper.sections if each.level == 2]) == len(titles)
    assert took < 3
