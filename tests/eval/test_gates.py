"""Floors and ceilings."""

from pathlib import Path

import pytest

from eval.faults import DatasetError
from eval.figures import Figure
from eval.gates import falls, read_floors
from eval.registry import SUITES
from eval.scoring import Measure


def a_figure(value: float | None, better: str = "higher", part: str = "all") -> Figure:
    measure = Measure("right", "is right", better=better)  # type: ignore[arg-type]
    return Figure("s", measure, part, 9, 0, value, value, value)


@pytest.mark.parametrize(
    ("value", "better", "floor", "falls_down"),
    [
        (0.89, "higher", 0.9, True),
        (0.90, "higher", 0.9, False),
        (0.99, "higher", 0.9, False),
        (0.11, "lower", 0.1, True),
        (0.10, "lower", 0.1, False),
        (None, "higher", 0.1, True),
        (None, "lower", 0.1, True),
    ],
)
def test_a_figure_on_the_wrong_side_of_its_floor_falls(
    value: float | None, better: str, floor: float, falls_down: bool
) -> None:
    fallen = falls([a_figure(value, better)], {"s.right": floor})

    assert bool(fallen) is falls_down
    assert all("s.right" in str(each) for each in fallen)


def test_a_figure_that_has_gone_has_fallen() -> None:
    assert [each.name for each in falls([a_figure(1.0)], {"s.right@unread": 0.5})] == [
        "s.right@unread"
    ]


def test_floors_of_suites_that_werent_run_are_left_aside() -> None:
    assert falls([a_figure(1.0)], {"other.right": 0.5}) == []


@pytest.mark.parametrize(
    "text", ["floors: {a.b: 1.5}", "floors: {a.b: high}", "floors: {a.b: true}", "roofs: {}", ""]
)
def test_floors_that_cant_be_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"floors\.yaml"):
        read_floors(path)


@pytest.mark.parametrize("table", ["floors", "fast"])
def test_every_committed_floor_is_of_a_figure_that_there_is(table: str) -> None:
    measures = {f"{suite.name}.{each.name}" for suite in SUITES for each in suite.measures}

    assert {name.partition("@")[0] for name in read_floors(table=table)} <= measures


@pytest.mark.parametrize("table", ["floors", "fast"])
def test_no_committed_floor_promises_nothing(table: str) -> None:
    better = {f"{s.name}.{m.name}": m.better for s in SUITES for m in s.measures}
    idle = {"higher": 0.0, "lower": 1.0}

    assert [
        name
        for name, floor in read_floors(table=table).items()
        if floor == idle[better[name.partition("@")[0]]]
    ] == []


@pytest.mark.parametrize("table", ["floors", "fast"])
def test_every_measure_that_needs_nothing_special_has_a_floor(table: str) -> None:
    plain = [suite for suite in SUITES if not suite.needs_model and not suite.needs_shared_data]

    measured = {f"{suite.name}.{each.name}" for suite in plain for each in suite.measures}

    assert measured <= set(read_floors(table=table))
