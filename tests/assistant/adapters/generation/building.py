"""Readings to build generations of, and how to build and open one."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.adapters.generation.opening import (
    OpenGeneration,
    open_current,
)
from assistant.adapters.generation.writer import GenerationWriter
from assistant.domain.catalogue import Reading, SourceFile
from assistant.domain.documents import Block, BlockKind, Page, Part, WordBox
from assistant.domain.sources import Visibility
from tests.builders import a_finding, a_passage, a_report
from tests.index_fakes import BagOfWords

PUBLIC = [Visibility.PUBLIC]
EVERYTHING = list(Visibility)


def a_file(name: str, **changes: Any) -> SourceFile:
    file = SourceFile(
        path=f"/reports/{name}".encode(),
        name=name,
        size=1,
        mtime_ns=1,
        ctime_ns=1,
        inode=1,
        device=1,
        seen_ns=2,
        digest="0" * 64,
        report_id=name,
    )
    return replace(file, **changes)


def a_reading(name: str, *texts: str, visibility: Visibility = Visibility.PUBLIC) -> Reading:
    passages = tuple(
        a_passage(text, id=f"{name}-{place}", report_id=name, ordinal=place, visibility=visibility)
        for place, text in enumerate(texts)
    )
    page = Page(1, "i", "\n".join(texts), 595.0, 842.0, (WordBox(0, 3, 1.5, 2.5, 3.5, 4.5),))
    block = Block(BlockKind.TABLE, "a | b", (Part(0, 5, 1, 0, 5),), ("H",), "1.", 1, (("a", "b"),))
    return Reading(
        report=a_report(id=name, title=f"Report {name}", visibility=visibility),
        pages=(page,),
        blocks=(block,),
        passages=passages,
        contexts=tuple(f"Report {name}\n" for _ in texts),
        findings=(a_finding("Do better.", id=f"{name}-f", report_id=name),),
    )


def build(
    home: Path,
    *readings: Reading,
    encoder: BagOfWords | None = None,
    keep: tuple[str, ...] = (),
    **options: Any,
) -> str:
    made = encoder or BagOfWords()
    with GenerationWriter(home, lambda: made, **options) as writing:
        for name in keep:
            writing.keep(a_file(name))
        for reading in readings:
            writing.add(a_file(reading.report.id), reading)
        return writing.publish()[0]


def opened(home: Path, **options: Any) -> OpenGeneration:
    defaults: dict[str, Any] = {"exact_below": 20_000, "encoder": BagOfWords().identity}
    return open_current(home, **defaults | options)


def titles(home: Path) -> list[str]:
    generation = opened(home)
    try:
        return [report.id for report in generation.library.reports(EVERYTHING)]
    finally:
        generation.close()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
