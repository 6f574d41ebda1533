"""What was measured, as rows of a table."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Target:
    """What a figure should come to; of ours, or of the ratio to the peer's."""

    figure: float
    of_ratio: bool = False
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Whether a figure comes to it."""
        return value >= self.figure if self.at_least else value <= self.figure

    def __str__(self) -> str:
        sign = "at least" if self.at_least else "at most"
        return f"{'ratio ' if self.of_ratio else ''}{sign} {self.figure:g}"


@dataclass(frozen=True)
class Row:
    """One figure beside the peer's."""

    what: str
    ours: float
    n: int
    """How often it was measured, or on how many things."""
    unit: str = "ms"
    peer: float | None = None
    higher_is_better: bool = False
    target: Target | None = None
    note: str = ""
    of: str = ""
    """What grows with the number of passages, for a plot; none where it is "" """
    at: int = 0
    """How many passages it was measured at."""

    @property
    def ratio(self) -> float | None:
        """How many times better ours is than the peer's."""
        if self.peer is None or not self.ours or not self.peer:
            return None
        return self.ours / self.peer if self.higher_is_better else self.peer / self.ours

    @property
    def met(self) -> bool | None:
        """Whether the target is met; none where there is none, or nothing to compare with."""
        if self.target is None:
            return None
        value = self.ratio if self.target.of_ratio else self.ours
        return None if value is None else self.target.met(value)


HEADS = ("what", "ours", "peer", "ratio", "target", "met", "n")


def document(rows: Sequence[Row], setting: dict[str, Any]) -> dict[str, Any]:
    """Return the rows as a document."""
    found = [{**asdict(row), "ratio": row.ratio, "met": row.met} for row in rows]
    return {"setting": setting, "rows": found}


def table(rows: Sequence[Row], setting: dict[str, Any]) -> str:
    """Return the rows as a Markdown table, and how they came about."""
    lines = [_cells(HEADS), _cells(["---"] * len(HEADS)), *(_cells(cells(row)) for row in rows)]
    notes = [f"- {row.what}: {row.note}" for row in rows if row.note]
    said = [f"{name}: {value}" for name, value in setting.items()]
    return "\n".join([*lines, "", *notes, "", "; ".join(said)])


def cells(row: Row) -> list[str]:
    """Return a row's cells, under `HEADS`."""
    return [
        row.what,
        _figure(row.ours, row.unit),
        "–" if row.peer is None else _figure(row.peer, row.unit),
        "–" if row.ratio is None else f"{row.ratio:.2f}",
        "–" if row.target is None else str(row.target),
        {None: "–", True: "yes", False: "NO"}[row.met],
        f"{row.n:,}",
    ]


def _figure(value: float, unit: str) -> str:
    return f"{value:.3g} {unit}".strip() if value < 1000 else f"{value:,.0f} {unit}".strip()  # noqa: PLR2004


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
