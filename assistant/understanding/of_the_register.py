"""Tells what only the register can answer from what a report could answer too."""

import re

from assistant.domain.plans import Plan
from assistant.domain.queries import AnyOf, Ask, Condition, Field
from assistant.understanding.lexicon import ENTRY_NOUNS
from assistant.understanding.recognise_entries import says_entries
from assistant.understanding.route import MADE, REPORT_SUBJECT, REPORT_WORDS

_ASKS_OF_THE_REGISTER = frozenset({Ask.NEXT, Ask.LAST, Ask.GROUP, Ask.SHARE, Ask.CHANGE})
_OF_THE_REGISTER = frozenset(
    {Field.STATUS, Field.OVERDUE, Field.OWNER, Field.DELEGATE, Field.DUE, Field.CLOSED_ON,
     Field.PRIORITY, Field.UPDATED, Field.DUE_BASIS, Field.STATUS_TEXT}
)  # fmt: skip


OF_ENTRIES = re.compile(
    r"\b(?<!their )(?<!its )(?<!our )(?<!my )(?<!his )(?<!her )(?:own|owns|owned|owner|overdue)\b"
    r"|^(?:how many|what|whats|what is|what are|anything|which|who is)(?: \w+)? due\b(?! to\b)"
    r"|^how many (?:more|fewer) (?:\w+ ){0,3}(?:open|overdue|closed)\b"
    r"|^how many (?:are |come |came |is there |are there )?(?:from|out of|in) (?:the )?.{2,60}"
    r"\b(?:report|register|review|inspection|letter|thematic)$"
    r"|\b(?:asked|told|required|recommended|supposed|have|has) to do$"
    r"|^which (?:ones? )?(?:of (?:them|these|those) )?(?:are|is|have|has|were|was|do|need|still)\b"
)
"""Words by which a question speaks of entries of the register without naming any."""
_STRONG = frozenset({Field.OVERDUE, Field.OWNER, Field.DELEGATE, Field.DUE_BASIS})


def surely_of_the_register(plan: Plan, line: str) -> bool:
    """Whether what isn't wholly understood asks of entries, so that no report can answer it."""
    query = plan.register
    if query is None:
        return False
    if plan.mine or OF_ENTRIES.search(line):
        return True
    plain = [each for each in query.where if isinstance(each, Condition)]
    if any(each.field in _STRONG for each in plain):
        return True
    return says_entries(line) and speaks_of_states(query.where)


def lists_entries(line: str) -> bool:
    """Whether entries themselves are asked for, so that a report must say more to be the answer."""
    told = MADE.search(line) or REPORT_SUBJECT.search(line) or REPORT_WORDS.search(line)
    return bool(_LISTING.search(line)) and not told


_LISTING = re.compile(
    r"^(?:please |can you |could you )*(?:list|show|give|find|which|how many|any|all|the"
    r"|(?:are|is|do|does|has|have) (?:there )?any)\b.*"
    rf"\b{ENTRY_NOUNS}\b|\b{ENTRY_NOUNS}\W*$|^{ENTRY_NOUNS}\b"
)
"""Ways to ask for entries themselves, not for something about them."""


def asks_who_holds(plan: Plan) -> bool:
    """Whether a plan asks who has a report's entries: the register knows, whatever reports say."""
    query = plan.register
    if query is None or Field.OWNER not in query.wanted:
        return False
    return any(isinstance(each, Condition) and each.field is Field.REPORT for each in query.where)


def only_of_the_register(plan: Plan) -> bool:
    """Whether a plan asks what no report can tell, or goes on with a question to the register."""
    query = plan.register
    if query and (query.ask in _ASKS_OF_THE_REGISTER or speaks_of_states(query.where)):
        return True
    return plan.interpretation.endswith("continuing the last question")


def speaks_of_states(where: tuple[Condition | AnyOf, ...]) -> bool:
    """Whether conditions are of what only the register holds, which no report can answer."""
    return any(isinstance(each, Condition) and each.field in _OF_THE_REGISTER for each in where)
