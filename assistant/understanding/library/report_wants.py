"""What kind of answer a question to the reports looks for."""

import re

from assistant.domain.plans import Want
from assistant.language.words import fold

_FINDING = r"(?:recommendations?|causes? (?:of|for) concern|areas? for improvement|actions?)"
_WANTS = (
    (
        Want.DEFINITION,
        r"\b(?:stands? for|define|definition of|meant by|meaning of|what does [\w\s'-]+ mean)\b"
        r"|^what (?:counts|qualifies) as\b"
        r"|^(?:what(?:'s| is) )?(?:the )?difference between an? "
        r"|^what(?:'s| is) (?:an? )?(?!the\b)[\w'/&-]+"
        r"(?: (?!(?:in|of|on|for|to|at|from|with|about)\b)[\w'/&-]+){0,2}\s*\?*$"
        r"|^what(?:'s| is| are) (?:the )?[a-z]*[/&]?[a-z]+\s*\?*$",
    ),
    (Want.COMPARISON, r"\b(?:compare|comparison|compared|differ\w*|versus|vs|or both)\b"),
    (
        Want.DATE,
        r"\b(?:when|(?:what|which) (?:date|day|month|year)|deadlines?|due date)\b",
    ),
    (
        Want.NUMBER,
        r"\b(?:how (?:many|much|long|old|often|far)|what (?:number|proportion|percentage|share)"
        r"|number of|what(?: (?:was|is|were)|'s)\b[\w\s',-]*\b(?:median|average|rate|cost|total"
        r"|percentage|proportion|number|budget|salary|population)"
        r"|how (?:big|large) (?:is|was|are|were)"
        r"|what(?:'s| is| was| were| are) (?:the|its|our|their|[\w-]+'s) (?:[\w-]+ ){0,2}(?:wait"
        r"|waiting times?|turnover|backlog|caseloads?|headcount|establishment|maximum sentence)"
        r"(?! list)"
        r"|what (?:did|does|do|will|would)\b.*\bcost)\b",
    ),
    (
        Want.WHO,
        r"\b(?:who|whom|whose|(?:what is|what was|what's|what are|what were) the names? of"
        r"|what(?:'s| is| was) (?:the )?(?:[\w-]+ ){0,3}?[\w-]+'s names?"
        r"|which (?:body|bodies|organi[sz]ations?|agency|agencies|boards?"
        r"|portfolios?|inspectorates?|authority|authorities|forces?|teams?"
        r"|compan(?:y|ies)|suppliers?|charit(?:y|ies)|banks?|councils?|universit(?:y|ies)))\b",
    ),
    (
        Want.WHERE,
        r"\bwhere\b(?! (?:does|do|did|is|was) (?:the|it|this) [\w\s]*(?:sa(?:y|id)|state))",
    ),
    (
        Want.FINDINGS,
        rf"\b(?:what|which|list|show|give|set out|summari[sz]e)"
        rf"(?: (?!(?:on|of|for|in|about|from|by)\b)[\w'&-]+){{0,9}} {_FINDING}\b"
        rf"|\b{_FINDING} (?:\d+|[ivx]+)\b",
    ),
    (
        Want.LIST,
        r"\b(?:list|which(?! (?:section|act|law|page|paragraph)\b)|what (?:are|were) the"
        r"|what (?:needs?|has|have) to (?:be )?improved?"
        r"|findings?|themes|reasons|factors|main points)\b",
    ),
    (
        Want.YES_NO,
        r"^(?:is|are|was|were|did|does|do|has|have|had|can|could|should|will|would|confirm)\b",
    ),
)


_KIND_DEFINED = re.compile(
    r"what(?:'s| is| does) an? (?:area for improvement|cause (?:of|for) concern|afi)(?: mean)?\W*"
)


_IN_A_CLAUSE = re.compile(r"^\W*(?:who|when|where|which)\b.* (?:about|over|of|on|knows?|knew) $")
"""Before a question word within a question: "who wrote about how long it took"."""
_REASON = re.compile(r"\W*(?:and |but |so )?(?:why|how come|for what reason)\b")


def wants(text: str) -> tuple[Want, ...]:
    """Return what a question asks for, in the order it asks."""
    folded = fold(text)
    found = []
    for want, pattern in _WANTS:
        match = re.search(pattern, folded)
        if match:
            found.append((match.start(), want))
    ordered = sorted(found, key=lambda each: each[0])
    kinds = [want for at, want in ordered if not _IN_A_CLAUSE.search(folded[:at])]
    if _REASON.match(folded):
        return (Want.TEXT,)
    if _KIND_DEFINED.fullmatch(folded):
        return (Want.DEFINITION,)
    between = "difference between" in folded
    if Want.DEFINITION in kinds and (between or Want.FINDINGS not in kinds):
        return (Want.DEFINITION,)
    facts = {Want.DATE, Want.NUMBER, Want.WHO, Want.WHERE}
    if facts & set(kinds):
        kinds = [want for want in kinds if want in facts | {Want.COMPARISON, Want.FINDINGS}]
    return tuple(want for want in kinds if want is not Want.DEFINITION) or (Want.TEXT,)
