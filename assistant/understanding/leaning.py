"""Whether a question goes on with the one before, or stands for itself."""

import re

from assistant.domain.queries import AnyOf, Ask, Condition, Field, RegisterQuery
from assistant.understanding.narrowing import LONGEST_LEANING, LONGEST_NAME, STATES, narrows
from assistant.understanding.reading import Reading
from assistant.understanding.recognise_entries import says_entries

_OPENING = re.compile(
    r"^(?:as an? (?:percentage|share|proportion|fraction)"
    r"|and|also|but|or|what about|how about|only|just|now|ok|okay|no|not|same|then|so|which of"
    r"|who else|any(?:one|body|thing) else|of (?:those|these|them)|any(?:thing"
    r" (?:from|in|for|by|with))?|minus|without|excluding|except|by|per|drop|ignore|skip|hide"
    r"|lose|(?:take|leave|strip|filter) out"
    r"|sort(?:ed)?|group(?:ed)?"
    r"|split)\b"
)
_POINTING = re.compile(
    r"\b(?:them|those|these|it|that one|this one|the others?|ones|that|its|their)\b"
)
PLACED = re.compile(
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
    words = line.split()
    if len(words) > _LONGEST:
        return False
    if _OPENING.match(line) and not _complete(reading, line):
        return True
    if _MINE_OF_THEM.fullmatch(line) or _ONLY_THESE.fullmatch(line):
        return True
    if narrows(reading, line, held):
        return True
    if _leans_on_what_was_said(reading, line):
        return True
    return bool(_POINTING.search(line) or PLACED.search(line)) and not (
        reading.fields & {Field.REPORT, Field.REF, Field.OWNER}
    )


def corrects(reading: Reading, held: RegisterQuery) -> bool:
    """Return whether a bare name takes another's place: "Supt Smith", after "Supt Jones"."""
    asked, words = reading.request, reading.sheet.line.split()
    bare = len(words) <= LONGEST_NAME and not says_entries(reading.sheet.line)
    asks = asked.ask or asked.wanted or asked.column or reading.mine or reading.unplaced
    fields = reading.fields
    named = len(fields) == 1 and fields <= _CORRECTED and fields <= fields_of(held.where)
    return bare and named and not asks and not reading.premise


_CORRECTED = frozenset(
    {Field.OWNER, Field.DELEGATE, Field.PORTFOLIO, Field.BUSINESS_AREA, Field.REPORT, Field.BOARD}
)


def _leans_on_what_was_said(reading: Reading, line: str) -> bool:
    """Whether a short question names no entries of its own: "how many are overdue?", "when?"."""
    if (
        says_entries(line)
        or reading.mine
        or re.search(r"\b(?:in total|altogether|overall)\b", line)
    ):
        return False
    named = reading.fields - STATES
    asks = reading.request.ask in {Ask.COUNT, Ask.GROUP, Ask.SHARE} or bool(reading.request.wanted)
    return asks and not named and len(line.split()) <= LONGEST_LEANING


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
