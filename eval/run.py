"""One run: generate, score, fold into figures, compare. What it makes is kept in a folder."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from eval.answers import Answered, read_answers, write_answers
from eval.cases import Case
from eval.comparison import Change, compare
from eval.doors import Door, in_process
from eval.figures import Figure, figures
from eval.generate import generate
from eval.judging.verdicts import Verdicts, write_verdicts
from eval.libraries import Library, Places
from eval.originals import Originals
from eval.registry import LIBRARIES
from eval.scores_file import read_scores, write_scores
from eval.scoring import Material, Scores, Unscored
from eval.suites import Suite

ANSWERS, SCORES, FIGURES, CONFIG = "answers.jsonl", "scores.jsonl", "figures.json", "config.json"
VERDICTS = "verdicts.jsonl"
OpenDoor = Callable[[Library, Sequence[Case]], Door]


@dataclass(frozen=True)
class Run:
    """What was asked, answered and scored."""

    suites: tuple[Suite, ...]
    cases: dict[str, list[Case]]
    """By suite."""
    answers: dict[str, Answered]
    verdicts: Sequence[Verdicts]
    """What a language model judged, if one did."""
    scores: dict[str, dict[str, Scores]]
    """By suite, then by case."""
    config: dict[str, Any]
    changes: list[Change] = field(default_factory=list)

    @property
    def figures(self) -> list[Figure]:
        """Every figure of every suite, in order."""
        return [
            each
            for suite in self.suites
            for each in figures(
                suite.name, suite.measures, self.cases[suite.name], self.scores[suite.name]
            )
        ]


def all_cases(suites: Iterable[Suite]) -> list[Case]:
    """The cases of all suites, each once, in order."""
    found: dict[str, Case] = {}
    for suite in suites:
        for case in suite.cases():
            found.setdefault(case.key, case)
    return list(found.values())


def open_in_process(places: Places) -> OpenDoor:
    """Return what opens a library in this process, with the settings that its cases need."""

    def opened(library: Library, cases: Sequence[Case]) -> Door:
        around = library.around or (lambda door: door)
        if library.home is None:
            return cast(Door, around(None))
        team = {str(case.asker) for case in cases if _of_the_team(case)}
        scratch = places.scratch / f"state-{uuid4().hex[:8]}"
        emails = ",".join(sorted(team))
        door = in_process(library.home, scratch, liaison_emails=emails, **library.settings)
        return cast(Door, around(door))

    return opened


def ask_all(
    cases: Sequence[Case], places: Places, open_door: OpenDoor, *, only: str | None = None
) -> Iterator[Answered]:
    """Ask every case, library by library.

    With `only`, a door is opened to a service that holds that library already, and cases of others
    can't be asked.
    """
    for name in dict.fromkeys(case.library for case in cases):
        some = [case for case in cases if case.library == name]
        if only is not None and name != only:
            yield from (Answered(c.key, None, "not the library of that service") for c in some)
            continue
        library = Library(None, ()) if only is not None else LIBRARIES[name](places)
        places.say(f"Asking {len(some):,} questions of the library “{name}”")
        for asked in _by_standing(some) if library.home is not None else [some]:
            door = open_door(library, asked)
            try:
                yield from generate(asked, door, run=uuid4().hex)
            finally:
                door.close()


def _by_standing(cases: Sequence[Case]) -> list[Sequence[Case]]:
    """Cases asked as someone of the team, then the others.

    One person may be of the team in one question and an officer in another, and for the same door
    nobody can be both.
    """
    team = [case for case in cases if _of_the_team(case)]
    rest = [case for case in cases if not _of_the_team(case)]
    return [some for some in (team, rest) if some]


def _of_the_team(case: Case) -> bool:
    return case.role == "liaison" and case.asker is not None


def score_all(
    suites: Sequence[Suite],
    answers: dict[str, Answered],
    originals: Originals,
    config: Any,
    verdicts: Sequence[Verdicts] = (),
) -> Run:
    """Score kept answers; a case without one is unscored."""
    by_judge = {(each.key, each.judge): each for each in verdicts}
    material = Material(answers, by_judge, originals)
    cases = {suite.name: suite.cases() for suite in suites}
    scores = {
        suite.name: {case.key: _scores(suite, case, material) for case in cases[suite.name]}
        for suite in suites
    }
    return Run(tuple(suites), cases, answers, verdicts, scores, config)


def _scores(suite: Suite, case: Case, material: Material) -> Scores:
    answer = material.answers.get(case.key)
    if answer is None:
        return {m.name: Unscored("this run holds no answer to it") for m in suite.measures}
    return suite.score(case, answer, material)


def compared(run: Run, folder: Path) -> Run:
    """The run with what changed since an earlier one, case by case."""
    before = read_scores(folder / SCORES)
    changes = [
        change
        for suite in run.suites
        for change in compare(
            suite.name, suite.measures, before.get(suite.name, {}), usual_scores(run, suite)
        )
    ]
    return replace(run, changes=changes)


def usual_scores(run: Run, suite: Suite) -> dict[str, Scores]:
    """The scores of a suite's cases without those that are there to compare with."""
    other = {case.key for case in run.cases[suite.name] if case.way}
    return {key: found for key, found in run.scores[suite.name].items() if key not in other}


def in_order(cases: Sequence[Case], answers: Iterable[Answered]) -> list[Answered]:
    """Put answers into the order of the cases, whichever way they were asked."""
    found = {answer.key: answer for answer in answers}
    return [found[case.key] for case in cases if case.key in found]


def keep(run: Run, folder: Path) -> None:
    """Write answers, verdicts of a model, scores, figures and configuration into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_answers(run.answers.values(), folder / ANSWERS)
    if run.verdicts:
        write_verdicts(run.verdicts, folder / VERDICTS)
    write_scores(run.scores, folder / SCORES)
    _write_json(figures_document(run.figures), folder / FIGURES)
    _write_json(run.config, folder / CONFIG)


def figures_document(found: Iterable[Figure]) -> list[dict[str, Any]]:
    """The figures as programs see them."""
    return [
        {
            "name": each.name,
            "meaning": each.measure.meaning,
            "better": each.measure.better,
            "value": each.value,
            "low": each.low,
            "high": each.high,
            "n": each.n,
            "n_unscored": each.n_unscored,
        }
        for each in found
    ]


def _write_json(document: object, path: Path) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def kept_answers(folder: Path) -> dict[str, Answered]:
    """The answers of an earlier run."""
    return read_answers(folder / ANSWERS)


def scratch_folder() -> "tempfile.TemporaryDirectory[str]":
    """A folder that goes when it is left."""
    return tempfile.TemporaryDirectory(prefix="liaison-eval-")
