"""Saying that a question takes for granted what the reports contradict, in their words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.domain.answers import Outcome, Reason
from assistant.domain.plans import Want
from assistant.domain.sources import PassageKind
from assistant.language.numbers import find_numbers
from assistant.reports.answers.found import Found
from assistant.reports.evidence.remarks import contradicted
from assistant.reports.evidence.units import Unit
from assistant.reports.matching.candidates import surroundings
from assistant.reports.matching.claims import (
    STRENGTHENING,
    Claim,
    claims_of,
    clauses,
    contradicts,
    counts_part_of,
)
from assistant.reports.matching.features import proposes
from assistant.reports.matching.measured_against import Surroundings
from assistant.reports.matching.reading import Reading
from assistant.reports.matching.things_denied import thing_denied
from assistant.reports.search.terms import Term, coverage, stem_set

SAME_THING = {"number": 0.62, "opposite": 0.72, "grade": 0.6, "not so": 0.8, "all": 0.6,
              "is": 0.6, "when": 0.6, "exists": 0.4}  # fmt: skip
"""Share of a question's weight, the claim left out, that a sentence must have to be on the same
thing."""
_WELL_NAMED = 3
"""Words by which a thing that isn't there is named well enough."""
_TERMS_HELD = 2
"""Terms that a sentence with another number must have."""
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_NOW = re.compile(r"\b(?:is|are|has been|have been|remains?)\b")
MOST_SHOWN = 2
MOST_READ = 30
"""Sentences looked at, those with the most of the question's words."""


def answer_premise(reading: Reading) -> Found | None:
    """Return the sentences that contradict what a question takes for granted; else none.

    Where another sentence on the same thing bears the claim out, nothing is contradicted.
    """
    claims = claims_of(reading.question.text) if _may_be_wrong(reading) else []
    near = _near(reading) if claims else []
    for claim in claims:
        terms = _without(reading, claim)
        on_it = [each for each in near if _on_it(each, terms, claim) or _part(reading, each, claim)]
        against = [each for each in on_it if _against(reading, each, claim)]
        if against and not _borne_out(claim, on_it, against, terms):
            against.sort(key=lambda each: -coverage(terms, each.around.sentence))
            shown = reading.cite_all([each.unit for each in against[:MOST_SHOWN]])
            if shown:
                said = (contradicted(), *shown)
                return Found(Outcome.ABSTAINED, said, Reason.PREMISE_CONTRADICTED)
    return None


def _may_be_wrong(reading: Reading) -> bool:
    asked = {Want.YES_NO, Want.TOPIC, Want.COMPARISON, Want.DEFINITION}
    return not reading.question.missing_scope and not asked & set(reading.wanted.wants)


class _Near(NamedTuple):
    """A sentence that states something, with what stands around it."""

    unit: Unit
    around: Surroundings


def _near(reading: Reading) -> list[_Near]:
    """Return the sentences with the most of the question's words."""
    terms = reading.wanted.terms
    stating = [
        unit
        for unit in reading.units
        if unit.passage.kind is not PassageKind.TABLE and not unit.report.withdrawn
    ]
    shares = [(coverage(terms, unit.stems | unit.context), unit) for unit in stating]
    ranked = sorted(shares, key=lambda each: (-each[0], each[1].report.id, each[1].place))
    found = [
        _Near(unit, surroundings(unit, reading.texts[unit.report.id]))
        for _, unit in ranked[:MOST_READ]
    ]
    return [each for each in found if not proposes(each.unit.text, each.around.lead)]


def _without(reading: Reading, claim: Claim) -> tuple[Term, ...]:
    """Return the question's terms but those that the claim consists of."""
    return tuple(
        term
        for term in reading.wanted.terms
        if not stem_set(term.word) & claim.words
        and not find_numbers(term.word)
        and not _YEAR.fullmatch(term.word)
        and term.word not in STRENGTHENING
    )


def _on_it(each: _Near, terms: Sequence[Term], claim: Claim) -> bool:
    """Say whether a sentence speaks of what the question does."""
    share = coverage(terms, each.around.sentence | each.around.headings)
    if claim.kind == "exists":
        return True
    held = sum(term.occurs_in(each.around.all) for term in terms)
    few = claim.kind == "number" and held < min(len(terms), _TERMS_HELD)
    own = coverage(terms, each.around.sentence)
    return share >= SAME_THING[claim.kind] and own >= share / 2 and not few


def _part(reading: Reading, each: _Near, claim: Claim) -> bool:
    """Say whether a sentence of the one report asked about counts a part of the claimed whole."""
    return len(reading.question.scope) == 1 and counts_part_of(claim, each.unit.text)


def _against(reading: Reading, each: _Near, claim: Claim) -> bool:
    question = reading.question.text
    scope, report = reading.question.scope, each.unit.report
    elsewhere = bool(scope) and report.id not in scope and report.place is not None
    if elsewhere or not _of_its_time(question, each.unit):
        return False
    if claim.kind == "exists":
        return any(
            bool(named := thing_denied(question, part))
            and named <= each.around.all
            and (len(named) >= _WELL_NAMED or _shares(reading, each) >= _least_shared(named))
            for part in clauses(each.unit.text)
        )
    return any(contradicts(claim, question, part) for part in clauses(each.unit.text))


def _least_shared(named: frozenset[str]) -> float:
    """Return the share of a question that a sentence must have that denies a thing so named."""
    return SAME_THING["exists"] if len(named) > 1 else SAME_THING["grade"]


def _of_its_time(question: str, unit: Unit) -> bool:
    """Say whether a sentence may be of the year that a question names, if it names one.

    That a yard is in use in 2026 doesn't deny that it wasn't in 2023.
    """
    asked = set(_YEAR.findall(question))
    published = unit.report.published
    if not asked or published is None or not _NOW.search(unit.text):
        return True
    return bool(asked & {str(published.year), str(published.year - 1)})


def _shares(reading: Reading, each: _Near) -> float:
    return coverage(reading.wanted.terms, each.around.sentence | each.around.headings)


def _borne_out(
    claim: Claim, on_it: Sequence[_Near], against: Sequence[_Near], terms: Sequence[Term]
) -> bool:
    """Say whether another sentence, at least as near, says what the question takes for granted."""
    nearest = max(coverage(terms, each.unit.stems) for each in against)
    return bool(claim.words) and any(
        claim.words <= each.unit.stems
        and coverage(terms, each.unit.stems) >= nearest
        and each not in against
        for each in on_it
    )
