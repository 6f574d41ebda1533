"""What a sentence says there is none of: "does not have a panel"."""

import re

from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.search.terms import normal, stem_set

_NAME = re.compile(r"\b[A-Z][\w'’-]+")
_NONE = re.compile(
    r"\b(?:does|do|did)(?:n't| not) (?:yet )?have(?: an?| any)? (?P<thing>[\w' -]+)"
    r"|\bthere (?:is|are|was|were|has been|had been) (?:no|none)\b"
    r" ?(?P<thing2>[\w' -]*)"
    r"|\b(?:makes?|made|gives?|gave|took|holds?|held|has|have|had) no (?P<thing3>[\w' -]+)"
)


_AFTER_NAME = re.compile(
    r"\s(?:of|for|to|in|on|by|with|that|which|until|at|from|between|and|or|when|as|yet|about)\b|,"
)


def thing_denied(question: str, clause: str) -> frozenset[str]:
    """Return the stems by which a question names what a clause says there is none of.

    Of "Wexmoor's stalking intervention panel" and "does not have a panel" all four.
    """
    head = _denied(clause, question)
    tokens = [word.removesuffix("'s") for word in words(question)]
    at = next((place for place, word in enumerate(tokens) if normal(word) == head), None)
    if at is None:
        return frozenset()
    named = [head]
    for word in reversed(words(question)[:at]):
        if word in STOPWORDS:
            break
        named.append(normal(word.removesuffix("'s")))
        if word.endswith("'s"):
            break
    said = {fold(name).removesuffix("'s") for name in _NAME.findall(clause)}
    return frozenset(named) if said <= set(tokens) | STOPWORDS else frozenset()


def _denied(clause: str, question: str) -> str:
    match = _NONE.search(fold(clause))
    if match is None or re.search(r"\b(?:since|until|because|unless)\b", fold(clause)):
        return ""
    thing = match["thing"] or match["thing2"] or match["thing3"] or ""
    named, *beyond = _AFTER_NAME.split(thing, maxsplit=1)
    if beyond and stem_set(beyond[0]) - stem_set(question):
        return ""  # "No plan for the remaining million" doesn't say that there is no plan.
    content = [normal(word) for word in words(named) if word not in STOPWORDS]
    return content[-1] if content else ""
