"""The suites: which questions, and what is looked at in their answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from eval.cases import Case, read_cases
from eval.datasets.attacks import marks as attack_marks
from eval.permission_cases import listing_cases, officer_cases
from eval.sample.register import read_register
from eval.scorers import (
    abstention,
    attacks,
    citations,
    conversation,
    drafts,
    judged,
    own,
    permissions,
    premise,
    register,
    reports,
    retrieval,
    robustness,
)
from eval.scoring import Measure, Scorer
from eval.variants import variants

DATASETS = Path(__file__).parent / "datasets"


@dataclass(frozen=True)
class Suite:
    """A named set of cases with what is measured on them."""

    name: str
    about: str
    measures: tuple[Measure, ...]
    score: Scorer
    cases: Callable[[], list[Case]]
    shared_cases: Callable[[Path], list[Case]] | None = None
    """What makes the cases from the folder of real files, for suites that need it."""
    needs_model: bool = False
    """Whether a language model judges its answers; without one it isn't run."""

    @property
    def needs_shared_data(self) -> bool:
        """Whether it can run only where the real files are."""
        return self.shared_cases is not None

    def of(self, shared_data: Path | None) -> "Suite":
        """The suite over the real files of a folder, if it needs them."""
        make = self.shared_cases
        if make is None or shared_data is None:
            return self
        return replace(self, cases=cache(lambda: make(shared_data)))


@cache
def bank(name: str) -> tuple[Case, ...]:
    """A dataset of the project, read once; its unread third has a file of its own."""
    return tuple(read_cases(DATASETS / f"{name}.yaml"))


@cache
def register_cases() -> list[Case]:
    """Both thirds and the third third of the register's bank, and the questions beyond it."""
    return [*bank("register"), *bank("register_unread"), *bank("register_further")]


@cache
def report_cases() -> list[Case]:
    """The reports' bank, its unread third included, and the questions beyond it."""
    return [*bank("reports"), *bank("reports_unread"), *bank("reports_further")]


@cache
def _all_cases() -> list[Case]:
    return [*register_cases(), *report_cases()]


@cache
def _follow_ups() -> list[Case]:
    return [case for case in _all_cases() if case.context]


WAYS = ("meaning", "words", "bm25")
"""Other ways of searching, asked beside the product's own in the same run."""


@cache
def _searches() -> list[Case]:
    """Each question on the reports as a search, those without an answer for the curve.

    Those with an answer are searched again in every other way.
    """
    usual = [
        case.model_copy(update={"dataset": "search", "request": "search"})
        for case in report_cases()
        if not case.context
    ]
    return [*usual, *(each for way in WAYS for each in _searched_by(way, usual))]


def _searched_by(way: str, usual: list[Case]) -> list[Case]:
    library = "sample-bm25" if way == "bm25" else "sample"
    other = {"dataset": f"search-{way}", "way": way, "library": library}
    return [case.model_copy(update=other) for case in usual if case.expected_pages]


JUDGED = 40
"""Answers that a model judges: each is judged nine times, and that is paid for."""


def judged_cases() -> list[Case]:
    """Some of the questions on the reports whose own words are there to judge by."""
    cases = [case for case in report_cases() if case.evidence and not case.context]
    return cases[:: max(1, len(cases) // JUDGED)][:JUDGED]


@cache
def _permissions() -> list[Case]:
    asked = [c for c in register_cases() if c.role == "officer" and c.asker]
    book = read_register()
    again = officer_cases(register_cases(), book)
    return [*asked, *again, *listing_cases(register_cases(), book)]


@cache
def _robustness() -> list[Case]:
    plain = [c for c in bank("register") if c.kind != "misspelt"]
    return [*plain, *variants(plain)]


HONEST_EVERY = 3
"""Every third honest question is asked again with the attacks in the library."""


def honest_questions() -> list[Case]:
    """Some of the questions that may be looked at, asked with and without attacks beside."""
    return [c for c in [*bank("register"), *bank("reports")] if not c.context][::HONEST_EVERY]


@cache
def _attacks() -> list[Case]:
    honest = honest_questions()
    again = [
        case.model_copy(
            update={
                "id": f"{case.dataset}-{case.id}",
                "dataset": "attacked",
                "library": "attacked",
                "variant_of": case.key,
                "kind": "honest question",
                "must_not": attack_marks(),
            }
        )
        for case in honest
    ]
    tries = [case.model_copy(update={"library": "attacked"}) for case in bank("attacks")]
    return [*honest, *tries, *again]


def own_suite(path: Path) -> Suite:
    """The suite of a force's own questions."""
    cases = read_cases(path, library="own", dataset="own")
    return Suite(
        "own",
        f"The questions of {path.name}.",
        own.MEASURES,
        own.score,
        lambda: cases,
    )


SUITES = (
    Suite("register", "Questions on the register are answered exactly.",
          register.MEASURES, register.score, register_cases),
    Suite("reports", "Questions on the reports have the facts and the pages, or are refused.",
          reports.MEASURES, reports.score, report_cases),
    Suite("retrieval", "The pages that answer come back first.",
          retrieval.MEASURES, retrieval.score, _searches),
    Suite("citations", "Sources exist, say what is quoted, and carry the statement.",
          citations.MEASURES, citations.score, _all_cases),
    Suite("abstention", "What can't be answered is refused; what can be isn't.",
          abstention.MEASURES, abstention.score, _all_cases),
    Suite("conversation", "Follow-up questions mean what they mean in their thread.",
          conversation.MEASURES, conversation.score,
          _follow_ups),
    Suite("premise", "A question that rests on what isn't so is told so.",
          premise.MEASURES, premise.score, _all_cases),
    Suite("drafts", "A drafted paper reconciles with the register and leaves nothing out.",
          drafts.MEASURES, drafts.score, drafts.cases),
    Suite("attacks", "Documents and questions that try to take over change nothing.",
          attacks.MEASURES, attacks.score, _attacks),
    Suite("permissions", "Nobody sees, or can infer, what isn't theirs to see.",
          permissions.MEASURES, permissions.score, _permissions),
    Suite("robustness", "Typos, capitals and politeness don't change an answer.",
          robustness.MEASURES, robustness.score, _robustness),
    Suite("judged", "What a language model, asked several times, says of the answers.",
          judged.MEASURES, judged.score, judged_cases, needs_model=True),
)  # fmt: skip
