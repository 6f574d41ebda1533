"""A fast part of the evaluation, against floors of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.doors import Door, in_process
from eval.gates import falls, read_floors
from eval.generate import generate
from eval.libraries import COMMITTEE_DATES, SAMPLE
from eval.originals import Originals
from eval.run import Run, all_cases, score_all
from eval.suites import SUITES, Suite, thinned

SIZES = {"register": 60, "reports": 30, "citations": 40, "abstention": 40, "permissions": 20}


def fast_suites() -> list[Suite]:
    return [thinned(suite, SIZES[suite.name]) for suite in SUITES if suite.name in SIZES]


@pytest.fixture(scope="module")
def door(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    opened = in_process(
        sample_home, tmp_path_factory.mktemp("state"), committee_dates=COMMITTEE_DATES
    )
    yield opened
    opened.close()


def run_of(door: Door, suites: list[Suite], name: str) -> Run:
    answers = {each.key: each for each in generate(all_cases(suites), door, run=name)}
    return score_all(suites, answers, Originals.under([SAMPLE]), {})


@pytest.fixture(scope="module")
def first(door: Door) -> Run:
    return run_of(door, fast_suites(), "first")


def test_no_figure_of_the_fast_part_has_fallen(first: Run) -> None:
    assert [str(fall) for fall in falls(first.figures, read_floors(table="fast"))] == []


def test_every_question_of_the_fast_part_is_answered_without_an_error(first: Run) -> None:
    assert [each for each in first.answers.values() if each.error] == []


def test_asking_twice_gives_the_same_figures(door: Door, first: Run) -> None:
    suites = [thinned(suite, 15) for suite in fast_suites()]
    once, again = run_of(door, suites, "once"), run_of(door, suites, "again")

    assert once.figures == again.figures
    assert once.scores == again.scores
