"""What a question to the reports asks for, and about which of them."""

import re
from collections.abc import Iterable
from datetime import date

from assistant.domain.plans import ReportQuestion, Want
from assistant.language.dates import month_number
from assistant.language.glossary import glossary
from assistant.language.words import STOPWORDS, stem, words
from assistant.understanding.library.report_names import KINDS_OF_REPORT, names_of
from assistant.understanding.library.report_scope import ReportCatalogue, Scope
from assistant.understanding.library.report_topic import asks_findings, topic_of
from assistant.understanding.library.report_wants import wants

_GREETING = re.compile(
    r"^\s*(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|please|thanks|thank you|liaison)\b"
    r"[\s,.!-]*|(?:can|could|would) you (?:please )?(?:tell me|say|explain|show me)\s+|"
    r"(?:tell me|i(?: would|'d)? (?:like|want) to know|do you know)\s+)+",
    re.IGNORECASE,
)
TYPE_WORDS = frozenset(
    words("many number much date deadline due year day list name tell define meaning stand two")
)
"""Words that say what kind of answer is wanted, not what it is about."""
_OTHER_REPORT = re.compile(
    r"\bwhat (?:did|does|do|will) (?P<name>the (?:[\w'’-]+ ){0,3}?"
    r"(?:previous|earlier|next|forthcoming|other|last|final|second|third|phase (?:two|three|2|3))"
    r" (?:[\w'’-]+ ){0,4}?(?:report|paper|letter|update|minutes)"
    r"(?: (?:on|into|of|about) [\w'’ -]+?)?)"
    r" (?:say|state|find|show|conclude|recommend|set out|report)",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(
    r"\b(?:for|in|of|at|from|about|by|on)\s+"
    r"(?P<name>[A-Z][\w'’-]+(?:\s+(?:and|upon|on|under|[A-Z][\w'’-]+))*(?<![\s](?:and))(?<![\s]on))"
)


def report_question(text: str, catalogue: ReportCatalogue, today: date) -> ReportQuestion:
    """Read a question to the reports.

    Args:
        text: As typed.
        catalogue: The reports that the asker may see.
        today: The day it is asked, for "this year's".
    """
    asked = named_force(_GREETING.sub("", text).strip() or text.strip(), catalogue.force)
    scope = catalogue.resolve(_dated(asked, today))
    missing = (
        scope.missing or _other_report(asked, scope) or _unknown_places(asked, catalogue, scope)
    )
    topic = topic_of(asked)
    wanted = (Want.TOPIC,) if topic else wants(asked)
    if topic and asks_findings(asked) and not scope.report_ids:
        # A list of findings is given as it stands; what else there is, where there is none.
        topic, wanted = None, (Want.LIST, Want.TOPIC)
    terms = _terms(topic or asked, scope)
    if topic and _names_only(terms, scope, catalogue):
        terms = ()
    return ReportQuestion(
        text=topic or asked,
        wants=wanted,
        scope=scope.report_ids,
        scope_words=", ".join(scope.words),
        missing_scope=", ".join(missing) or None,
        terms=terms,
        whole=asked,
    )


def _names_only(terms: Iterable[str], scope: Scope, catalogue: ReportCatalogue) -> bool:
    """Whether every word of a topic is of the names of the reports that it names."""
    scoped = [each for each in catalogue.reports if each.id in scope.report_ids]
    names = frozenset[str]().union(*(names_of(each) for each in scoped))
    return bool(scoped) and all(stem(term) in names | KINDS_OF_REPORT for term in terms)


_OURS = re.compile(
    r"\bour (?:own )?force(?P<of>['’]s)?(?!\w)|\b(?P<own>our(?: own)?)\b", re.IGNORECASE
)
_WE = re.compile(r"\b(?:we|us)\b(?!['’])", re.IGNORECASE)


def named_force(text: str, force: str) -> str:
    """Return a question with "we" and "our" as the name of the asker's force, where it has one."""
    if not force:
        return text
    possessive = f"{force}'" if force.endswith("s") else f"{force}'s"
    named = _OURS.sub(lambda m: possessive if m["of"] or m["own"] else force, text)
    return _WE.sub(force, named)


def _dated(text: str, today: date) -> str:
    years = {"this year": today.year, "last year": today.year - 1}
    for phrase, year in years.items():
        text = re.sub(rf"\b{phrase}(?:['’]s)?\b", str(year), text, flags=re.IGNORECASE)
    return text


def _terms(text: str, scope: Scope) -> tuple[str, ...]:
    # What is missing beside a scope that is held is said so; it must not hide what is held.
    missing = scope.missing if scope.report_ids else ()
    taken = {*scope.tokens, *(word for name in missing for word in words(name))}
    return tuple(
        dict.fromkeys(
            word.removesuffix("'s")
            for word in words(text)
            if word not in STOPWORDS | TYPE_WORDS and word.removesuffix("'s") not in taken
        )
    )


def _other_report(text: str, scope: Scope) -> tuple[str, ...]:
    """Return the report that a question asks about by its place in a series, if none is named."""
    match = _OTHER_REPORT.search(text)
    return (match["name"],) if match and not scope.report_ids else ()


def _unknown_places(text: str, catalogue: ReportCatalogue, scope: Scope) -> tuple[str, ...]:
    """Return the names that stand where a place would and that the library's titles don't have.

    Only where reports are about places: elsewhere a name is anything that a passage may mention.
    """
    if not catalogue.by_place:
        return ()
    known = catalogue.vocabulary | set(scope.tokens) | _acronyms_spelt_out()
    names = [match["name"] for match in _IN_PLACE.finditer(text)]
    return tuple(name for name in dict.fromkeys(names) if _strange(name, known))


def _strange(name: str, known: frozenset[str] | set[str]) -> bool:
    tokens = [word.removesuffix("'s") for word in words(name)]
    return not name.isupper() and not any(
        word in known or month_number(word) or word.endswith("day") for word in tokens
    )


def _acronyms_spelt_out() -> set[str]:
    return {
        word
        for meanings in glossary().expansions.values()
        for meaning in meanings
        for word in words(meaning)
    }
