"""Raised marks of notes: left out where a sentence or a block ends, kept where they are glued."""

import pytest

from ingest.structure import blocks
from tests.ingest.structure.sheet import FULL, Sheet

MARK = "²"


def written(*lines: str, gap: float = 14.0) -> list[str]:
    sheet = Sheet()
    for line in lines:
        marks = tuple((at, at + 1) for at, char in enumerate(line) if char == MARK)
        sheet.write(line, gap=gap, notes=marks)
    found = blocks([sheet.page])
    for block in found:
        for part in block.parts:
            here, there = (
                block.text[part.start : part.end],
                sheet.text[part.page_start : part.page_end],
            )
            assert here.split() == there.split()
            assert not there.endswith(MARK)
    return [block.text for block in found]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["It spoke to all agencies.² The director left."],
         "It spoke to all agencies.\nThe director left."),
        (["It spoke to² all agencies."], "It spoke to² all agencies."),
        (["It spoke to all agencies and the", "director left²"],
         "It spoke to all agencies and the director left"),
        (["The director left.²  "], "The director left."),
        ([f"{FULL} act.²", "and the force."], f"{FULL} act.\nand the force."),
    ],
)  # fmt: skip
def test_a_mark_goes_at_the_end_of_a_sentence_or_of_the_block_and_stays_elsewhere(
    lines: list[str], text: str
) -> None:
    assert written(*lines) == [text]


def test_a_sentence_with_a_mark_behind_it_ends_its_paragraph() -> None:
    ended = written(f"{FULL} act now and then.²", "It has changed its plan since.", gap=24.0)
    assert ended == [f"{FULL} act now and then.", "It has changed its plan since."]


@pytest.mark.parametrize(
    ("end", "following", "runs_on"),
    [
        ("now and then.²", "has changed since.", False),
        ("on these:²", "has changed since.", False),
        ("now and then²", "has changed since.", True),
        ("now and then²", "It has changed since.", False),
    ],
)
def test_whether_a_sentence_runs_on_over_a_page_is_told_without_the_mark(
    end: str, following: str, runs_on: bool
) -> None:
    first, second = Sheet(1).write(FULL), Sheet(2).write(following)
    line = f"act {end}"
    first.write(line, notes=((len(line) - 1, len(line)),))
    assert len(blocks([first.page, second.page])) == (1 if runs_on else 2)
