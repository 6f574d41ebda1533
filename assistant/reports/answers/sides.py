"""The sides of a comparison: the reports or places that a question names to be compared."""

from collections.abc import Collection, Sequence

from assistant.domain.answers import Statement
from assistant.domain.plans import Want
from assistant.domain.sources import Report
from assistant.reports.answers.compose import Composed
from assistant.reports.evidence.remarks import remark
from assistant.reports.matching.reading import Reading
from assistant.understanding.library.report_scope import place_of

_FEWEST = 2
_MOST = 6
"""Sides that are told apart; where a question names more, it compares all of a kind."""


def sides_of(reading: Reading) -> dict[object, list[Report]]:
    """Return the reports of each side, by place or by itself; none where no two are named."""
    question = reading.question
    if Want.COMPARISON not in reading.wanted.wants or not question.scope:
        return {}
    sides: dict[object, list[Report]] = {}
    for report in reading.reports:
        sides.setdefault(place_of(report) or report.id, []).append(report)
    return sides if _FEWEST <= len(sides) <= _MOST else {}


def of_the_sides(reading: Reading, composed: Sequence[Composed]) -> list[Composed]:
    """Return what the reports compared answer; of others nothing where two or more are named."""
    own = {report.id for reports in sides_of(reading).values() for report in reports}
    kept = [each for each in composed if each.report_id in own]
    return kept or list(composed)


def sides_missing(reading: Reading, told: Collection[str]) -> Statement | None:
    """Say of which side nothing was found; none where each has its say."""
    missing = [
        reports[0]
        for reports in sides_of(reading).values()
        if not any(report.id in told for report in reports)
    ]
    if not missing:
        return None
    names = " and ".join(f"“{report.title}”" for report in missing)
    return remark(f"No sentence that answers this was found in {names}.")
