"""Lines of plain text, measured in characters and line numbers."""

import re

from ingest.structure.lines import Line

LINE = re.compile(r"[^\r\n\f\v\u0085\u2028\u2029]+|\r\n|[\r\n\f\v\u0085\u2028\u2029]")
EMPHASIS_STARTS = re.compile(r"(?:\*\*|__)(?=\S)")
EMPHASIS_OPENS = re.compile(r"^(?:\S{1,7}\s+)?(?:\*\*|__)(?=\S)")
EMPHASIS_CLOSES = re.compile(r"(?<=\S)(?:\*\*|__)$")
WIDE = re.compile(r"\S(?:\t+| {3,})(?=\S)")
TAB = 8


def plain_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of plain text that are not blank, with offsets into it.

    A line wholly in double asterisks or underscores, as Markdown marks strong emphasis, is bold;
    the marks at its ends are no part of it.
    """
    found = []
    number = 0
    for match in LINE.finditer(text):
        raw = match.group()
        if raw[0] in "\r\n\f\v\u0085\u2028\u2029":
            number += 1
        elif raw.strip():
            found.append(_line(raw, match.start(), number))
    return tuple(found)


def _line(raw: str, offset: int, number: int) -> Line:
    shown = raw.strip()
    begin = len(raw) - len(raw.lstrip())
    opens = EMPHASIS_OPENS.search(shown) is not None
    closes = EMPHASIS_CLOSES.search(shown) is not None
    if EMPHASIS_CLOSES.search(shown):
        shown = shown[:-2].rstrip()
    if EMPHASIS_STARTS.match(shown):
        begin += 2
        shown = shown[2:]
    x0 = float(len(raw[:begin].expandtabs(TAB)))
    return Line(
        start=offset + begin,
        end=offset + begin + len(shown),
        text=shown,
        x0=x0,
        x1=x0 + len(shown.expandtabs(TAB)),
        y=float(number),
        size=1.0,
        bold=opens and closes,
        first_word=float(len(shown.split()[0])),
        gaps=tuple(gap.end() for gap in WIDE.finditer(shown)),
    )
