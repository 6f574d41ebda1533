"""Whether the asker's force was inspected at all, before what was found in it is told.

A question may ask it ("were we inspected for X, or for Y, or both?") or take it for granted ("what
did inspectors find in our force during the fieldwork of X?").
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.domain.answers import Outcome, Reason, Statement
from assistant.domain.sources import PassageKind
from assistant.language.glossary import glossary
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.evidence.remarks import contradicted, half_unanswered, not_stated, remark
from assistant.reports.evidence.units import Unit
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import Term, coverage, stem_set

_SPELT_OUT = {
    acronym: meanings[0]
    for acronym, meanings in glossary().expansions.items()
    if meanings[0].endswith(("Police", "Constabulary", "Police Service"))
}
_FORCE = re.compile(
    r"\b(?:[Tt]he [Ff]orce|we|We|us|our|(?:[A-Z][\w’'-]+ )+(?:Police|Constabulary)"
    rf"|{'|'.join(_SPELT_OUT)})\b"
)
"""A force as it is named; a question's "we" and "our" stand as the settings' name by now."""
_PART = (
    r"(?:inspected|visited|sampled|(?:a |one )?(?:part|one) of|among|(?:took|takes?|taken) part"
    r"|included in|involved in|participated|fieldwork)"
)
_ASKS = re.compile(
    r"^\W*(?:were|was|are|is|did|have|has)\b.*\b(?:inspected|visited|sampled|part of|one of"
    r"|take part|taken part|included in|involved in|participated?)\b"
)
_PRESUMES = re.compile(
    r"^\W*(?:and |so |but )?(?:what|who|whom|when|where|why|how|which)\b(?! (?:many|much)\b)"
    r".*\b(?:fieldwork|inspected|visit(?:ed|s)?|inspection|case file review|site visit)\b"
)
_TELLS = re.compile(
    rf"\b(?:was|were|is|are|has been|had been|did|had|have|has)\b(?:[^.;]{{0,40}}?)\b{_PART}\b"
    rf"|\b{_PART}\b"
)
_DENIES = re.compile(
    rf"(?:\b(?:not|never)\b|n't)(?: \w+){{0,3}}? {_PART}\b"
    r"|\bno (?:fieldwork|visits?|inspections?)\b"
)
_LEANS = re.compile(
    r"\b(?:this|that) (?:\w+ )?(?:inspection|report|review|fieldwork|visit)\b"
    r"|\b(?:for|in|of) (?:it|this|that)\b(?! \w)",
)
"""A sentence that names an inspection by pointing to its heading."""
_INSPECTED = re.compile(r"\b(?:inspected|visited)\b")
_ONLY = re.compile(rf"\bonly (?:\w+ )?{_PART}\b")
_WHAT_FOR = re.compile(
    r"\b(?:for|in|by|during|as part of|of|on)\b(?P<one>.+?)(?:,| or )(?: ?or )?(?P<other>.+?)"
    r",? or (?:for |in )?both\b"
)
_REACH = 80
"""Characters within which a force stands before what is said of its part."""
_ON_IT = 0.99
"""Share of the subject's weight that a sentence must have, its headings helping."""
_MOST = 3
_NO_SUBJECT = stem_set(
    "inspected inspection inspections inspector inspectors visited visit visits sampled part take"
    " took taken included involved participate participated fieldwork force forces police"
    " constabulary find found see saw say said learn observe conclude report reports review reviews"
    " team teams during when inspectorate tell told thematic site case file look looked paper"
)
_DISAGREE = "These sentences do not agree; the sources do not say which of them is right."


def answer_took_part(reading: Reading) -> Found | None:
    """Return what the reports say of whether a force was inspected for what is asked about.

    None where the question isn't about that, or where it takes for granted what no report denies.
    """
    question = reading.question
    text = question.text
    if question.missing_scope or _FORCE.search(text) is None:
        return None
    folded = fold(text)
    told = [unit for unit in reading.units if _may_be_ours(reading, unit) and _tells(unit, text)]
    if not _of_one_force(told):
        return None
    if _ASKS.match(folded):
        return _told(reading, told, list(_sides(folded)) or [folded])
    if _PRESUMES.match(folded):
        return _denied(reading, told)
    return None


def _told(reading: Reading, told: Sequence[Unit], sides: Sequence[str]) -> Found | None:
    """Return what is said of each side, and which of them nothing is said of."""
    found = [[unit for unit in told if _on(reading, unit, side)][:_MOST] for side in sides]
    statements = _cited(reading, dict.fromkeys(unit for side in found for unit in side))
    if not statements:
        return _not_told(reading, told, sides)
    if len(sides) > 1 and all(found) and _disagree(found):
        statements.append(remark(_DISAGREE))
    missing = [side for side, units in zip(sides, found, strict=True) if not units]
    statements += [half_unanswered(side) for side in missing]
    outcome = Outcome.PARTIAL if missing else Outcome.ANSWERED
    return Found(outcome, tuple(statements), complete=not missing)


def _not_told(reading: Reading, told: Sequence[Unit], sides: Sequence[str]) -> Found | None:
    """Say that it isn't stated, where the reports say it of other inspections only."""
    asked = _INSPECTED.search(fold(reading.question.text))
    if asked is None or not told or not any(_subject(reading, side) for side in sides):
        return None
    only = [unit for unit in told if _ONLY.search(fold(unit.text))]
    nearest = tuple(_cited(reading, only[:_MOST]))
    return Found(Outcome.ABSTAINED, (not_stated(),), Reason.NOT_IN_SOURCES, nearest)


def _denied(reading: Reading, told: Sequence[Unit]) -> Found | None:
    on_it = [unit for unit in told if _on(reading, unit, reading.question.text)]
    against = [unit for unit in on_it if _DENIES.search(fold(unit.text))]
    if not against or len(against) < len(on_it):
        return None  # Another sentence bears it out.
    shown = _cited(reading, against[:_MOST])
    said = (contradicted(), *shown)
    return Found(Outcome.ABSTAINED, said, Reason.PREMISE_CONTRADICTED) if shown else None


def _cited(reading: Reading, units: Iterable[Unit]) -> list[Statement]:
    """Return the sentences as statements, under what heads those that say "this inspection"."""
    made = []
    for unit in units:
        heading = unit.passage.heading[-1:] if _LEANS.search(unit.text) else ()
        cited = reading.cite(unit, f"{heading[0]}:" if heading else None)
        made += [cited] if cited else []
    return made


def _sides(folded: str) -> Iterator[str]:
    """Yield what is asked about one by one: "for X, for Y, or both"."""
    match = _WHAT_FOR.search(folded)
    if match:
        yield match["one"].strip()
        yield match["other"].strip()


def _may_be_ours(reading: Reading, unit: Unit) -> bool:
    """Say whether "the force" of a report may be the asker's: not in one about another place."""
    return unit.report.place is None or unit.report.id in reading.question.scope


def _tells(unit: Unit, question: str) -> bool:
    """Say whether a sentence tells of a force whether it was inspected."""
    if unit.passage.kind is not PassageKind.TEXT or unit.report.withdrawn:
        return False
    force = _FORCE.search(unit.text)
    named = {match.group() for match in _FORCE.finditer(question)}
    after = unit.text[force.start() :] if force else ""
    part = _TELLS.search(fold(after))
    if force is None or part is None or part.start() > _REACH + len(force.group()):
        return False
    ours = all(fold(name) in _ANY_FORCE for name in named)
    own = fold(force.group()) in _ANY_FORCE
    return ours or own or any(_is_same(force.group(), name) for name in named)


_ANY_FORCE = frozenset({"the force", "we", "us", "our"})


def _of_one_force(told: Sequence[Unit]) -> bool:
    """Say whether all sentences tell of the same force, so that none is taken for another."""
    names = {
        fold(match.group()) for unit in told if (match := _FORCE.search(unit.text)) is not None
    }
    shortest = min(names - _ANY_FORCE, key=len, default="")
    return all(_is_same(name, shortest) for name in names - _ANY_FORCE)


def _is_same(one: str, other: str) -> bool:
    """Say whether two forces are the same: a word that opens the sentence may stand before one."""
    one, other = _SPELT_OUT.get(one, one), _SPELT_OUT.get(other, other)
    return one.endswith(other) or other.endswith(one)


def _on(reading: Reading, unit: Unit, side: str) -> bool:
    terms = _subject(reading, side)
    if not terms:
        return len(reading.question.scope) == 1
    own = coverage(terms, unit.stems)
    return own >= _ON_IT or coverage(terms, unit.stems | unit.context) >= _ON_IT


def _subject(reading: Reading, side: str) -> list[Term]:
    words = stem_set(side)
    names = stem_set(" ".join(match.group() for match in _FORCE.finditer(reading.question.text)))
    return [
        term
        for term in reading.wanted.terms
        if not term.forms[0] <= _NO_SUBJECT | names and term.forms[0] <= words
    ]


def _disagree(found: Sequence[Sequence[Unit]]) -> bool:
    """Say whether one side says that only it was inspected for, and another that it was too."""
    for at, side in enumerate(found):
        others = [unit for place, other in enumerate(found) if place != at for unit in other]
        only = [unit for unit in side if _ONLY.search(fold(unit.text)) and unit not in others]
        if only and any(not _DENIES.search(fold(unit.text)) for unit in others):
            return True
    return False
