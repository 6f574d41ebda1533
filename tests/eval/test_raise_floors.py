"""Floors rise, to a little under what was reached, and never sink."""

import pytest

from eval.raise_floors import raised, rewritten


def a_figure(
    value: float | None, n: int = 100, better: str = "higher", name: str = "s.right"
) -> dict[str, object]:
    return {"name": name, "value": value, "n": n, "better": better}


@pytest.mark.parametrize(
    ("old", "figure", "expected"),
    [
        (0.5, a_figure(0.9), 0.88),
        (0.89, a_figure(0.9), 0.89),
        (0.95, a_figure(0.9), 0.95),
        (0.5, a_figure(0.9, n=1000), 0.89),
        (0.5, a_figure(1.0, name="citations.verbatim"), 1.0),
        (0.5, a_figure(1.0, name="citations.verbatim@unread"), 1.0),
        (0.5, a_figure(0.1, better="lower"), 0.12),
        (0.05, a_figure(0.1, better="lower"), 0.05),
        (1.0, a_figure(0.0, better="lower", name="permissions.leaks"), 0.0),
    ],
)
def test_a_floor_rises_to_two_cases_under_what_was_reached(
    old: float, figure: dict[str, object], expected: float
) -> None:
    assert raised(old, figure) == pytest.approx(expected)


def test_only_the_table_named_is_raised_and_comments_stay() -> None:
    text = "# Head.\nfloors:\n  s.right: 0.5\n  # Between.\n  s.other: 0.5\nfast:\n  s.right: 0.1\n"
    figures = {"s.right": a_figure(0.9), "s.other": a_figure(None)}

    assert rewritten(text, "floors", figures) == text.replace("s.right: 0.5", "s.right: 0.88")
    assert rewritten(text, "fast", figures) == text.replace("s.right: 0.1", "s.right: 0.86")
