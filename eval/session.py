"""What one `liaison eval` does, from the options to the report."""

import hashlib
import json
import platform
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from eval.answers import Answered
from eval.cases import Case
from eval.choice import Means, chosen
from eval.doors import Door, HttpDoor, Model, judging_model
from eval.gates import Fall, falls, read_floors
from eval.intervals import SEED
from eval.judging.verdicts import Verdicts, read_verdicts
from eval.libraries import COMMITTEE_DATES, Library, Places
from eval.originals import Originals
from eval.registry import originals_of
from eval.report.page import write_report
from eval.run import (
    CONFIG,
    SCORES,
    VERDICTS,
    Run,
    all_cases,
    ask_all,
    compared,
    figures_document,
    in_order,
    keep,
    kept_answers,
    open_in_process,
    score_all,
    scratch_folder,
)
from eval.suites import DATASETS, Suite, own_suite

KEPT = Path(".liaison") / "eval"
"""Where runs are kept unless told otherwise."""


@dataclass(frozen=True)
class Result:
    """What a run came to."""

    run: Run
    fallen: list[Fall]
    folder: Path
    written: list[Path]

    @property
    def document(self) -> dict[str, Any]:
        """The result as programs see it."""
        return {
            "figures": figures_document(self.run.figures),
            "fallen": [str(fall) for fall in self.fallen],
            "folder": str(self.folder),
            "config": self.run.config,
        }

    @property
    def text(self) -> str:
        """The result as a person reads it."""
        lines = [_line(each) for each in figures_document(self.run.figures)]
        ending = f"{len(self.fallen)} under their floors" if self.fallen else "no figure has fallen"
        return "\n".join([*lines, f"{ending}; report in {self.written[0]}"])


def _line(figure: dict[str, Any]) -> str:
    if figure["value"] is None:
        return f"{figure['name']:42} not scored ({figure['n_unscored']} cases)"
    interval = f"{100 * figure['low']:.1f} to {100 * figure['high']:.1f}"
    left = f", {figure['n_unscored']} unscored" if figure["n_unscored"] else ""
    return f"{figure['name']:42} {100 * figure['value']:5.1f}%  ({interval}; n {figure['n']}{left})"


@dataclass(frozen=True)
class Session:
    """The options of one evaluation."""

    suites: Sequence[str] = ()
    against: str | None = None
    out: Path | None = None
    no_generate: Path | None = None
    compare: Path | None = None
    home: Path | None = None
    shared_data: Path | None = None
    libraries: Path | None = None
    questions: Path | None = None
    fast: bool = False
    """Ask only the fast part, which has floors of its own."""
    say: Callable[[str], None] = lambda _: None

    def carry_out(self) -> Result:
        """Ask, score, compare, keep and report.

        Raises:
            DatasetError: a suite, a dataset or a kept run can't be used.
            LibraryError: a library can't be indexed.
            DoorError: the service can't be reached.
        """
        with ExitStack() as stack:
            model = judging_model() if self.no_generate is None else None
            if model is not None:
                stack.callback(model.close)
            suites = self._suites(judges=model is not None or self._was_judged())
            scratch = self.libraries or Path(stack.enter_context(scratch_folder()))
            places = Places(scratch, self.home, self.shared_data, self.say)
            answers = self._answers(suites, places)
            verdicts = self._verdicts(suites, answers, model)
            originals = Originals.under(originals_of(places))
            self.say("Scoring")
            config = self._config(suites, answers)
            return self._finished(score_all(suites, answers, originals, config, verdicts))

    def _was_judged(self) -> bool:
        return self.no_generate is not None and (self.no_generate / VERDICTS).is_file()

    def _suites(self, *, judges: bool) -> list[Suite]:
        if self.questions is not None:
            return [own_suite(self.questions)]
        means = Means(self.shared_data, judges, self.against is not None)
        return chosen(self.suites, means, fast=self.fast)

    def _answers(self, suites: Sequence[Suite], places: Places) -> dict[str, Answered]:
        if self.no_generate is not None:
            return kept_answers(self.no_generate)
        cases = all_cases(suites)
        if self.against is None:
            asked = ask_all(cases, places, open_in_process(places))
        else:
            asked = ask_all(cases, places, self._service(self.against), only=cases[0].library)
        return {answer.key: answer for answer in in_order(cases, asked)}

    def _verdicts(
        self, suites: Sequence[Suite], answers: dict[str, Answered], model: Model | None
    ) -> list[Verdicts]:
        if self.no_generate is not None:
            return read_verdicts(self.no_generate / VERDICTS)
        cases = [case for suite in suites if suite.needs_model for case in suite.cases()]
        if model is None or not cases:
            return []
        from eval.judging.judges import judge_all

        self.say(f"A language model judges the answers to {len(cases)} questions")
        return list(judge_all(cases, answers, model))

    @staticmethod
    def _service(address: str) -> Callable[[Library, Sequence[Case]], Door]:
        def opened(library: Library, cases: Sequence[Case]) -> Door:
            door = HttpDoor(address)
            door.sources()
            return door

        return opened

    def _config(self, suites: Sequence[Suite], answers: dict[str, Answered]) -> dict[str, Any]:
        made: dict[str, Any] = next(
            (a.document["provenance"] for a in answers.values() if a.document and
             "provenance" in a.document), {}
        )  # fmt: skip
        return {
            "made_on": f"{datetime.now(ZoneInfo('Europe/London')):%d %B %Y, %H:%M}",
            "door": f"of the service at {self.against}" if self.against else "in process",
            "suites": ", ".join(suite.name for suite in suites),
            "index": made.get("index"),
            "register_as_at": made.get("register_as_at"),
            "register_version": made.get("register_version"),
            "model": made.get("model"),
            "committee_dates": COMMITTEE_DATES,
            "datasets": {path.name: _digest(path) for path in sorted(DATASETS.glob("*.yaml"))},
            "seed": SEED,
            "liaison": version("liaison"),
            "python": platform.python_version(),
        }

    def _finished(self, run: Run) -> Result:
        floors = read_floors(table="fast" if self.fast else "floors")
        earlier = self.compare or self._last()
        if earlier is not None:
            run = compared(run, earlier)
        config = {**run.config, "floors": len(floors), "compared_with": _made_on(earlier)}
        run = replace(run, config=config)
        stamp = f"{datetime.now(ZoneInfo('Europe/London')):%Y%m%d-%H%M%S}"
        folder = self.out or KEPT / stamp
        fallen = falls(run.figures, floors)
        keep(run, folder)
        return Result(run, fallen, folder, write_report(run, floors, fallen, folder))

    def _last(self) -> Path | None:
        """The last kept run, unless this one is kept elsewhere."""
        if self.out is not None or not KEPT.is_dir():
            return None
        return max((f for f in KEPT.iterdir() if (f / SCORES).is_file()), default=None)


def _made_on(folder: Path | None) -> str | None:
    """When an earlier run was made, as the report names it."""
    if folder is None:
        return None
    path = folder / CONFIG
    read = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return str(read.get("made_on", folder.name))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
