from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.domain.sources import Visibility
from assistant.papers.paper import Paper, Table
from tests.assistant.papers.conftest import UNTIL, a_library, a_version
from tests.assistant.papers.looking import notes, text, the_report
from tests.builders import an_entry

Drafter = Callable[..., Paper]
REPORT = "Found safe: an inspection of missing children"


def test_a_report_without_a_date_is_in_no_period_and_the_author_is_told(paper_of: Drafter) -> None:
    library = a_library((REPORT, None, [("Summary", ["All was well."])]))

    paper = paper_of(a_version(UNTIL, [an_entry(report="Night buses")]), library=library)

    assert not [each for each in paper.sections if each.level == 2]
    assert "No source says when these were published" in notes(paper)
    assert REPORT in notes(paper)
    assert "Night buses" in notes(paper)


def test_a_report_that_only_the_register_knows_is_listed_with_its_facts(paper_of: Drafter) -> None:
    entry = an_entry(report="Night buses", published=date(2026, 8, 2), portfolio="Crime")

    paper = paper_of(a_version(UNTIL, [entry]))

    said = text(the_report(paper))
    assert "Published on 2 August 2026, as the register has it. The report is not held" in said
    assert entry.text in said
    assert "Night buses” is known from the register alone" in notes(paper)


def test_two_reports_with_one_title_are_both_told_of(paper_of: Drafter) -> None:
    one, other = date(2026, 7, 16), date(2026, 9, 2)
    library = a_library(
        (REPORT, one, [("Summary", ["The first was found."])]),
        (REPORT, other, [("Summary", ["The second was found."])]),
    )
    entry = an_entry(report=REPORT, published=one)

    paper = paper_of(a_version(UNTIL, [entry]), library=library)

    first, second = [each for each in paper.sections if each.level == 2]
    assert first.name != second.name
    assert "The first was found." in text(first)
    assert "The register holds 1 entry from it" in text(first)
    assert "The second was found." in text(second)
    assert "The register holds no entry from it." in text(second)


def test_a_report_that_is_withdrawn_is_not_said_to_be_unknown(paper_of: Drafter) -> None:
    library = a_library((REPORT, date(2026, 8, 2), [("Summary", ["A zebra was seen."])]))
    library._reports["r0"] = replace(library._reports["r0"], withdrawn=True)
    entry = an_entry(report=REPORT, published=date(2026, 8, 2))

    paper = paper_of(a_version(UNTIL, [entry]), library=library)

    assert "zebra" not in repr(paper)
    assert "The report has been withdrawn, so that nothing is quoted" in text(the_report(paper))
    assert "known from the register alone" not in notes(paper)


def test_entries_that_name_no_report_have_a_place_of_their_own(paper_of: Drafter) -> None:
    entry = an_entry(report="", published=date(2026, 8, 2))

    paper = paper_of(a_version(UNTIL, [entry]))

    assert the_report(paper).heading == "Report not named in the register – 2 August 2026"
    assert "The register holds 1 entry from it" in text(the_report(paper))


def test_part_of_a_finding_keeps_the_registers_words(paper_of: Drafter) -> None:
    whole = "Recommendation 1: Within three months, forces should:\nmend bridges; and mend roads."
    library = a_library((REPORT, date(2026, 7, 16), [("Recommendations", [whole])]))
    entries = [
        an_entry(id=f"R!{n}", row=n, ref=f"M-{n}", number="1", report=REPORT, text=said)
        for n, said in enumerate(("Mend bridges.", "Mend roads."), 5)
    ]

    found = the_report(paper_of(a_version(UNTIL, entries), library=library))

    table = next(each for each in found.blocks if isinstance(each, Table))
    assert [row.cells[1].text for row in table.rows] == [
        "Recommendation 1†: Mend bridges.", "Recommendation 1†: Mend roads.",
    ]  # fmt: skip
    assert "Wording marked † is the register’s own." in table.caption.text


def test_nothing_is_taken_from_a_document_that_is_not_public(paper_of: Drafter) -> None:
    library = a_library(("Hot debrief", date(2026, 8, 2), [("Summary", ["A zebra was seen."])]))
    own = library._reports["r0"]
    library._reports["r0"] = replace(own, visibility=Visibility.FORCE)

    paper = paper_of(a_version(UNTIL, []), library=library)

    assert "zebra" not in repr(paper)
    assert "not public; nothing is taken from them: Hot debrief" in notes(paper)
