"""Register questions: exact rows, counts, tables, cells and outcomes."""

import re
from typing import Any

from eval.answers import Answered
from eval.cases import Case, Reading
from eval.scorers.wording import plain_text
from eval.scoring import Material, Measure, Scores, Unscored, no, yes

MEASURES = (
    Measure("exact", "rows, count, table, cells and outcome are all as expected"),
    Measure("wrong", "something is answered, and it isn't right", better="lower"),
    Measure("rows", "exactly the expected rows are listed"),
    Measure("count", "the count is the number of rows expected"),
    Measure("table", "the table of counts is as expected"),
    Measure("outcome", "answered, refused or asked back, as expected"),
    Measure("interpreted", "the answer says how the question was understood"),
)
NAMED = 8
"""References named in a note."""
Document = dict[str, Any]


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Compare with the expected reading, and with the others that are right too."""
    if answer.document is None:
        return {"exact": yes(False, answer.error or ""), "wrong": no(False)}
    found = answer.document
    faults = min((_faults(reading, case, found) for reading in case.readings), key=len)
    exact = not faults
    said = found["status"] in {"answered", "partial"}
    scores: Scores = {
        "exact": yes(exact, "; ".join(faults)),
        "wrong": no(said and not exact, "; ".join(faults)),
        "outcome": yes("outcome" not in _kinds(faults), "; ".join(faults)),
        "interpreted": yes(bool(found["asked"]["interpretation"])),
    }
    return scores | _parts(case, found, faults)


def _parts(case: Case, found: Document, faults: list[str]) -> Scores:
    wanted = {
        "rows": case.expected_refs,
        "count": case.expected_count,
        "table": case.expected_groups,
    }
    said = found["status"] in {"answered", "partial"}
    return {
        name: yes(name not in _kinds(faults)) if said else Unscored("nothing was answered")
        for name, value in wanted.items()
        if value is not None
    }


def _kinds(faults: list[str]) -> set[str]:
    return {fault.partition(":")[0] for fault in faults}


def _faults(reading: Reading, case: Case, found: Document) -> list[str]:
    """What differs from one reading, each as "kind: what"."""
    outcome = reading.outcome or "answered"
    faults = []
    if found["status"] != outcome:
        faults.append(f"outcome: {found['status']}, expected {outcome}")
    elif outcome == "abstained" and not _reason_fits(case, found):
        faults.append(f"outcome: {found['reason']}, expected {' or '.join(case.expected_reason)}")
    faults += _forbidden(case, found)
    if outcome not in {"answered", "partial"}:
        return faults
    return faults + _selection_faults(reading, found) + _text_faults(case, found)


def _reason_fits(case: Case, found: Document) -> bool:
    return not case.expected_reason or found["reason"] in case.expected_reason


def _selection_faults(reading: Reading, found: Document) -> list[str]:
    faults = []
    refs = sorted(entry["ref"] for entry in found["entries"])
    if reading.expected_refs is not None and refs != reading.expected_refs:
        faults.append(f"rows: {_difference(refs, reading.expected_refs)}")
    if reading.expected_count is not None and not _counted(reading, found):
        faults.append(f"count: {found['count']}, expected {reading.expected_count}")
    if reading.expected_groups is not None:
        table = group_table(found)
        if not _same_table(table, reading.expected_groups):
            faults.append(f"table: {table}, expected {reading.expected_groups}")
    return faults


def _counted(reading: Reading, found: Document) -> bool:
    return found["count"] == reading.expected_count or (
        reading.expected_count == 0 and found["count"] is None and not found["entries"]
    )


def group_table(found: Document) -> dict[str, int]:
    """The answer's table of counts, keys joined where it groups by two things."""
    return {
        " / ".join(str(value) for value in group["key"].values()): group["count"]
        for group in found.get("groups", ())
        if group["count"]
    }


def _same_table(table: dict[str, int], expected: dict[str, int]) -> bool:
    """Whether the rows of two tables pair off; an expected name may lack the rank or the case."""
    left = dict(table)
    for name, count in expected.items():
        words = set(name.lower().split())
        fitting = [key for key, n in left.items() if n == count and words <= _words(key)]
        if not fitting:
            return False
        del left[min(fitting, key=len)]
    return not left


def _words(key: str) -> set[str]:
    return set(key.lower().split())


def _text_faults(case: Case, found: Document) -> list[str]:
    text = plain_text(found)
    missing = [f for f in case.expected_facts if not re.search(f, text, re.IGNORECASE)]
    return [f"text: lacks {', '.join(missing)}"] if missing else []


def _forbidden(case: Case, found: Document) -> list[str]:
    refs = " ".join(entry["ref"] for entry in found["entries"])
    text = f"{plain_text(found)}\n{refs}"
    said = [p for p in case.must_not if re.search(p, text, re.IGNORECASE)]
    return [f"forbidden: says {', '.join(said)}"] if said else []


def _difference(refs: list[str], expected: list[str]) -> str:
    missing, extra = list(expected), list(refs)
    for ref in refs:
        if ref in missing:
            missing.remove(ref)
            extra.remove(ref)
    parts = [
        f"{word} {len(some)} ({', '.join(some[:NAMED])}{' …' if len(some) > NAMED else ''})"
        for word, some in (("missing", missing), ("extra", extra))
        if some
    ]
    return "; ".join(parts) or "order"
