"""Whether a question goes on with the one before, or stands for itself."""

import re

from assistant.domain.queries import AnyOf, Ask, Condition, Field, RegisterQuery
from assistant.understanding.conversation.narrowing import (
    LONGEST_LEANING,
    LONGEST_NAME,
    STATES,
    narrows,
)
from assistant.understanding.conversation.widening import let_go
from assistant.understanding.recognise.entries import says_entries
from assistant.understanding.recognise.reading import Reading
from assistant.understanding.recognise.turns_of_talk import takes_back

_OPENING = re.compile(
    r"^(?:as an? (?:percentage|share|proportion|fraction)"
    r"|and|also|but|or|what about|how about|only|just|now|ok|okay|no|not|same|then|so|which of"
    r"|who else|any(?:one|body|thing) else|of (?:those|these|them)|minus|without"
    r"|excluding|except|by|per|drop|ignore|skip|hide"
    r"|lose|(?:take|leave|strip|filter) out"
    r"|sort(?:ed)?|group(?:ed)?"
    r"|split)\b"
)
_POINTING = re.compile(
    r"\b(?:they|them|those|these|it|that one|this one|the others?|ones|that|its|their)\b"
)
_PLACED = re.compile(
    r"\b(?:the )?(?P<place>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|last(?! (?:committee|jac|jiac|meeting|paper|week|month|quarter|year|time)\b)"
    r"|\d{1,2}(?:st|nd|rd|th)(?! (?:of )?[a-z]*(?:ber|ary|ch|il|may|june|july|ust)\b))(?: (?:one"
    r"|of (?:them|those|these)|rec|recommendation))?\b"
)
_MINE_OF_THEM = re.compile(
    r"(?:and |just |only |what about |which (?:of (?:those|them) )?are )?"
    r"(?:mine|for me|ours|for us)"
)
_ONLY_THESE = re.compile(r"(?:the )?(?:\w+ ){1,4}only")
_LONGEST = 12


def is_follow_up(reading: Reading, line: str, held: RegisterQuery) -> bool:
    """Return whether a question needs the query before it to be understood."""
    if len(line.split()) > _LONGEST:
        return False
    opened = _OPENING.match(line) and not _complete(reading, line)
    only = _MINE_OF_THEM.fullmatch(line) or _ONLY_THESE.fullmatch(line)
    bare = _is_bare(reading, line)
    of_the_table = held.ask is Ask.GROUP and _is_row(reading, line, held)
    wider = let_go(line) & fields_of(held.where)
    of_them = _ANY.match(line) and _of_the_list(reading, line, held)
    if opened or only or wider or of_them or of_the_table or bare or takes_back(reading.sheet.text):
        return True
    if narrows(reading, line, held) or _leans_on_what_was_said(reading, line):
        return True
    if reading.request.order and not reading.fields and "sort" in reading.sheet.claims:
        return True
    return bool(_POINTING.search(line) or placed(reading)) and not (
        reading.fields & {Field.REPORT, Field.REF, Field.OWNER}
    )


def _is_row(reading: Reading, line: str, held: RegisterQuery) -> bool:
    """Whether a row of the table just shown is asked for: "list Supt Jones's"."""
    named = bool(reading.fields) and reading.fields <= set(held.group_by)
    return named and len(line.split()) <= LONGEST_NAME and not _WHOLE.search(line)


_LISTED_ASKING = """
    who what which how when where why whose whats list show give tell is are do does did has have
    was were can could would will please find count name any anything anyone i we
"""
_ASKING = frozenset(_LISTED_ASKING.split())
_ONES = re.compile(r"\bones?\b")
_LONGEST_BARE = 6
_NEVER_BARE = frozenset({Field.REPORT, Field.TEXT, Field.ADDRESSEE})


def _is_bare(reading: Reading, line: str) -> bool:
    """Whether a message is no more than a period, a state or a name: "February?", "medium"."""
    words = line.split()
    if not words or words[0] in _ASKING or len(words) > _LONGEST_BARE or reading.unplaced:
        return False
    if says_entries(_ONES.sub("", line)) or _WHOLE.search(line) or reading.request.ask:
        return False
    if reading.mine and words[0] == "all":
        return False
    fields = reading.fields - {Field.STATUS} if reading.times.said else reading.fields
    return len(fields) <= 1 and bool(fields or reading.times.said) and not fields & _NEVER_BARE


def placed(reading: Reading) -> re.Match[str] | None:
    """Return where "the second one" is said; "oldest first" only sorts."""
    sheet = reading.sheet
    for match in _PLACED.finditer(sheet.line):
        first, last = sheet.word_range(*match.span())
        edge = "edge" in sheet.claims[first:last] and "due" in sheet.line
        if "sort" not in sheet.claims[first:last] and not edge:
            return match
    return None


_ANY = re.compile(
    r"^(?:and |so )?(?:(?:(?:is|are|was|were|do|does|have|has|did) (?:there )?)?"
    r"any(?:thing|one)?\b(?! else)"
    r"|how many (?:are|is|were|was|have|has)\b(?! (?:there|we|you|i|they)\b))"
)
_WHOLE = re.compile(
    r"\b(?:in total|altogether|overall|register|whole|force|we|our|us|everything|everyone)\b"
)
_NARROW = STATES | {Field.PRIORITY, Field.KIND, Field.CLOSED_ON, Field.UPDATED}


def _of_the_list(reading: Reading, line: str, held: RegisterQuery) -> bool:
    """Whether "anything overdue?" or "any for Supt Jones?" is asked of the list just given.

    A question that names both whose and what stands for itself.
    """
    asked = fields_of(held.where)
    if _WHOLE.search(line) or (asked and asked <= {Field.REF, Field.NUMBER}):
        return False
    if _POINTING.search(line):
        return True
    named, states = reading.fields - _NARROW, reading.fields & _NARROW
    return len(named) <= 1 and not (named and states) and not reading.mine


def corrects(reading: Reading, held: RegisterQuery) -> bool:
    """Return whether a bare name takes another's place: "Supt Smith", after "Supt Jones"."""
    asked, words = reading.request, reading.sheet.line.split()
    bare = (
        len(words) <= LONGEST_NAME
        and words[0] not in {"who", "what"}
        and not says_entries(reading.sheet.line)
    )
    asks = asked.ask or asked.wanted or asked.column or reading.mine or reading.unplaced
    fields = reading.fields
    named = len(fields) == 1 and fields <= _CORRECTED and fields <= fields_of(held.where)
    return bare and named and not asks and not reading.premise


_CORRECTED = frozenset(
    {Field.OWNER, Field.DELEGATE, Field.PORTFOLIO, Field.BUSINESS_AREA, Field.REPORT, Field.BOARD}
)


def _leans_on_what_was_said(reading: Reading, line: str) -> bool:
    """Whether a short question names no entries of its own: "how many are overdue?", "when?"."""
    entries = says_entries(_DATES_OF_IT.sub("", line) if reading.request.wanted else line)
    if entries or reading.mine or re.search(r"\b(?:in total|altogether|overall)\b", line):
        return False
    named = reading.fields - STATES
    request = reading.request
    counted = request.ask in {Ask.COUNT, Ask.GROUP, Ask.SHARE}
    ranked = bool(request.grouping_noun) and not reading.fields  # "Which report has most?"
    asks = counted or ranked or bool(request.wanted or request.column)
    return asks and not named and len(line.split()) <= LONGEST_LEANING


_DATES_OF_IT = re.compile(r"\bdeadlines?\b")


def _complete(reading: Reading, line: str) -> bool:
    """Whether a question that opens with "and" names all that it needs."""
    return bool(
        re.search(r"\b(?:how many|which|what) (?:recommendations|recs)\b", line)
        and not _POINTING.search(line)
        and reading.query.where
        and not line.startswith(("only", "just", "what about", "how about"))
    )


def field_of(each: Condition | AnyOf) -> Field | None:
    """Return the field of a plain condition; none of alternatives."""
    return each.field if isinstance(each, Condition) else None


def fields_of(where: tuple[Condition | AnyOf, ...]) -> set[Field | None]:
    """Return the fields of the plain conditions."""
    return {field_of(each) for each in where}
