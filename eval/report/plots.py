"""Plots as inline SVG, so that the page needs no script and no other file."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log

WIDTH, HEIGHT = 520, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 34, 14, 44
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
INKS = ("ink1", "ink2", "ink3", "ink4", "ink5", "ink6")
"""Classes of the page's style sheet, in the order in which series take them."""


@dataclass(frozen=True, slots=True)
class Series:
    """A named line of points; shares, unless the x axis says otherwise."""

    name: str
    points: tuple[tuple[float, float], ...]
    alone: bool = False
    """A single point, drawn large."""
    marked: bool = False
    """Every point is drawn, where there are few."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high` with its ticks."""

    label: str
    low: float = 0.0
    high: float = 1.0
    ticks: tuple[float, ...] = _TICKS
    percent: bool = True
    tenfold: bool = False
    """Whether equal steps are equal factors; then `low` is over 0."""

    def at(self, value: float) -> float:
        """Where on the axis a value stands, from 0 to 1."""
        if self.tenfold:
            return log(max(value, self.low) / self.low) / log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def shown(self, tick: float) -> str:
        """A tick's label."""
        return f"{tick:.0%}" if self.percent else f"{tick:,.10g}"


def lines(title: str, series: Sequence[Series], x: Axis, y: Axis) -> str:
    """Draw series as lines with their names beneath."""
    drawn = [_axes(x, y)]
    for number, each in enumerate(series):
        drawn.append(_series(each, INKS[number % len(INKS)], x, y))
    height = HEIGHT + 10 + 18 * len(series)
    legend = "".join(
        _legend(each, INKS[number % len(INKS)], HEIGHT + 10 + 18 * number)
        for number, each in enumerate(series)
    )
    return _svg(title, height, "".join(drawn) + legend)


def _svg(title: str, height: float, inside: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{inside}</svg>"
    )


def _place(point: tuple[float, float], x: Axis, y: Axis) -> tuple[float, float]:
    across, up = x.at(point[0]), y.at(point[1])
    return (
        _LEFT + across * (WIDTH - _LEFT - _RIGHT),
        HEIGHT - _BOTTOM - up * (HEIGHT - _TOP - _BOTTOM),
    )


def _axes(x: Axis, y: Axis) -> str:
    parts = []
    for tick in y.ticks:
        _, at = _place((x.low, tick), x, y)
        parts.append(
            f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>'
        )
        parts.append(_text(y.shown(tick), _LEFT - 8, at + 4, "end"))
    for tick in x.ticks:
        at, _ = _place((tick, y.low), x, y)
        parts.append(_text(x.shown(tick), at, HEIGHT - _BOTTOM + 16, "middle"))
    parts.append(_text(x.label, (_LEFT + WIDTH - _RIGHT) / 2, HEIGHT - 8, "middle", "label"))
    middle = (_TOP + HEIGHT - _BOTTOM) / 2
    parts.append(
        f'<text class="label" text-anchor="middle" transform="translate(12 {middle:.0f}) '
        f'rotate(-90)">{escape(y.label)}</text>'
    )
    return "".join(parts)


def _text(words: str, x: float, y: float, anchor: str, kind: str = "tick") -> str:
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def _series(each: Series, ink: str, x: Axis, y: Axis) -> str:
    places = [_place(point, x, y) for point in each.points]
    if each.alone:
        return "".join(f'<circle class="{ink} dot" cx="{a:.1f}" cy="{b:.1f}" r="6"/>'
                       for a, b in places)  # fmt: skip
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b in places)
    marks = "".join(f'<circle class="{ink} dot" cx="{a:.1f}" cy="{b:.1f}" r="3.5"/>'
                    for a, b in places) if each.marked else ""  # fmt: skip
    return f'<polyline class="{ink} line" points="{path}"/>{marks}'


def _legend(each: Series, ink: str, y: float) -> str:
    mark = (
        f'<circle class="{ink} dot" cx="{_LEFT + 9}" cy="{y}" r="5"/>'
        if each.alone
        else f'<line class="{ink} line" x1="{_LEFT}" x2="{_LEFT + 18}" y1="{y}" y2="{y}"/>'
    )
    return mark + _text(each.name, _LEFT + 26, y + 4, "start", "key")


@dataclass(frozen=True, slots=True)
class Bar:
    """A stacked bar: milliseconds by step, and the 95th percentile of the whole."""

    name: str
    parts: tuple[tuple[str, float], ...]
    p95: float


def bars(title: str, found: Sequence[Bar]) -> str:
    """Draw stacked bars of milliseconds, each with its 95th percentile as a tick."""
    longest = max([bar.p95 for bar in found] + [1e-9]) * 1.15
    steps = list(dict.fromkeys(step for bar in found for step, _ in bar.parts))
    drawn = [_bar(bar, row, longest, steps) for row, bar in enumerate(found)]
    below = 12 + 44 * len(found)
    keys = [*steps, "95th percentile of the whole"]
    for number, step in enumerate(keys):
        at = below + 18 * number
        ink = INKS[number % len(INKS)] if number < len(steps) else "tick95"
        drawn.append(f'<rect class="{ink} fill" x="{_LEFT}" y="{at}" width="12" height="10"/>')
        drawn.append(_text(step, _LEFT + 20, at + 9, "start", "key"))
    return _svg(title, below + 18 * len(keys) + 4, "".join(drawn))


def _bar(bar: Bar, row: int, longest: float, steps: Sequence[str]) -> str:
    top, at = 8 + 44 * row, 0.0
    room = WIDTH - _RIGHT - 8
    parts = [_text(_said(bar), 8, top + 10, "start", "key")]
    for step, took in bar.parts:
        ink = INKS[steps.index(step) % len(INKS)]
        start, width = 8 + at / longest * room, took / longest * room
        parts.append(
            f'<rect class="{ink} fill" x="{start:.1f}" y="{top + 16}" width="{width:.1f}" '
            f'height="14"/>'
        )
        at += took
    end = 8 + bar.p95 / longest * room
    parts.append(f'<rect class="tick95 fill" x="{end:.1f}" y="{top + 13}" width="3" height="20"/>')
    return "".join(parts)


def _said(bar: Bar) -> str:
    return f"{bar.name}: {sum(t for _, t in bar.parts):.0f} ms at the median, {bar.p95:.0f} ms p95"


def interval_bar(value: float, low: float, high: float, floor: float | None) -> str:
    """Draw one share with its interval, and its floor as a tick, for a table's cell."""
    tick = (
        f'<line class="floor" x1="{100 * floor:.1f}" x2="{100 * floor:.1f}" y1="0" y2="14"/>'
        if floor is not None
        else ""
    )
    return (
        '<svg class="cell" viewBox="-2 0 104 14" aria-hidden="true">'
        '<line class="grid" x1="0" x2="100" y1="7" y2="7"/>'
        f'<line class="ink1 line" x1="{100 * low:.1f}" x2="{100 * high:.1f}" y1="7" y2="7"/>'
        f'<circle class="ink1 dot" cx="{100 * value:.1f}" cy="7" r="3"/>{tick}</svg>'
    )
