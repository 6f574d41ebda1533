"""Which suites an evaluation runs: those named, else all that can be run here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.fast import fast_suites
from eval.faults import DatasetError
from eval.registry import SUITES
from eval.suites import Suite


@dataclass(frozen=True, slots=True)
class Means:
    """What there is to run suites with."""

    shared_data: Path | None = None
    """A folder of real files."""
    judges: bool = False
    """A language model, or its kept verdicts."""
    against: bool = False
    """A running service is asked, which serves one library only."""

    def fit(self, suite: Suite) -> bool:
        """Whether a suite that nobody named can be run."""
        return (
            (self.shared_data is not None or not suite.needs_shared_data)
            and (self.judges or not suite.needs_model)
            and not (self.against and suite.name in SEVERAL_LIBRARIES)
        )


SEVERAL_LIBRARIES = {"attacks", "obliqa-bm25", "real-attacks"}
"""Suites that ask several libraries, or none of the assistant's: not for one running service."""


def chosen(names: Sequence[str], means: Means, *, fast: bool) -> list[Suite]:
    """Return the suites to run.

    Raises:
        DatasetError: there is no such suite, or it can't be run with what there is.
    """
    known = {suite.name: suite for suite in SUITES}
    for name in names:
        if name not in known:
            raise DatasetError(f"There is no suite “{name}”. There are: {', '.join(known)}.")
    fitting = [known[name] for name in names] or [each for each in SUITES if means.fit(each)]
    for suite in fitting:
        _check(suite, means)
    if fast:
        return fast_suites([suite.name for suite in fitting])
    return [suite.of(means.shared_data) for suite in fitting]


def _check(suite: Suite, means: Means) -> None:
    if suite.needs_shared_data and means.shared_data is None:
        raise DatasetError(f"The suite “{suite.name}” needs --shared-data DIR.")
    if suite.needs_model and not means.judges:
        raise DatasetError(
            f"The suite “{suite.name}” needs a language model: set LIAISON_MODEL_PROVIDER, "
            "LIAISON_MODEL_NAME and LIAISON_MODEL_BASE_URL."
        )
