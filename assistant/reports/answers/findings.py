"""Answering with recommendations and other findings, whole and by number."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.domain.answers import Outcome, Reason, Statement
from assistant.domain.plans import Want
from assistant.domain.sources import Finding
from assistant.language.numbers import find_numbers
from assistant.language.words import fold
from assistant.reports.answers.finding_lists import (
    KINDS,
    Listed,
    asked_number,
    claimed_count,
    first_sentences,
    listed,
    number_of,
    units_of,
)
from assistant.reports.answers.found import Found
from assistant.reports.evidence.remarks import remark
from assistant.reports.evidence.units import Unit
from assistant.reports.matching.reading import Reading

MOST_WHOLE = 24
"""Sentences up to which findings are given whole; beyond, the first of each."""
MOST_SECTIONS = 3
_FAR_TOO_MANY = 1000


def answer_findings(reading: Reading) -> Found | None:
    """Answer a question about findings; none where it isn't one, or none of them is told apart."""
    parts = _parts(reading)
    if not parts:
        return None
    if any(part.rest for part in parts):
        return _not_set_out(reading, parts[0])
    if miscounted := _miscounted(reading, parts):
        return miscounted
    held = [part for part in parts if part.findings]
    if not held:
        return _no_such_number(reading, parts[0])
    if len(held) > MOST_SECTIONS:
        said = remark("Which report do you mean?")
        choices = tuple(dict.fromkeys(_name(part) for part in held))
        return Found(Outcome.CLARIFY, (said,), choices=choices)
    return _given(reading, held)


def _parts(reading: Reading) -> list[Listed]:
    question = reading.question
    numbered = asked_number(fold(question.text)) is not None
    if Want.COMPARISON in question.wants and not numbered:
        return []
    unheld = question.missing_scope is not None and not question.scope
    if unheld or not (numbered or Want.FINDINGS in question.wants):
        return []
    ids = [report.id for report in reading.reports]
    findings = reading.stores.library.findings(ids) if ids else []
    return listed(question, reading.wanted, findings, reading.reports)


class _Worded(NamedTuple):
    part: Listed
    finding: Finding
    units: tuple[Unit, ...]


def _given(reading: Reading, held: Sequence[Listed]) -> Found | None:
    worded = [
        _Worded(part, finding, units_of(finding, reading.text_of(part.report)))
        for part in held
        for finding in part.findings
    ]
    whole = sum(len(each.units) for each in worded) <= MOST_WHOLE or len(worded) == 1
    statements = [
        made
        for each in worded
        for place, unit in enumerate(each.units if whole else each.units[:1])
        if (made := reading.cite(unit, _mark(each, len(held) > 1) if place == 0 else None))
    ]
    if not statements:
        return None
    if not whole:
        page = min(each.finding.page for each in worded)
        statements.append(
            remark(f"The first sentence of each is shown; the report has more from page {page}.")
        )
    missing = reading.question.missing_scope
    outcome = Outcome.PARTIAL if missing else Outcome.ANSWERED
    return Found(outcome, tuple(statements), complete=whole and not missing)


def _mark(each: _Worded, several: bool) -> str:
    kind = each.finding.kind.value.capitalize()
    label = f"{kind} {each.finding.number}" if each.finding.number else kind
    return f"{_name(each.part)}: {label}" if several else label


def _name(part: Listed) -> str:
    return part.section or part.report.title


def _no_such_number(reading: Reading, part: Listed) -> Found:
    """Say which numbers there are. The premise is wrong only where the report counts no more."""
    kind = part.all[0].kind.value
    numbers = [finding.number for finding in part.all if finding.number]
    said = remark(
        f"“{_name(part)}” sets out {kind} {_listing(numbers)}; "
        f"{kind} {part.number} is not set out there."
    )
    counted = _counting_sentence(reading, part)
    highest = max((number_of(finding) or 0 for finding in part.all), default=0)
    sure = counted is None and highest == len(part.all) and (part.number or 0) > highest
    reason = Reason.PREMISE_CONTRADICTED if sure else Reason.NOT_IN_SOURCES
    firsts = first_sentences(part.all, reading.text_of(part.report))
    nearest = reading.cite_all([*([counted] if counted else []), *firsts][:4])
    return Found(Outcome.ABSTAINED, (said,), reason, tuple(nearest))


def _miscounted(reading: Reading, parts: Sequence[Listed]) -> Found | None:
    """Say how many findings there are, where a question takes another number for granted."""
    claimed = claimed_count(fold(reading.question.text))
    whole = {finding.id: finding for part in parts for finding in part.all}
    if claimed is None or claimed <= len(whole) or len(parts) > MOST_SECTIONS:
        return None
    if any(_counting_sentence(reading, part) for part in parts):
        return None
    kind = parts[0].all[0].kind.value
    named = " and ".join(dict.fromkeys(f"“{_name(part)}”" for part in parts))
    said = remark(
        f"The number of findings of this kind ({kind}) set out in {named} is {len(whole)}."
    )
    firsts = [
        unit for part in parts for unit in first_sentences(part.all, reading.text_of(part.report))
    ]
    nearest = tuple(reading.cite_all(firsts[:MOST_SECTIONS]))
    return Found(Outcome.ABSTAINED, (said,), Reason.PREMISE_CONTRADICTED, nearest)


def _not_set_out(reading: Reading, part: Listed) -> Found:
    kind = part.all[0].kind.value
    numbers = [finding.number for finding in part.all if finding.number]
    said = remark(
        f"“{_name(part)}” sets out {kind} {_listing(numbers)}; any others are not set out there."
    )
    counted = _counting_sentence(reading, part)
    nearest: list[Statement] = reading.cite_all([counted]) if counted else []
    return Found(Outcome.ABSTAINED, (said,), Reason.NOT_IN_SOURCES, tuple(nearest))


def _counting_sentence(reading: Reading, part: Listed) -> Unit | None:
    """Return a sentence near the findings that counts more of them than are set out."""
    first = min(finding.page for finding in part.all)
    last = max(finding.page_end for finding in part.all)
    for unit in reading.text_of(part.report).units:
        near = first - 1 <= unit.passage.page <= last
        under = part.section is None or any(
            fold(part.section) in fold(heading) or fold(heading) in fold(part.section)
            for heading in unit.passage.heading
        )
        if near and under and _counts_more(unit.text, part):
            return unit
    return None


def _counts_more(text: str, part: Listed) -> bool:
    """Say whether a sentence counts more findings of the kind than are set out."""
    kind = KINDS[part.all[0].kind]
    return any(
        len(part.all) < number.value < _FAR_TOO_MANY
        and re.match(rf"\W*(?:[\w-]+ ){{0,3}}(?:{kind})\b", fold(text[number.end :]))
        for number in find_numbers(text)
    )


def _listing(numbers: Sequence[str]) -> str:
    if len(numbers) < 2:  # noqa: PLR2004 - a list needs two
        return "".join(numbers) or "without numbers"
    return ", ".join(numbers[:-1]) + f" and {numbers[-1]}"
