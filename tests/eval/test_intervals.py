"""Intervals and tests of difference, against published values and their own laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from eval.intervals import bootstrap, mcnemar, sign_flips, wilson


@given(n=st.integers(1, 400), share=st.floats(0, 1))
@settings(deadline=None, max_examples=60)
def test_a_share_has_the_interval_that_another_library_gives(n: int, share: float) -> None:
    k = round(share * n)
    expected = binomtest(k, n).proportion_ci(method="wilson")

    assert wilson(k, n) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_the_interval_of_full_marks_isnt_a_point() -> None:
    low, high = wilson(16, 16)

    assert high == 1.0
    assert 0.80 < low < 0.81


@given(gained=st.integers(0, 60), lost=st.integers(0, 60))
@settings(deadline=None, max_examples=60)
def test_gains_and_losses_are_tested_as_a_fair_coin(gained: int, lost: int) -> None:
    expected = binomtest(gained, gained + lost).pvalue if gained + lost else 1.0

    assert mcnemar(gained, lost) == pytest.approx(expected, abs=1e-9)


def test_a_bootstrap_holds_the_mean_and_is_the_same_each_time() -> None:
    values = list(np.random.default_rng(1).uniform(0, 1, 200))
    low, high = bootstrap(values)

    assert low < np.mean(values) < high
    assert high - low == pytest.approx(2 * 1.96 * np.std(values) / np.sqrt(200), rel=0.15)
    assert bootstrap(values) == (low, high)


def test_one_sided_differences_are_more_than_luck_and_balanced_ones_arent() -> None:
    assert sign_flips([0.2] * 12) < 0.01
    assert sign_flips([0.2, -0.2] * 12) > 0.9
    assert sign_flips([0.0] * 12) == 1.0


@pytest.mark.parametrize("of_nothing", [lambda: wilson(0, 0), lambda: bootstrap([])])
def test_there_is_no_figure_of_nothing(of_nothing: object) -> None:
    with pytest.raises(ValueError, match="of nothing"):
        of_nothing()  # type: ignore[operator]
