"""Faults put in on purpose: each turns the right figure down and the gate red."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from eval.cases import Case
from eval.doors import Door, in_process
from eval.figures import Figure
from eval.gates import falls
from eval.generate import generate
from eval.libraries import COMMITTEE_DATES, SAMPLE
from eval.originals import Originals
from eval.run import Run, score_all
from eval.suites import SUITES, Suite
from tests.eval import spoiled_doors as spoiled

HELD = {
    "register": ("deadline-01", "portfolio-01", "counts-01", "ownership-01"),
    "reports": ("definition-01", "definition-02", "date-01", "who-01", "scope-01"),
    "citations": ("definition-01", "definition-02", "date-01", "deadline-01", "portfolio-01"),
    "abstention": ("definition-01", "definition-02", "date-01", "scope-01", "unanswerable-03"),
    "permissions": ("permission-01",),
}  # fmt: skip


def small(suite: Suite) -> Suite:
    """A suite over a few questions that are known to be answered."""
    cases = [case for case in suite.cases() if case.id in HELD[suite.name]]
    assert len(cases) >= len(HELD[suite.name]), suite.name
    return Suite(suite.name, suite.about, suite.measures, suite.score, lambda: cases)


SMALL = [small(suite) for suite in SUITES if suite.name in HELD]


def cases() -> list[Case]:
    found = {case.key: case for suite in SMALL for case in suite.cases()}
    return list(found.values())


@pytest.fixture(scope="module")
def door(
    sample_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[spoiled.RememberingDoor]:
    opened = in_process(
        sample_home, tmp_path_factory.mktemp("state"), committee_dates=COMMITTEE_DATES
    )
    yield spoiled.RememberingDoor(opened)
    opened.close()


def run_of(door: spoiled.RememberingDoor | spoiled.SpoiledDoor) -> Run:
    answers = {each.key: each for each in generate(cases(), cast(Door, door), run="planted")}
    return score_all(SMALL, answers, Originals.under([SAMPLE]), {})


@pytest.fixture(scope="module")
def sound(door: spoiled.RememberingDoor) -> dict[str, Figure]:
    return {figure.name: figure for figure in run_of(door).figures}


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        (spoiled.wrong_page, "reports.pages"),
        (spoiled.wrong_page, "citations.verbatim"),
        (spoiled.dropped_entry, "register.rows"),
        (spoiled.dropped_entry, "register.exact"),
        (spoiled.count_off_by_one, "register.count"),
        (spoiled.count_off_by_one, "register.wrong"),
        (spoiled.invented_sentence, "citations.follows"),
        (spoiled.invented_number, "citations.follows"),
        (spoiled.invented_quotation, "citations.verbatim"),
        (spoiled.forgotten_source, "citations.cited"),
        (spoiled.leaked_entry, "permissions.leaks"),
        (spoiled.leaked_hint, "permissions.leaks"),
        (spoiled.lowered_threshold, "abstention.refused"),
        (spoiled.lowered_threshold, "reports.wrong"),
        (spoiled.raised_threshold, "abstention.answered"),
        (spoiled.raised_threshold, "reports.facts"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_a_planted_fault_turns_its_figure_down_and_the_gate_red(
    door: spoiled.RememberingDoor, sound: dict[str, Figure], fault: spoiled.Spoil, name: str
) -> None:
    floor = {name: sound[name].value}
    assert floor[name] is not None
    assert falls(sound.values(), {name: float(floor[name] or 0)}) == []

    found = run_of(spoiled.SpoiledDoor(door, fault)).figures

    fallen = falls(found, {name: float(floor[name] or 0)})
    assert [fall.name for fall in fallen] == [name]


def test_the_sound_answers_have_full_marks(sound: dict[str, Figure]) -> None:
    for name, figure in sound.items():
        if figure.value is not None and figure.measure.better == "lower":
            assert figure.value == 0.0, name
    assert sound["register.exact"].value == 1.0
    assert sound["citations.verbatim"].value == 1.0
