"""Finding where a report says what a term or an acronym means."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.language.glossary import expand
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.evidence.units import Unit

_SUBJECT = (
    r"what do(?:es)? .+? mean by (?P<s>.+)",
    r"what do(?:es)? (?P<s>.+?) (?:stand for|mean)\b",
    r"(?:what(?:'s| is) )?(?:the )?difference between (?P<s>.+)",
    r"(?:what(?:'s| is) )?(?:the )?(?:definition|meaning) of (?P<s>.+)",
    r"what(?:'s| is| are) meant by (?P<s>.+)",
    r"what (?:counts|qualifies) as (?P<s>.+)",
    r"define (?P<s>.+)",
    r"what(?:'s| is| are) (?P<s>.+)",
)
_ARTICLE = re.compile(r"^(?:an?|the|acronyms?|abbreviations?|terms?)\s+")
_SCOPE = re.compile(r"\s+in (?:the|this|our|that)\b.*$")
_SAYS = (
    r"(?:(?:is|are|was|were) (?:an?|the|any|one|what|when|where|how|those|someone|something|defined"
    r"|used)|means?|refers? to|stands? for|describes?|consists? of|(?:can|may) be defined)"
)


_DOES = r"(?:is|are|means?|takes?|covers?|involves?|allows?|lets|recovers?|uses?|gives?)"


class Definition(NamedTuple):
    """A sentence that says what a term means."""

    unit: Unit
    strength: int
    """4 spelt out beside its acronym or listed with its meaning, 3 worded as a definition, 2 what
    it is said to be, 1 only the spelt-out term."""


def subjects(question: str) -> tuple[str, ...]:
    """Return the terms that a question asks the meaning of, as typed."""
    asked = question.strip().rstrip("?. ")
    folded = fold(asked)
    for pattern in _SUBJECT:
        match = re.match(pattern, folded)
        if match:
            found = _SCOPE.sub("", match["s"])
            pieces = re.split(r",\s*(?:and\s+)?|\s+and\s+", found)
            parts = pieces if all(_short(piece) for piece in pieces) else [found]
            return tuple(_as_typed(_ARTICLE.sub("", part).strip(), asked) for part in parts if part)
    return ()


def define(subject: str, units: Sequence[Unit]) -> Definition | None:
    """Return the best sentence that says what a subject means; none where no sentence does."""
    found = [
        Definition(unit, strength) for unit in units if (strength := _strength(subject, unit.text))
    ]
    # The shortest of the strongest: what else a long sentence says was not asked.
    return min(found, key=lambda each: (-each.strength, _late(subject, each.unit)), default=None)


def _late(subject: str, unit: Unit) -> tuple[bool, int, str, int]:
    folded = fold(unit.text)
    told = re.search(rf"{re.escape(fold(subject))}(?:e?s)? (?:was|were)\b", folded) is not None
    # What was done once says what it is less well than what is always so.
    return (told, folded.find(fold(subject)), unit.report.id, unit.place)


def _strength(subject: str, sentence: str) -> int:
    if _spelt_out(subject, sentence) or _listed(subject, sentence):
        return 4
    if subject.isupper() and not re.search(rf"(?<!\w){re.escape(subject)}", sentence):
        return _by_expansion(subject, sentence)
    if _defined(subject, sentence):
        return 3
    if re.search(rf"^(?:an?|the) {re.escape(fold(subject))} (?:is|are) ", fold(sentence)):
        return 2
    return _by_expansion(subject, sentence)


def _by_expansion(subject: str, sentence: str) -> int:
    folded = fold(sentence)
    return int(any(fold(o) in folded for o in expand(subject) if len(words(o)) > 1))


def _listed(subject: str, sentence: str) -> bool:
    """Say whether the sentence is a glossary's entry: "Term: what it means", or a table's row."""
    name = re.escape(fold(subject))
    return (
        re.match(rf"^{name}(?:e?s)?(?: \([^)]*\))?\s*(?:: | \| | - )\S", fold(sentence)) is not None
    )


def _spelt_out(acronym: str, sentence: str) -> bool:
    """Say whether "Some Long Name (SLN)" or "SLN (Some Long Name)" stands in the sentence."""
    name = re.escape(acronym.rstrip("s") if acronym[:-1].isupper() else acronym)
    for match in re.finditer(rf"\(\W*{name}s?\W*\)", sentence, re.IGNORECASE):
        if _initials_fit(acronym, words(sentence[: match.start()])):
            return True
    for match in re.finditer(rf"(?<!\w){name}s?\s+\((?P<long>[^)]+)\)", sentence):
        if _initials_fit(acronym, words(match["long"])):
            return True
    return False


def _initials_fit(acronym: str, before: Sequence[str]) -> bool:
    letters = re.sub(r"\W", "", acronym).lower().rstrip("s") or acronym.lower()
    for length in range(1, 2 * len(letters) + 2):
        run = before[-length:]
        if len(run) == length and run and run[0][0] == letters[0] and _covers(letters, run):
            return True
    return False


def _covers(letters: str, run: Sequence[str]) -> bool:
    """Say whether the letters are the first letters of the words, small words skipped or not."""
    at = 0
    for word in run:
        if at < len(letters) and word[0] == letters[at]:
            at += 1
            # One word may give several letters: "Ofsted", "multi-agency".
            while at < len(letters) and len(run) < len(letters) and letters[at] in word[1:]:
                at += 1
        elif word not in STOPWORDS:
            return False
    return at == len(letters)


def _defined(subject: str, sentence: str) -> bool:
    name = re.escape(fold(subject))
    folded = fold(sentence)
    opening = rf"^(?:an?|the|this|these)?\s*{name}(?:e?s)?(?: \([^)]*\))?,? {_SAYS}\b(?! not\b)"
    with_aside = rf"^(?:an?|the)?\s*{name}(?:e?s)?, [^,]{{3,60}}, {_DOES}\b"
    aside = rf"\b{name},? (?:which (?:is|are|means)|(?:is|are) defined as|that is)\b"
    called = (
        rf"\b(?:known as|called|defined as|referred to as|termed) (?:an?|the)?\s*['\"]?{name}\b"
    )
    return any(re.search(pattern, folded) for pattern in (opening, with_aside, aside, called))


def _short(piece: str) -> bool:
    return 0 < len(words(piece)) <= 4  # noqa: PLR2004 - a term, not a sentence


def _as_typed(part: str, question: str) -> str:
    at = question.lower().find(part)
    return question[at : at + len(part)] if at >= 0 else part
