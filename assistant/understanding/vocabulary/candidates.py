"""Words that can be something which the register prints, before it is settled what."""

import re
from dataclasses import dataclass

from assistant.domain.queries import Field
from assistant.understanding.vocabulary.title_mentions import Mention
from assistant.understanding.vocabulary.vocabulary import Meaning
from assistant.understanding.words.sheet import Sheet

UNITS = (Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD)


AFTER = (
    (re.compile(r"portfolios?"), Field.PORTFOLIO),
    (re.compile(r"areas?|business|teams?|units?|departments?|commands?"), Field.BUSINESS_AREA),
    (re.compile(r"boards?"), Field.BOARD),
    (re.compile(r"reports?|inspections?|thematics?|reviews?"), Field.REPORT),
)


FINDING = re.compile(r"recommendations?|recs?|afis?|actions?|report|inspection|numbers?")
"""What both a unit and a report may be asked for by the same name; "entries" are a unit's."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words with all that they can mean, or the report that they name."""

    first: int
    last: int
    weight: int
    rank: int
    meanings: tuple[Meaning, ...] = ()
    mention: Mention | None = None


def with_cue_noun(sheet: Sheet, last: int, where: Field) -> int:
    """Return where a name ends with the noun for what it is: "Crime portfolio"."""
    for pattern, each in AFTER:
        if sheet.word(last + 1) == "for" and sheet.word(last + 2) == "improvement":
            continue
        if each is where and pattern.fullmatch(sheet.word(last)) and sheet.is_free(last, last + 1):
            more = sheet.word(last) == "business" and sheet.word(last + 1) in {"area", "areas"}
            return last + (2 if more else 1)
    return last
