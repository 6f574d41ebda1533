"""What a question takes for granted, and whether a sentence says otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.dates import find_dates
from assistant.language.numbers import find_numbers
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.matching.changes import told_turn
from assistant.reports.matching.opposites import grades_in, negated, opposites
from assistant.reports.matching.things_denied import thing_denied
from assistant.reports.search.terms import normal, stem_set

_WHY = re.compile(
    r"^\W*(?:and |but |so )?(?:why|how come|for what reason|what (?:caused|explains))\b"
)
_TAKES = re.compile(
    r"^\W*(?:why|how come|when|where|who|whose|what|which|how (?!many|much|long|often|old|far))\b"
)
_STILL = re.compile(r"\b(?:last|since|until|latest|not|no|should|must)\b")
_NAME = re.compile(r"\b[A-Z][\w'’-]+")
_NAMED = re.compile(
    r"\b(?:recommendation|section|point|table|annex|improvement|concern|page|paragraph|figure|part"
    r"|chapter|rec|no|number|force|region|area|cell|cells)s?\s*$"
)
_ALL = re.compile(
    r"\b(?:all|every|each|both)\b(?: of)?(?: the| its| their)?"
    r"(?: (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+))? (?P<of>\w+)\b"
)
_SOME = re.compile(
    r"\b(?:only|none|(?P<some>[\w-]+) of (?:the|its|their|those|these) (?P<all>[\w-]+))\b"
)
_COPULA = re.compile(r"^why (?:is|was|are|were) (?:the )?(?P<who>.+?) (?:the|an?) (?P<what>.+)$")
_EVENT = re.compile(
    r"\b(?:took place|take place|carried out|published|opened|visited|inspected|appointed|issued"
    r"|launched|introduced|signed|adopted)\b"
)
_SPELT_NAME = re.compile(r"\b(?:ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)\b")
"""A name in capitals that is no number: "the FOUR test"."""
STRENGTHENING = frozenset(words("fully completely entirely wholly totally really actually"))
"""Words of a question that no contradicting sentence needs."""
_ONE_OF = re.compile(
    r"\b(?:which|what|who|one|each|any|either|neither) of (?:the|its|their|these|those)\s+$"
)
_MEASURED = re.compile(
    r"\b(?:effectiveness|quality|strengths?|extent|success) (?:of|and)\b", re.IGNORECASE
)
"""What is looked into, whether or not it was good."""
_WISHED = re.compile(
    r"\b(?:recommend\w*|accept(?:s|ed)?|agree[sd]?|promised|intend(?:s|ed)?|plan(?:s|ned)?|propose[sd]?"
    r"|asked|wants?|wanted|hopes?|hoped|expect(?:s|ed)?|will|would|should|must|whether|if)\b"
)
"""Says that something is to be done, not that it was."""
_ROLE = 3
"""Content words after a number by which it is told what it counts."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a question takes for granted that a sentence could contradict."""

    kind: str
    words: frozenset[str]
    """Stems of the claim that a contradicting sentence needn't have."""
    value: float = 0.0
    role: frozenset[str] = frozenset()
    """Stems of what a number counts."""


def is_reason_asked(question: str) -> bool:
    """Say whether a question asks why something is so."""
    return _WHY.match(fold(question)) is not None


def claims_of(question: str) -> list[Claim]:
    """Return what a question takes for granted."""
    folded = fold(question)
    if not _TAKES.match(folded):
        return []
    found = list(_numbers(question))
    if _WHY.match(folded):
        found += _of_reason(question)
    if not negated(question) and not _STILL.search(folded):
        found.append(Claim("exists", frozenset()))
    return found


def contradicts(claim: Claim, question: str, clause: str) -> bool:
    """Say whether a clause that speaks of the same thing says other than the claim."""
    return _CHECKS[claim.kind](claim, question, clause)


def clauses(sentence: str) -> list[str]:
    """Return a sentence's parts between semicolons."""
    return [part.strip() for part in re.split(r";", sentence) if part.strip()]


def _of_reason(question: str) -> Iterator[Claim]:
    folded = fold(question)
    stems = stem_set(question)
    for word in sorted(stems & opposites().by_stem.keys()):
        yield Claim("opposite", frozenset({word}))
    if grades := grades_in(question):
        yield Claim("grade", frozenset(normal(w) for grade in grades for w in grade.split()))
    if hidden := negated(question):
        refusing = frozenset(
            normal(word) for word in words(question) if word in opposites().refusing
        )
        yield Claim("not so", refusing | frozenset({normal("not"), normal("no")}), role=hidden)
    if everything := _ALL.search(folded):
        whole = [number.value for number in find_numbers(everything.group())]
        role = frozenset({normal(everything["of"])})
        yield Claim("all", frozenset(), whole[0] if whole else 0.0, role)
    if _COPULA.match(folded.rstrip("? ")):
        yield Claim("is", frozenset())
    if _EVENT.search(folded) and _months(question):
        taken = {normal(w) for d in find_dates(question) for w in words(d.text)}
        yield Claim("when", frozenset(taken))


def _numbers(question: str) -> Iterator[Claim]:
    folded = fold(question)
    for value, role, before in _counted(folded):
        if _SPELT_NAME.search(question):
            continue
        definite = re.search(r"\b(?:the|all|its|their|these|those)\s+(?:\w+ )?$", before)
        if _ONE_OF.search(before):
            continue  # "Which of the three areas" picks one; it counts nothing that is told.
        if not role or _NAMED.search(before):
            continue
        if _WHY.match(folded):
            yield Claim("number", frozenset(), value, role)
        elif definite:
            # "The four levels of risk" are levels; other numbers of risks say nothing of them.
            yield Claim("number", frozenset(), value, _named_after(folded[len(before) :]) & role)


def _named_after(text: str) -> frozenset[str]:
    """Return the stems between a number and the next function word: what it counts."""
    found: list[str] = []
    for word in words(text)[1:]:
        if word in STOPWORDS and found:
            break
        found += [normal(word)] if word not in STOPWORDS else []
    return frozenset(found)


def _counted(text: str) -> Iterator[tuple[float, frozenset[str], str]]:
    """Yield the numbers of a text with stems of what they count and what stands before."""
    dated = [(written.start, written.end) for written in find_dates(text)]
    for number in find_numbers(text):
        year = re.fullmatch(r"(?:19|20)\d\d", number.text)
        if year or any(start <= number.start < end for start, end in dated):
            continue
        rest = re.sub(r"^\s?(?:%|per ?cent\b)", " percent ", text[number.end :])
        after = [normal(word) for word in words(rest) if word not in STOPWORDS]
        yield number.value, frozenset(after[:_ROLE]), text[: number.start]


def _other_number(claim: Claim, question: str, clause: str) -> bool:
    counted = list(_counted(fold(clause)))
    if any(value == claim.value for value, _, _ in counted):
        return False
    percent = normal("percent") in claim.role
    return any(
        (percent and normal("percent") in role) or (not percent and bool(claim.role & role))
        for _, role, _ in counted
    )


def _opposite(claim: Claim, question: str, clause: str) -> bool:
    (word,) = claim.words
    own = opposites().sides[word]
    clause = _MEASURED.sub(" ", clause)
    stems, nots = stem_set(clause), negated(clause)
    if negated(question) & own:
        return False
    said_not = bool(stems & own & nots)
    against = bool(opposites().by_stem[word] & (stems - nots))
    turned = told_turn(clause) if word in _turns() else ""
    if turned:
        return normal(turned) not in own
    return (against and not stems & own) or said_not


def _turns() -> frozenset[str]:
    """Return the stems that say that something became more, or less."""
    return opposites().sides[normal("rise")] | opposites().sides[normal("fall")]


def _other_grade(claim: Claim, question: str, clause: str) -> bool:
    asked, said = grades_in(question), grades_in(clause)
    return bool(said) and not asked & said


_PART = re.compile(r"\b(?P<some>[\w-]+) of (?:the|its|their|those|these) (?P<all>[\w-]+) \w+\b")


def counts_part_of(claim: Claim, clause: str) -> bool:
    """Say whether a clause counts a part of the very number that all are claimed of.

    "Three of the eight forces" of "all eight forces".
    """
    match = _PART.search(fold(clause))
    if claim.kind != "all" or not claim.value or match is None:
        return False
    whole = [number.value for number in find_numbers(match["all"])]
    return claim.value in whole and bool(claim.role & stem_set(match.group()))


def _so_after_all(claim: Claim, question: str, clause: str) -> bool:
    stems = stem_set(clause)
    done = not negated(clause) and not _WISHED.search(fold(clause))
    return bool(claim.role) and claim.role <= stems and done


def _not_all(claim: Claim, question: str, clause: str) -> bool:
    match = _SOME.search(fold(clause))
    if match is None or not claim.role & stem_set(clause):
        return False
    return match["some"] is None or bool(find_numbers(match["some"]))


def _is_not(claim: Claim, question: str, clause: str) -> bool:
    asked = _COPULA.match(fold(question).rstrip("? "))
    if asked is None:
        return False
    what = words(asked["what"])[:2]
    said = re.search(
        rf"(?P<who>[\w' -]+?) (?:is|was|are|were) (?:the|an?) {' '.join(map(re.escape, what))}\b",
        fold(clause),
    )
    who = stem_set(asked["who"])
    return said is not None and bool(who) and not who & stem_set(clause[: said.end()])


def _other_date(claim: Claim, question: str, clause: str) -> bool:
    asked, said = _months(question), _months(clause)
    return bool(said) and not asked & said and _EVENT.search(fold(clause)) is not None


def _months(text: str) -> set[tuple[int, int]]:
    return {
        (written.day.year, written.day.month) if written.day else written.month or (0, 0)
        for written in find_dates(text)
    }


def _does_not_exist(claim: Claim, question: str, clause: str) -> bool:
    """Say whether a clause says that what is asked about isn't there: "does not have a panel"."""
    return bool(thing_denied(question, clause))


_CHECKS = {
    "number": _other_number,
    "opposite": _opposite,
    "grade": _other_grade,
    "not so": _so_after_all,
    "all": _not_all,
    "is": _is_not,
    "when": _other_date,
    "exists": _does_not_exist,
}
