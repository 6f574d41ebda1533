"""How what a thing costs grows with the number of passages, as plots."""

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

from eval.bench.rows import Row
from eval.report.plots import Axis, Series, lines

_LEAST = 2
"""Sizes that make a line."""


def plots(rows: Sequence[Row]) -> dict[str, str]:
    """Return a plot of each thing that was measured at several sizes, by its caption."""
    by_thing: dict[str, list[Row]] = {}
    for row in rows:
        if row.of and row.ours > 0:
            by_thing.setdefault(row.of, []).append(row)
    return {
        thing: _plot(thing, sorted(found, key=lambda row: row.at))
        for thing, found in by_thing.items()
        if len({row.at for row in found}) >= _LEAST
    }


def _plot(thing: str, rows: Sequence[Row]) -> str:
    mine = [(float(row.at), row.ours) for row in rows]
    theirs = [(float(row.at), row.peer) for row in rows if row.peer]
    series = [Series("Liaison", tuple(mine), marked=True)]
    if theirs:
        series.append(Series("LlamaIndex's quickstart", tuple(theirs), marked=True))
    x = _axis("passages", (at for at, _ in mine))
    y = _axis(thing.rpartition(": ")[2], (value for _, value in (*mine, *theirs)))
    return lines(thing, series, x, y)


def _axis(label: str, values: Iterable[float]) -> Axis:
    """Return an axis of whole powers of ten around the values."""
    found = sorted(values)
    first, last = floor(log10(found[0])), ceil(log10(found[-1]))
    last = max(last, first + 1)
    ticks = tuple(10.0**power for power in range(first, last + 1))
    return Axis(label, ticks[0], ticks[-1], ticks, percent=False, tenfold=True)
