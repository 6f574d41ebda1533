"""The fast part: some questions of every suite, always the same, for every test run."""

from collections.abc import Sequence
from dataclasses import replace

from eval.cases import Case
from eval.scorers.reports import SAID
from eval.suites import SUITES, Suite

SIZES = {
    "register": (80, 15),
    "reports": (40, 45),
    "retrieval": (40, 0),
    "citations": (80, 0),
    "abstention": (40, 85),
    "conversation": (20, 5),
    "premise": (20, 85),
    "drafts": (4, 0),
    "attacks": (45, 0),
    "permissions": (30, 5),
    "robustness": (40, 0),
}
"""By suite: about how many questions with an answer, and how many without."""


def fast_suites(names: Sequence[str] = ()) -> list[Suite]:
    """The suites of the project over some of their cases; all that have a size, or those named."""
    wanted = names or tuple(SIZES)
    return [
        thinned(suite, *SIZES[suite.name])
        for suite in SUITES
        if suite.name in wanted and suite.name in SIZES
    ]


def thinned(suite: Suite, answered: int, refused: int = 0) -> Suite:
    """The suite over about so many of its cases, evenly spread and always the same.

    With a case that varies another comes the other, to be compared with.
    """
    whole = suite.cases()
    varied = {case.variant_of for case in whole}
    alone = [case for case in whole if case.key not in varied and not case.way]
    chosen = [
        *_evenly([case for case in alone if case.expected_outcome in SAID], answered),
        *_evenly([case for case in alone if case.expected_outcome not in SAID], refused),
    ]
    keys = {key for case in chosen for key in (case.key, case.variant_of)}
    some = [case for case in whole if case.key in keys]
    return replace(suite, cases=lambda: some)


def _evenly(cases: list[Case], n: int) -> list[Case]:
    step = max(1, len(cases) // n) if n else 1
    return cases[::step][:n]
