"""Runs compared case by case."""

import pytest

from eval.comparison import compare
from eval.scoring import Measure, Score, Scores, Unscored

RIGHT = Measure("right", "is right")
WRONG = Measure("wrong", "is wrong", better="lower")
SHARE = Measure("share", "how much", "mean")


def run(name: str, *values: float) -> dict[str, Scores]:
    return {f"d/{n}": {name: Score(value)} for n, value in enumerate(values)}


def test_gains_and_losses_are_named() -> None:
    (change,) = compare("s", [RIGHT], run("right", 0, 1, 1, 0), run("right", 1, 1, 0, 0))

    assert (change.gained, change.lost) == (("d/0",), ("d/2",))
    assert (change.before, change.after, change.n) == (0.5, 0.5, 4)
    assert not change.more_than_luck


def test_where_less_is_better_a_rise_is_a_loss() -> None:
    (change,) = compare("s", [WRONG], run("wrong", 0, 1), run("wrong", 1, 1))

    assert (change.gained, change.lost) == ((), ("d/0",))


def test_twelve_cases_lost_and_none_gained_is_more_than_luck() -> None:
    (change,) = compare("s", [RIGHT], run("right", *[1] * 12), run("right", *[0] * 12))

    assert change.more_than_luck
    assert change.p == pytest.approx(2 / 2**12)


def test_means_are_compared_by_their_differences() -> None:
    (change,) = compare("s", [SHARE], run("share", *[0.5] * 12), run("share", *[0.7] * 12))

    assert change.after == pytest.approx(0.7)
    assert change.more_than_luck


def test_cases_that_one_run_didnt_score_are_left_aside() -> None:
    before: dict[str, Scores] = {"d/0": {"right": Unscored("no")}, "d/9": {"right": Score(1)}}

    assert compare("s", [RIGHT], before, run("right", 1, 0)) == []
