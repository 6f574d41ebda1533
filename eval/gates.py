"""Committed floors: a figure that falls under its own is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from eval.faults import DatasetError
from eval.figures import Figure

FLOORS = Path(__file__).with_name("floors.yaml")


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure on the wrong side of its floor."""

    name: str
    value: float | None
    floor: float
    higher_is_better: bool

    def __str__(self) -> str:
        """Say it in a sentence."""
        word = "under its floor" if self.higher_is_better else "over its ceiling"
        shown = "not scored" if self.value is None else f"{self.value:.4f}"
        return f"{self.name} is {shown}, {word} of {self.floor:.4f}"


def read_floors(path: Path = FLOORS, table: str = "floors") -> dict[str, float]:
    """Return the floors by figure; for figures of which less is better they are ceilings.

    The table “fast” holds those of the subset that every test run asks.

    Raises:
        DatasetError: the file can't be used.
    """
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    floors = read.get(table) if isinstance(read, dict) else None
    if not isinstance(floors, dict):
        raise DatasetError(f"{path}: there is no table called “{table}”.")
    for name, value in floors.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise DatasetError(f"{path}: the floor of “{name}” must be a number from 0 to 1.")
    return {str(name): float(value) for name, value in floors.items()}


def falls(figures: Iterable[Figure], floors: dict[str, float]) -> list[Fall]:
    """Return the figures that fall under their floors, those that weren't scored included.

    Floors of suites of which no figure is given are left aside.
    """
    given = {figure.name: figure for figure in figures}
    suites = {figure.suite for figure in given.values()}
    found = []
    for name, floor in floors.items():
        figure = given.get(name)
        if figure is None:
            if name.partition(".")[0] in suites:
                found.append(Fall(name, None, floor, higher_is_better=True))
            continue
        higher = figure.measure.better == "higher"
        if figure.value is None or _under(figure.value, floor, higher=higher):
            found.append(Fall(name, figure.value, floor, higher))
    return found


def _under(value: float, floor: float, *, higher: bool) -> bool:
    slack = 1e-9
    return value < floor - slack if higher else value > floor + slack
