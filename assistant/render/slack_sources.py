"""Sources beneath an answer: pages as links into the source viewer, register rows in one line."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.domain.answers import PassageSource, RegisterSource, Source
from assistant.language.wording import say_day, say_page
from assistant.render.document import source_url
from assistant.render.slack_text import Block, Line, Run, cut, section

QUOTED = 300
"""Characters of a quotation in a link: enough to find its beginning on the page."""
TITLE = 150
Keyed = tuple[str, Source]


def source_parts(keyed: Iterable[Keyed], base_url: str | None) -> list[Block]:
    """Return the sources, each with its key, as sections."""
    kept = list(keyed)
    passages = [(key, each) for key, each in kept if isinstance(each, PassageSource)]
    rows = [(key, each) for key, each in kept if isinstance(each, RegisterSource)]
    lines = [
        *(_passage_line(key, source, base_url) for key, source in passages),
        *_row_lines(rows),
    ]
    if not lines:
        return []
    return [part for line in ([Run("Sources", bold=True)], *lines) for part in section(_own(line))]


def viewer_link(source: PassageSource, base_url: str) -> str:
    """Return where a person reads the quotation on its page.

    A long quotation is cut at a word: Slack refuses addresses above 3,000 characters.
    """
    quote = source.quote
    if len(quote) > QUOTED:
        quote = quote[:QUOTED].rsplit(None, 1)[0]
    return base_url.rstrip("/") + source_url(replace(source, quote=quote))


def _passage_line(key: str, source: PassageSource, base_url: str | None) -> Line:
    said = f"{cut(source.title, TITLE)}, {say_page(source.page, source.page_label)}"
    link = viewer_link(source, base_url) if base_url else None
    published = f" · published {say_day(source.published)}" if source.published else ""
    return [Run(f"[{key}] ", bold=True), Run(said, url=link), Run(published)]


def _row_lines(rows: list[tuple[str, RegisterSource]]) -> Iterator[Line]:
    """One line a sheet: a register answer leans on as many rows as it counts."""
    sheets = dict.fromkeys((row.source, row.sheet) for _, row in rows)
    for source, sheet in sheets:
        held = [(key, row) for key, row in rows if (row.source, row.sheet) == (source, sheet)]
        named = "; ".join(f"[{key}] {cut(row.ref, 40)}, row {row.row}" for key, row in held)
        yield [
            Run("Register ", bold=True),
            Run(f"{cut(source, TITLE)}, sheet {cut(sheet, 60)}: {named}"),
        ]


def _own(line: Line) -> Line:
    """Leave out what is empty, and end the line: sections follow each other without a break."""
    kept = [run for run in line if not isinstance(run, Run) or run.text]
    return [*kept, Run("\n")]
