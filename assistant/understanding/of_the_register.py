"""Tells what only the register can answer from what a report could answer too."""

import re

from assistant.domain.plans import Plan
from assistant.domain.queries import AnyOf, Ask, Condition, Field
from assistant.language.words import STOPWORDS, fold
from assistant.understanding.recognise.entries import says_entries
from assistant.understanding.recognise.telling_words import QUALIFIERS, TELLING
from assistant.understanding.route import MADE
from assistant.understanding.words.lexicon import ENTRY_NOUNS, FIELD
from assistant.understanding.words.side_words import OF_ENTRIES, REPORT_SUBJECT, REPORT_WORDS

_ASKS_OF_THE_REGISTER = frozenset({Ask.NEXT, Ask.LAST, Ask.GROUP, Ask.SHARE, Ask.CHANGE})
_OF_THE_REGISTER = frozenset(
    {Field.STATUS, Field.OVERDUE, Field.OWNER, Field.DELEGATE, Field.DUE, Field.CLOSED_ON,
     Field.PRIORITY, Field.UPDATED, Field.DUE_BASIS, Field.STATUS_TEXT}
)  # fmt: skip
_STRONG = frozenset({Field.OVERDUE, Field.OWNER, Field.DELEGATE, Field.DUE_BASIS})


def surely_of_the_register(plan: Plan, line: str) -> bool:
    """Whether what isn't wholly understood asks of entries, so that no report can answer it."""
    query = plan.register
    if query is None:
        return False
    plain = [each for each in query.where if isinstance(each, Condition)]
    named = any(each.field is Field.REF for each in plain)
    if plan.mine or named or OF_ENTRIES.search(line):
        return True
    prioritised = "priority" in line and any(each.field is Field.PRIORITY for each in plain)
    if prioritised or any(each.field in _STRONG for each in plain) or _asks_for_entries(line):
        return True
    if NOT_BEGUN.search(line) or (_MOVED.search(line) and _names_units(plain)):
        return True
    if plan.unplaced and _left_to_the_register(plan.unplaced, query.where):
        return True
    return says_entries(line) and speaks_of_states(query.where)


def _left_to_the_register(words: tuple[str, ...], where: tuple[Condition | AnyOf, ...]) -> bool:
    """Whether what isn't understood is a column, or little beside what only the register has."""
    columns = all(_FIELD.fullmatch(fold(word)) for word in words)
    return columns or (speaks_of_states(where) and say_little(words))


NOT_BEGUN = re.compile(
    r"^(?:and |so )?(?:(?:is|are|do|does|have|has) )?(?:there |we |you )?(?:got |have )?"
    r"(?:any(?:thing)?|which|what|how many)(?: of)?(?: them| those| these| ones?| recs)?"
    r"(?: (?:is|are|has|have|that))*(?: still| been| s)*"
    r" (?:not|n t|nt|isn t|hasn t|haven t|yet)(?: yet| been| to be| to)*"
    r" (?:started|start|begun|begin|commenced|actioned|touched|looked at)$"
)
"""Asks for entries by a state that no register word stands for."""
_MOVED = re.compile(
    r"\b(?:moved|transferred|switched|passed|handed) (?:\w+ )?(?:from|to|between|into|out of)\b"
)


def _names_units(plain: list[Condition]) -> bool:
    return any(each.field in {Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD} for each in plain)


def say_little(words: tuple[str, ...]) -> bool:
    """Whether no word is left that a report could be searched for."""
    small = TELLING | QUALIFIERS | STOPWORDS | _UNITS_OF_TIME
    return all(fold(word) in small or _FIELD.fullmatch(fold(word)) for word in words)


_LISTED_UNITS = "day days week weeks fortnight month months quarter quarters year years"
_UNITS_OF_TIME = frozenset(_LISTED_UNITS.split())
_FIELD = re.compile(FIELD)


def _asks_for_entries(line: str) -> bool:
    told = MADE.search(line) or REPORT_SUBJECT.search(line) or REPORT_WORDS.search(line)
    return bool(_ENTRIES_ASKED.search(line)) and not told


_ENTRIES_ASKED = re.compile(
    r"^(?:please |can you |could you |show |list |give |find |me |us |which |any |all |the "
    r"|how many |(?:are|is) there |open |overdue |our )*"
    r"(?:recs|recommendations|afis|entries|items)\b|\b(?:recs|afis)\b"
    r"|\b(?:the|our|this) (?:register|tracker)\b"
)
"""Ways to ask for entries by the words that only those who keep a register use."""


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


def asks_what_must_be_done(plan: Plan, line: str) -> bool:
    """Whether all is asked for that someone must do, of which the register holds every entry."""
    where = plan.register.where if plan.register else ()
    addressed = {each.field if isinstance(each, Condition) else None for each in where}
    return addressed == {Field.ADDRESSEE} and bool(_MUST_DO.search(line))


_MUST_DO = re.compile(r"^what (?:must|should|does|do|has|have) .{1,60}\bdo$")


def only_of_the_register(plan: Plan) -> bool:
    """Whether a plan asks what no report can tell, or goes on with a question to the register."""
    query = plan.register
    if query and (query.ask in _ASKS_OF_THE_REGISTER or speaks_of_states(query.where)):
        return True
    return goes_on(plan)


def names_values_alone(plan: Plan, line: str) -> bool:
    """Whether a question is nothing but names of the register: "local policing but not custody"."""
    where = plan.register.where if plan.register else ()
    plain = [each for each in where if isinstance(each, Condition)]
    several = len(where) > 1 or any(each.negated for each in plain) or _is_one_name(plain, line)
    named = len(plain) == len(where) and {each.field for each in plain} <= _NAMED
    return several and named and not plan.unplaced and not _ASKING.search(line)


def _is_one_name(plain: list[Condition], line: str) -> bool:
    """Whether a question is the full name of a unit and nothing else."""
    names = {fold(value) for each in plain if each.field in _UNITS for value in each.values}
    return line.strip(" ?.!") in names and " " in line.strip()


_UNITS = frozenset({Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD})
_NAMED = frozenset(
    {Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD, Field.OWNER, Field.DELEGATE, Field.REPORT,
     Field.KIND, Field.STATUS, Field.PRIORITY, Field.NUMBER}
)  # fmt: skip
_ASKING = re.compile(
    r"\b(?:what|whats|how|hows|why|when|who|whos|where|is|are|was|were|do|does|did|has|have|had|can"
    r"|could|should|would|will)\b"
)


def goes_on(plan: Plan) -> bool:
    """Whether a plan goes on with the last question, which was one to the register."""
    return plan.interpretation.endswith("continuing the last question")


def speaks_of_states(where: tuple[Condition | AnyOf, ...]) -> bool:
    """Whether conditions are of what only the register holds, which no report can answer."""
    return any(isinstance(each, Condition) and each.field in _OF_THE_REGISTER for each in where)
