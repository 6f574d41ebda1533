"""What is a heading and under which, and what pages of contents look like."""

import pytest

from assistant.domain.documents import BlockKind
from ingest.structure import blocks
from tests.ingest.structure.sheet import FULL, Sheet, plain, texts


def test_of_headings_of_one_size_bold_ones_stand_above_plain_ones_and_those_above_italic_ones() -> (
    None
):
    blue = (0, 80, 160)
    sheet = Sheet().write("Custody", gap=30.0, bold=True).body(FULL, "act.")
    sheet.write("Visits", gap=30.0, colour=blue).body(FULL, "change.")
    sheet.write("By night", gap=30.0, italic=True).body(FULL, "report.")
    found = blocks([sheet.page])
    assert [(b.heading, b.text.split()[-1]) for b in found if b.kind is BlockKind.PARAGRAPH] == [
        (("Custody",), "act."),
        (("Custody", "Visits"), "change."),
        (("Custody", "Visits", "By night"), "report."),
    ]


def test_contents_whose_numbers_stand_in_cells_of_their_own_are_left_out() -> None:
    sheet = Sheet().heading("Contents")
    for row, name in enumerate(["Summary", "Findings", "Recommendations", "Annex A"]):
        sheet.write(name, gap=20.0, cell=(0, row, 0))
        sheet.write(str(row + 3), x=400, gap=0.0, cell=(0, row, 1))
    other = Sheet(2).heading("Summary").body(FULL, "ends.")
    assert [b.text for b in blocks([sheet.page, other.page]) if b.page == 1] == []


@pytest.mark.parametrize(
    "line", ["continued overleaf", "a review of custody – 7th July 2021", "iv"]
)
def test_a_line_of_plain_text_that_begins_small_is_no_heading(line: str) -> None:
    found = plain(f"1. PURPOSE\n\n{line}\n\nTo tell members what was found in the year.\n")
    assert line not in texts(found, BlockKind.HEADING)
