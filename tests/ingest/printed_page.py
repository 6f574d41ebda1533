"""Blocks printed on a page, and the passages made of them."""

import re
from datetime import date

from assistant.domain.documents import Block, BlockKind, Page, Part
from assistant.domain.sources import Basis, Passage, Report
from ingest.passages import split

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
FOOTNOTE, TABLE = BlockKind.FOOTNOTE, BlockKind.TABLE
MAX_TOKENS = 256


def tokens(text: str) -> int:
    return 2 + len(re.findall(r"\w+|[^\w\s]", text))


def a_report(**facts: object) -> Report:
    known: dict[str, object] = {
        "id": "r1",
        "source": "report.pdf",
        "digest": "",
        "media_type": "application/pdf",
        "title": "An inspection of custody",
        "title_basis": Basis.DOCUMENT,
        "pages": 1,
        "published": date(2024, 1, 31),
    }
    return Report(**(known | facts))  # type: ignore[arg-type]


def printed(*rows: tuple[BlockKind, str] | tuple[BlockKind, str, str]) -> tuple[list[Block], Page]:
    """Return blocks and the page they stand on, its lines broken after every seventh word."""
    blocks: list[Block] = []
    path: tuple[str, ...] = ()
    page = ""
    for kind, text, *more in rows:
        lines = re.sub(r"((?:\S+ ){7})", lambda line: line.group().rstrip() + " \n", text)
        part = Part(0, len(text), 1, len(page), len(page) + len(lines))
        page += lines + "\n"
        path = () if kind is HEADING else path
        cells = (
            tuple(tuple(line.split(" | ")) for line in text.split("\n")) if kind is TABLE else ()
        )
        marker = more[0] if more else None
        level = int(kind in {HEADING, ITEM})
        blocks.append(Block(kind, text, (part,), path, marker, level, cells))
        path = (text,) if kind is HEADING else path
    return blocks, Page(1, None, page)


def passages_of(
    *rows: tuple[BlockKind, str] | tuple[BlockKind, str, str], report: Report | None = None
) -> list[Passage]:
    blocks, page = printed(*rows)
    passages = split(report or a_report(), blocks, tokens, MAX_TOKENS, pages=[page])
    for passage in passages:
        for part in passage.parts:
            own, there = (
                passage.text[part.start : part.end],
                page.text[part.page_start : part.page_end],
            )
            assert own.split() == there.split()
    return passages


def sentence(n: int, words: int = 12) -> str:
    return (
        f"Sentence {n} "
        + "says what was seen in one place ".strip()
        + " really" * (words - 9)
        + "."
    )


def prose(count: int, start: int = 0) -> str:
    return " ".join(sentence(n) for n in range(start, start + count))
