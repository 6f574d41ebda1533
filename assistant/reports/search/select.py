"""Choosing, of the passages found, those that an answer is read from."""

from collections import Counter
from collections.abc import Sequence

from assistant.reports.search.retrieve import Ranked
from assistant.reports.search.trace import Trace

MOST = 26
"""Passages read for one answer."""
NEAREST = 4
"""Passages that are read in any case, of whichever report."""
MOST_OF_A_REPORT = 2
"""Passages of one report beyond them, so that none can crowd out the others; all where one is asked
about."""
FEW_REPORTS = 4
"""Up to so many reports share what is read for an answer evenly."""


def select(found: Sequence[Ranked], scope: Sequence[str], trace: Trace) -> list[Ranked]:
    """Return the best passages, but for the nearest at most two a report unless few are asked."""
    reports = len(scope) or len({each.passage.report_id for each in found})
    most_each = MOST // reports if 0 < reports <= FEW_REPORTS else MOST_OF_A_REPORT
    chosen: list[Ranked] = []
    taken: Counter[str] = Counter()
    for place, each in enumerate(found):
        report_id = each.passage.report_id
        crowded = place >= NEAREST and taken[report_id] >= most_each
        if len(chosen) == MOST or crowded:
            trace.add("dropped: enough", each.passage.id)
            continue
        taken[report_id] += 1
        chosen.append(each)
    return chosen
