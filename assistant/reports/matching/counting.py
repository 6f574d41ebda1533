"""Whether a sentence counts or measures what a question asks the number of."""

import re
from collections.abc import Sequence

from assistant.language.dates import find_dates
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.matching.all_there_are import says_more, tells_all
from assistant.reports.matching.counted import (
    ANYONE,
    PLURAL,
    VERBS,
    Counted,
    numbers_in,
    values,
)
from assistant.reports.matching.measuring import LASTS, OTHER, in_unit, measures
from assistant.reports.search.terms import normal, stem_set

_AFTER, _BEFORE = 7, 3
_OF_TIME = frozenset(
    words("minute minutes hour hours day days week weeks month months year years mile miles")
)
_UNITS = _OF_TIME | frozenset(words("per percent million pounds pence am pm times working not no"))
_NONE = frozenset({"no", "none"})
_UNDER = 0.9
"""A number of the thing that the sentence before names."""
_AS_SHARE = 0.8
"""A share of the things that are to be counted."""


def counts(counted: Counted, sentence: str) -> float:
    """Return how well a sentence gives the number wanted: 1 of the very thing, 0 for no number."""
    if not set(values(sentence)) - counted.given and not _none_of(counted, sentence):
        return 0.0
    if counted.measure:
        return measures(counted, fold(sentence))
    if not counted.nouns:
        return float(bool(values(sentence)))
    found = _beside(counted, sentence)
    if found and counted.whole and "|" not in sentence:
        found *= tells_all(counted, sentence) and found != _AS_SHARE
    return found or (OTHER if values(sentence) else 0.0)


def counts_under(counted: Counted, sentence: str, lead: str) -> float:
    """Return how well a sentence gives the number wanted, read after what leads into it.

    "In Wexmoor they took 109" counts days where the sentence before does; a row of a table counts
    what its head says.
    """
    alone = counts(counted, sentence)
    if alone == 1.0 or not lead or not set(values(sentence)) - counted.given:
        return alone
    if counted.nouns and not _goes_on_counting(counted, sentence, lead):
        return alone
    if counted.nouns and _IT_IS.search(fold(sentence)):
        return _UNDER if _beside(counted, _last(lead)) >= _AS_SHARE else min(alone, OTHER)
    if counted.measure:
        return max(alone, _measured_by_lead(counted, sentence, lead))
    return _UNDER if counted.nouns & {normal(word) for word in words(lead)} else alone


def _measured_by_lead(counted: Counted, sentence: str, lead: str) -> float:
    """Say how well a sentence gives a measure whose unit, or what it is of, only the lead says."""
    folded, before = fold(sentence), fold(lead)
    if counted.lasting and LASTS.search(before) is None:
        return 0.0
    if in_unit(counted.measure, folded):
        return _UNDER * (counted.lasting and _IT_IS.search(folded) is not None)
    bare = "|" in sentence or any(
        _BARE.match(sentence[number.end :]) for number in numbers_in(sentence)
    )
    return _UNDER * (bare and re.search(rf"\b(?:{counted.measure})", before) is not None)


def _goes_on_counting(counted: Counted, sentence: str, lead: str) -> bool:
    """Say whether a number of a sentence may count what leads into it."""
    if "|" in sentence:
        return True
    if counted.whole and not tells_all(counted, sentence):
        return False
    return not _counts_another(sentence) and _leaves_out_what(sentence, lead)


_IT_IS = re.compile(
    r"\b(?:it|this|that|the (?:figure|number|proportion|average|median|total)) (?:is|was|had been"
    r"|has been|has (?:risen|fallen|grown) (?:to|from)|rose to|fell to) (?:only |just |about )?"
    r"(?:£?\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty\b)"
)
"""A number is of what the sentence before has a number of."""


def _last(lead: str) -> str:
    """Return the sentence that stands right before."""
    return re.split(r"(?<=[.!?]) ", lead.strip())[-1]


def _beside(counted: Counted, sentence: str) -> float:
    """Say how well a number, or "no", stands before one of the things counted, or just after."""
    found = (
        _stands(counted, sentence[: number.start], sentence[number.end :])
        for number in numbers_in(sentence)
        if number.value not in counted.given
    )
    best = max(found, default=0.0)
    if best == 1.0:
        return best
    told = _NUMBER_OF.search(fold(sentence))
    if told and _any_counted(counted, words(told["what"])) and _has_count(sentence):
        return 1.0
    return 1.0 if _none_of(counted, sentence) else best


def _has_count(sentence: str) -> bool:
    """Say whether a number of a sentence is no length of time."""
    return any(
        not set(words(sentence[number.end :])[:1]) & _OF_TIME for number in numbers_in(sentence)
    )


def _stands(counted: Counted, before: str, after: str) -> float:
    """Say how well a number is of the things counted, by what stands before and after it."""
    following = _up_to_a_number(words(after)[:_AFTER])
    if _does_what_is_asked(counted, after):
        return 1.0
    if _is_of(counted, following):
        return _AS_SHARE if _is_share(after) else 1.0
    measured = bool(set(following[:1]) & _OF_TIME) and not counted.nouns & stem_set(following[0])
    if measured:
        return 0.0
    if not _tells_what(following) and _any_counted(counted, words(before)[-_BEFORE:]):
        return 1.0
    several = [word for word in words(before) if PLURAL.search(word)]
    named = _any_counted(counted, several) and _of_the_kind(counted, before)
    return _UNDER * (named and _BARE.match(after) is not None)


def _of_the_kind(counted: Counted, text: str) -> bool:
    return not counted.kinds or bool(counted.kinds & stem_set(text))


_BARE = re.compile(
    r"\s?(?:[.;:,)]|$| (?:and|were|was|had|did|of (?:whom|which|them|these|those))\b)"
)
"""After a number that stands without what it counts."""


def _up_to_a_number(tokens: list[str]) -> list[str]:
    at = next((at for at, word in enumerate(tokens) if word[:1].isdigit()), len(tokens))
    return tokens[:at]


_NUMBER_OF = re.compile(
    r"\bnumbers? of (?P<what>(?:(?!(?:has|have|had|is|are|was|were|rose|fell|who|which|that)\b)"
    r"[\w'()-]+ ){0,8}[\w'()-]+)"
)


_BRACKETED = re.compile(r"^\s?\([^)]*\)")


def _does_what_is_asked(counted: Counted, after: str) -> bool:
    """Say whether after a number stands what is asked of the things: "353 live with families"."""
    told = fold(re.split(r"[,;.]|\bof wh", _BRACKETED.sub("", after), maxsplit=1)[0])
    first = words(told)[:1]
    done = bool(first) and first[0] in VERBS - STOPWORDS and normal(first[0]) in counted.asked
    return done and not says_more(counted, told) and not set(words(told)) <= VERBS


def _is_share(after: str) -> bool:
    return re.match(r"\s?(?:%|per ?cent\b)", after) is not None


def _any_counted(counted: Counted, tokens: Sequence[str]) -> bool:
    return any(_is_counted(counted, word) for word in tokens)


def _is_counted(counted: Counted, word: str) -> bool:
    return normal(word) in counted.nouns and (
        not counted.doer or word.startswith(counted.doer) or normal(word) != normal(counted.doer)
    )


_WITHIN_PHRASE = frozenset(
    words("of the these those its their such all more other or and our for his her he she")
)
"""Function words that may stand between a number and the thing that it counts."""


def _is_of(counted: Counted, after: Sequence[str]) -> bool:
    """Say whether a number is of the thing counted, and not of another kind of it.

    "Two youth workers" are no social workers.
    """
    at = next((at for at, word in enumerate(after) if _is_counted(counted, word)), None)
    if at is None:
        return False
    if any(word in STOPWORDS and word not in _WITHIN_PHRASE for word in after[:at]):
        return False
    other = {normal(word) for word in after[:at] if word not in STOPWORDS}
    plain = all(word not in STOPWORDS for word in after[:at])
    return not (plain and other and counted.kinds and not other & counted.kinds)


def _counts_another(sentence: str) -> bool:
    """Say whether a sentence, no row of a table, itself says what its numbers count.

    "Of 1,930 devices seen in this way it took away 610" counts no vans, though vans led to it.
    """
    if "|" in sentence:
        return False
    return any(_tells_what(words(sentence[number.end :])) for number in numbers_in(sentence))


def _tells_what(after: Sequence[str]) -> bool:
    """Say whether the word after a number is what it counts."""
    return any(
        word.isalpha() and normal(word) not in ANYONE and word not in STOPWORDS | VERBS | _UNITS
        for word in after[:1]
    )


_NO_COUNT = frozenset(
    words("of aged age section page paragraph table cell cells figure recommendation step in")
)
"""Words before a number that counts nothing, as in "a girl of 14"."""
_PERIODS = stem_set("year years month months quarter period")
_OWN_SUBJECT = 3
"""Words before a number, not of the sentence before, with which it is about something else."""


def _leaves_out_what(sentence: str, lead: str) -> bool:
    """Say whether a number of a sentence could count what the sentence before names."""
    if "|" in sentence:
        return True
    for number in numbers_in(sentence):
        after, before = words(sentence[number.end :])[:1], words(sentence[: number.start])[-1:]
        told = set(after) & _UNITS or (set(before) & _NO_COUNT and not after)
        aged = set(before) & _NO_COUNT - {"in"}
        fresh = _undated(sentence[: number.start]) - stem_set(lead)
        if not told and not aged and fold(number.text) != "one" and len(fresh) < _OWN_SUBJECT:
            return True
    return False


def _undated(text: str) -> frozenset[str]:
    """Return the stems of a text without those that say of which time it is."""
    for written in reversed(find_dates(text)):
        text = text[: written.start] + text[written.end :]
    return frozenset(word for word in stem_set(text) - _PERIODS if not word.isdigit())


_NOT_ANY = re.compile(r"\bnot (?:yet )?(?:[a-z]+ )?any (?P<what>(?:[\w'-]+ ){0,2}[\w'-]+)")


def _none_of(counted: Counted, sentence: str) -> bool:
    tokens = words(sentence)
    denied = _NOT_ANY.search(fold(sentence))
    if denied and counted.nouns & {normal(word) for word in words(denied["what"])}:
        return True
    # "No inspector takes part in it" counts no inspectors.
    return any(
        at
        and word in _NONE
        and counted.nouns & {normal(other) for other in tokens[at + 1 : at + 3]}
        for at, word in enumerate(tokens)
    )
