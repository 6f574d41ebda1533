"""Figures: not scored isn't zero, and the unread are shown apart."""

import pytest

from eval.cases import Case
from eval.figures import figure, figures
from eval.scoring import Measure, Score, Scores, Unscored

RIGHT = Measure("right", "is right")
SHARE = Measure("share", "how much", "mean")


def case(number: int, split: str = "open") -> Case:
    return Case(id=f"c-{number}", kind="c", question="?", why="w", split=split, dataset="d")


def test_what_isnt_scored_is_counted_apart_and_not_as_wrong() -> None:
    found = figure("s", RIGHT, "all", [Score(1), Score(0), Unscored("no answer"), Score(1)])

    assert (found.n, found.n_unscored) == (3, 1)
    assert found.value == pytest.approx(2 / 3)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 2 / 3 < found.high


def test_where_nothing_is_scored_there_is_no_value() -> None:
    found = figure("s", RIGHT, "all", [Unscored("no answer")])

    assert (found.value, found.low, found.high, found.n, found.n_unscored) == (
        None, None, None, 0, 1,
    )  # fmt: skip


def test_the_unread_part_has_figures_of_its_own() -> None:
    cases = [case(1), case(2, "unread"), case(3, "unread")]
    scores: dict[str, Scores] = {
        "d/c-1": {"right": Score(1)},
        "d/c-2": {"right": Score(0), "share": Score(0.5)},
        "d/c-3": {"right": Score(1)},
    }

    found = {each.name: each for each in figures("s", (RIGHT, SHARE), cases, scores)}

    assert found["s.right"].n == 3
    assert found["s.right@unread"].value == 0.5
    assert found["s.share"].n == 1


def test_a_measure_that_applies_to_no_case_is_still_listed() -> None:
    (found,) = figures("s", (RIGHT,), [case(1)], {"d/c-1": {}})

    assert (found.name, found.value, found.n, found.n_unscored) == ("s.right", None, 0, 0)
