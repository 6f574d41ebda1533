"""Whether a sentence names who does, or is, what a question asks."""

import re

from assistant.language.dates import find_dates
from assistant.language.numbers import find_numbers
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.matching.agents import BEING, NOTHING, PROPER, Doing
from assistant.reports.matching.one_of_many import marks_said
from assistant.reports.search.terms import normal

_MAY = re.compile(r"\b(?:can|could|may|might|able|only|entitled|power|allowed)\b")
_MUST = re.compile(r"\b(?:should|must|shall|required|requires|has to|have to|had to|need)\b")
_NOBODY = frozenset(
    words(
        """someone somebody anyone anybody nobody none person people others everyone named day year
        month week time report reports inspection recommendation recommendations not no"""
    )
)
"""Words before a verb that tell nobody's name."""
_NAME = re.compile(r"\b[A-Z][\w'’&-]+")
_MONTHS = frozenset(
    words(
        """january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday"""
    )
)
_MEMBER = re.compile(
    r"(?:^|[.;] )(?:In |At |For |The )?(?P<first>[A-Z][\w'’&-]+)"
    r"|(?P<other>[A-Z][\w&-]+)(?:['’]s\b| (?:[A-Z]\w+ ){0,2}(?:Police|Constabulary|Council|Force"
    r"|Ltd|Bank|University|Trust|Group|Health|Services?|had|has|was|is|did|does)\b)"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")
_OFFICES = frozenset(
    words(
        """assistant deputy chief constable inspector superintendent detective sergeant director
        officer executive national commissioner corporate regional independent scrutineer chair dr
        sir dame professor her his majesty's social services head lead nurse people children's"""
    )
)
_OF_BODIES = frozenset(
    words(
        """inspectorate commission board council police constabulary service authority partnership
        trust group department committee college office ofsted probation quality home fire court
        academy university hospital street road house"""
    )
)
_CALLED = re.compile(r"^(?P<who>.{3,80}?) (?:is|are|was|were) (?:the|its|their|an?) ")
_BY_WITHIN, _DOER = 4, 8
_LABEL = 5
"""Words of what stands before a colon and is labelled by it: "Lead inspector: ..."."""
_BY_KIND = 0.8
"""How well one named of the kind asked for answers where the verb isn't there."""


def names_doer(doing: Doing, sentence: str, given: frozenset[str]) -> float | None:
    """Return how well a sentence names who does what is asked.

    Args:
        doing: What is asked.
        sentence: The sentence.
        given: Folded words of the question: they name nobody.

    Returns:
        1 where it says who, 0 where it can't, none where its form doesn't tell.
    """
    if doing == NOTHING:
        return None
    if doing.role:
        names = _persons(sentence, given) if doing.person else _proper_names(sentence, given)
        return float(bool(names) or _is_called(sentence, given))
    member = not doing.named or _names_one(doing, sentence, given)
    if not member or not _may(doing, fold(sentence)):
        return 0.0
    told = _told(doing, sentence, given) if doing.verb else None
    if told is not None:
        return float(told)
    if doing.must:
        return 0.0
    return _BY_KIND if doing.named else None


def _may(doing: Doing, folded: str) -> bool:
    """Say whether a sentence tells who may, or must, where that is asked."""
    able = not doing.able or _MAY.search(folded) is not None
    return able and (not doing.bound or _MUST.search(folded) is not None)


def _told(doing: Doing, sentence: str, given: frozenset[str]) -> bool | None:
    """Say whether a sentence says who does what its verb says; none where it hasn't the verb."""
    label, _, name = sentence.partition(": ")
    labelled = words(label)
    if name and len(labelled) <= _LABEL and doing.verb & {normal(word) for word in labelled}:
        return bool(_proper_names(name, given, start=True))
    clauses = [words(clause) for clause in re.split(r"[;:]", fold(sentence))]
    places = [
        (tokens, at)
        for tokens in clauses
        for at, word in enumerate(tokens)
        if normal(word) in doing.verb
    ]
    return any(_told_at(tokens, at, given) for tokens, at in places) if places else None


def _told_at(tokens: list[str], at: int, given: frozenset[str]) -> bool:
    """Say whether someone is named as doing what the verb at a place says."""
    after, before = tokens[at + 1 :], tokens[:at]
    if re.search(r"(?:er|or)s?$", tokens[at]) and set(after[:1]) & BEING:
        return bool(_content(after, given))
    if set(before[-1:]) & {"the", "its", "a"} and after[:1] == ["of"]:
        return bool(_content(after[:_DOER], given))
    if "by" in after[:_BY_WITHIN]:
        doer = after[after.index("by") + 1 :][:_DOER]
        if "people" in doer[:3] or _content(doer, given):
            return True
    if set(before[-2:]) & BEING and not tokens[at].endswith("ing"):
        return False
    return bool(_content(before, given)) or before[-1:] == ["we"]


def _content(tokens: list[str], given: frozenset[str]) -> list[str]:
    text = " ".join(tokens)
    dated = {word for written in find_dates(text) for word in words(written.text)}
    numbers = {word for number in find_numbers(text) for word in words(number.text)}
    out = STOPWORDS | _NOBODY | _MONTHS | given | dated | numbers
    return [word for word in tokens if word.removesuffix("'s") not in out]


def _proper_names(sentence: str, given: frozenset[str], *, start: bool = False) -> list[str]:
    """Return the capitalised words that the question doesn't give; dates aside."""
    for written in reversed(find_dates(sentence)):
        sentence = sentence[: written.start] + " " + sentence[written.end :]
    known = STOPWORDS | _MONTHS | given | _NOBODY
    found = []
    for match in _NAME.finditer(sentence):
        word = fold(match.group()).removesuffix("'s")
        before = sentence[: match.start()].rstrip()
        opens = not start and (not before or before[-1] in ".!?:")
        if not opens and word not in known and word.rstrip("s") not in PROPER:
            found.append(word)
    return found


def _persons(sentence: str, given: frozenset[str]) -> list[str]:
    """Return the names of persons: two capitalised words that follow, of no body or office."""
    found = []
    for match in _CAPITALISED.finditer(sentence):
        spoken = [fold(word) for word in words_of_name(match.group())]
        if set(spoken) & _OF_BODIES:
            continue
        own = [word for word in spoken if word not in _OFFICES | _MONTHS | given | STOPWORDS]
        found += [" ".join(own)] if len(own) > 1 else []
    return found


def words_of_name(name: str) -> list[str]:
    """Return the words of a name as written."""
    return re.findall(r"[\w'’-]+", name)


def _names_one(doing: Doing, sentence: str, given: frozenset[str]) -> bool:
    """Say whether a sentence names one of a kind whose members have names."""
    if doing.of_places:
        return bool(marks_said(sentence)) or _a_member(sentence, given)
    return bool(_proper_names(sentence, given, start=True))


def _a_member(sentence: str, given: frozenset[str]) -> bool:
    """Say whether a sentence names one that has a name of its own, not only a place in passing."""
    found = [match["first"] or match["other"] for match in _MEMBER.finditer(sentence)]
    return any(_proper_names(name, given, start=True) for name in found)


def _is_called(sentence: str, given: frozenset[str]) -> bool:
    """Say whether a sentence opens by saying who is something: "A nurse is the lead"."""
    match = _CALLED.match(fold(sentence))
    return match is not None and bool(_content(words(match["who"]), given))
