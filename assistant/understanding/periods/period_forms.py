"""Forms of words that name days and stretches of days, each with what reads it."""

from collections.abc import Callable

from assistant.understanding.periods.day_readers import (
    read_day_of_month,
    read_feast,
    read_impossible,
    read_in_new_year,
    read_late_between,
    read_numbers,
    read_part_of_month,
    read_week_on,
    read_weekend,
)
from assistant.understanding.periods.moments import Case, Moment
from assistant.understanding.periods.period_readers import (
    read_ahead,
    read_beyond,
    read_committee,
    read_committee_of_month,
    read_day_alone,
    read_day_of_range,
    read_financial,
    read_gone,
    read_late,
    read_month_alone,
    read_quarter,
    read_relative_day,
    read_relative_unit,
    read_rest,
    read_soon,
    read_weekday,
    read_year_alone,
)
from assistant.understanding.periods.period_words import (
    COMMITTEE,
    LATE_BY,
    MONTH,
    NUMBER,
    SEVERAL,
    UNIT,
)

FORMS: tuple[tuple[str, Callable[[Case], Moment | None]], ...] = (
    (r"\b(?P<day>today|tomorrow|yesterday)\b", read_relative_day),
    (
        r"(?:(?<=between )|(?<=from ))(?P<day>now)\b(?=\s+(?:and|to|until|till)\b)",
        read_relative_day,
    ),
    (
        r"\b(?P<which>this|current|next|coming|last|previous)\s+(?P<unit>week|fortnight|month"
        r"|quarter|calendar\s+year|financial\s+year|fiscal\s+year|tax\s+year|fy|year)\b",
        read_relative_unit,
    ),
    (
        rf"\b(?:(?:in|within|over|during|for)\s+)?(?:the\s+)?(?:next|coming|following)\s+"
        rf"(?P<number>{NUMBER})\s+(?P<unit>{UNIT})\b"
        r"(?!\s+(?:from|after|before)\s+(?:the\s+)?\d)",
        read_ahead,
    ),
    (
        rf"\b(?:within|in|inside)\s+(?:(?:under|less\s+than|at\s+most|no\s+more\s+than|about"
        rf"|the)\s+)?(?P<number>{NUMBER})\s+(?P<unit>{UNIT})(?:['’]?\s+time)?"
        r"(?:\s+(?:of|from)\s+(?:today|now))?\b"
        r"(?!\s+(?:from|after|before)\s+(?:the\s+)?\d)",
        read_ahead,
    ),
    (
        r"\b(?:in|within|over|during)\s+the\s+(?:next|coming)\s+(?P<number>)"
        r"(?P<unit>week|fortnight|month)\b",
        read_ahead,
    ),
    (
        rf"\b(?:(?:in|within|over|during)\s+)?(?:the\s+)?(?:last|past|previous)\s+"
        rf"(?P<number>{NUMBER})\s+(?P<unit>{UNIT})\b",
        read_gone,
    ),
    (
        r"(?:(?<=updated )|(?<=update )|(?<=updates )|(?<=touched )|(?<=reviewed ))(?:for|in)\s+"
        rf"(?:(?:more\s+than|over|at\s+least)\s+)?(?P<number>{NUMBER})\s+(?P<unit>{UNIT})"
        r"(?:\s+(?:or\s+(?:more|longer)|plus))?\b",
        read_gone,
    ),
    (
        r"\b(?:in|over|during)\s+the\s+past\s+(?P<number>)"
        r"(?P<unit>week|fortnight|month|quarter|year)\b",
        read_gone,
    ),
    (
        rf"\b(?:overdue|late)\s+(?:by\s+|for\s+)?(?:between\s+)?(?P<least>{NUMBER})\s*"
        rf"(?:to|and|-|–)\s*(?P<most>{NUMBER})\s+(?P<unit>day|week|month)s?\b",
        read_late_between,
    ),
    (
        rf"\b(?:between\s+)?(?P<least>{NUMBER})\s*(?:to|and|-|–)\s*(?P<most>{NUMBER})\s+"
        r"(?P<unit>day|week|month)s?\s+(?:overdue|late)\b",
        read_late_between,
    ),
    (r"\b(?:(?P<which>this|next|last|the)\s+)(?:coming\s+)?weekend\b", read_weekend),
    (rf"(?<=the )(?P<month>{MONTH})\s+one\b(?P<month2>)", read_committee_of_month),
    (rf"\b(?:overdue|late)\s+{LATE_BY}(?P<more2>\s+or\s+more|\s+plus)?\b(?!\s+ago)", read_late),
    (
        rf"\b(?P<number>\d{{1,3}})(?P<more2>\+| plus)\s+(?P<unit>{UNIT})\s+(?:overdue|late)\b",
        read_late,
    ),
    (
        rf"\b(?P<more>)(?P<number>{NUMBER})\s+(?P<unit>{UNIT})(?P<more2>\s+(?:or\s+(?:more"
        r"|longer)|plus))\s+(?:overdue|late)\b",
        read_late,
    ),
    (rf"\b{LATE_BY}\s+(?:overdue|late|past\s+(?:due|the(?:ir)?\s+deadline))\b", read_late),
    (
        r"\b(?:due|expiring)\s+(?:very\s+)?(?:soon|shortly)\b|\bcoming\s+up\b|\bupcoming\b"
        r"|\bsoon\b",
        read_soon,
    ),
    (
        rf"\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?\s+(?P<month>{MONTH})\b",
        read_day_alone,
    ),
    (
        rf"\b(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)",
        read_day_alone,
    ),
    (
        r"\b(?:the\s+)?(?:first|second|third|fourth|last|1st|2nd|3rd|4th)\s+week\s+(?:of|in)\s+"
        rf"(?:{MONTH}|(?:this|next)\s+month)\b(?:\s+20\d\d)?",
        read_part_of_month,
    ),
    (
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?=\s*(?:to|-|–|and|until|till)\s*(?:the\s+)?\d{1,2}"
        rf"(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTH})\b(?:\s+(?P<year>20\d\d))?)",
        read_day_of_range,
    ),
    (
        rf"\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?\s+(?P<month>{MONTH})\b"
        r"(?:,?\s+(?P<year>20\d\d))?",
        read_impossible,
    ),
    (
        rf"\b(?:early|mid|late|the\s+(?:middle|early\s+part"
        rf"|latter\s+part)\s+of)[\s-]+(?:in\s+)?(?:{MONTH}"
        r"|20\d\d|(?:this|next)\s+(?:month|year|quarter))\b(?:\s+20\d\d)?",
        read_part_of_month,
    ),
    (
        r"(?:(?<=on )|(?<=by )|(?<=before )|(?<=after )|(?<=since )|(?<=until )"
        r"|(?<=due ))(?:the\s+)?"
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)(?:\s+of\s+(?P<which>this|next|last"
        r"|the)\s+month)?\b(?!\s+\w+ber)",
        read_day_of_month,
    ),
    (
        r"(?<![\w./-])(?P<day>\d{1,2})(?P<x>[./-])(?P<month>\d{1,2})(?P=x)(?P<year>20\d\d|\d\d)"
        r"(?![\w/-])",
        read_numbers,
    ),
    (
        r"(?:(?<=on )|(?<=by )|(?<=before )|(?<=after )|(?<=since )|(?<=until )|(?<=due )"
        r"|(?<=from )"
        r"|(?<=to )|(?<=and )|(?<=between"
        r" ))(?P<day>\d{1,2})/(?P<month>\d{1,2})(?P<year>)(?![\w/-])",
        read_numbers,
    ),
    (
        r"\b(?:a|one)?\s*(?P<unit>week|fortnight)\s+on\s+(?P<weekday>(?:mon|tues|wednes|thurs|fri"
        r"|satur"
        r"|sun)day)\b",
        read_week_on,
    ),
    (r"\bin\s+(?:the\s+)?new\s+year\b", read_in_new_year),
    (rf"\b(?:(?P<which>this|next|last)\s+)?(?P<month>{MONTH})\b", read_month_alone),
    (r"(?<![\d/-])(?P<year>20[0-4]\d)(?![\d/-])", read_year_alone),
    (
        r"\b(?:fy\s*|(?:financial|fiscal|tax)\s+year\s+)?(?P<start>20\d\d)\s?[/-]\s?(?P<end>\d\d|20\d\d)\b(?![-/]\d)"
        r"(?:\s+(?:financial|fiscal|tax)\s+year\b)?",
        read_financial,
    ),
    (r"\bfy\s*(?P<start>\d\d|20\d\d)\b(?![/-])(?P<end>)", read_financial),
    (
        r"\b(?P<year0>20\d\d)\s*[-/]?\s*q(?P<digit>[1-4])\b(?P<word>)(?P<year>)(?P<end>)",
        read_quarter,
    ),
    (
        r"\b(?:(?P<kind>calendar|financial)\s+)?(?:q(?P<digit>[1-4])|(?P<word>first|second|third"
        r"|fourth|last|final)\s+quarter(?=\s+of))(?:\s*,?\s*(?:of\s+)?(?:the\s+)?"
        r"(?:(?:(?P<which>this|next|last|current)\s+)?(?P<kind2>financial|calendar|fiscal)\s+year"
        r"(?!\s+20\d\d)|(?:financial\s+year\s+|calendar\s+year\s+|fy\s*)?"
        r"(?P<year>20\d\d)(?:[/-](?P<end>\d\d)\b)?))?",
        read_quarter,
    ),
    (
        rf"\b(?P<month>{MONTH})(?:'s)?\s+(?:(?=(?:and|to)\s+(?:the\s+)?{MONTH}\s+{SEVERAL}\b)"
        rf"|(?:{COMMITTEE})\b)"
        rf"|\b(?:{COMMITTEE})\s+(?:in|of|from)\s+(?P<month2>{MONTH})\b(?!\s+20\d\d)",
        read_committee_of_month,
    ),
    (r"\blater\s+(?:on\s+)?(?:in\s+)?this\s+(?P<unit>week|month|quarter|year)\b", read_rest),
    (
        rf"\bmore\s+than\s+(?P<number>{NUMBER})\s+(?P<unit>{UNIT})\s+(?:from\s+(?:now|today)|away"
        r"|off|ahead|out|hence)\b",
        read_beyond,
    ),
    (
        rf"\bin\s+(?:more\s+than"
        rf"|over)\s+(?P<number>{NUMBER})\s+(?P<unit>{UNIT})(?:['’]?\s+time)?\b",
        read_beyond,
    ),
    (
        r"\b(?P<feast>christmas|xmas|boxing|new\s+year(?:['’]?s)?|bonfire|guy\s+fawkes|halloween"
        r"|hallowe['’]en|st\.?\s+david['’]?s|easter|good\s+friday)\b"
        r"(?:\s+(?:day|eve|night|sunday|monday)\b)?(?:\s+(?P<year>20\d\d)\b)?",
        read_feast,
    ),
    (
        rf"\b(?P<which>last|previous|most\s+recent|next|coming)\s+(?:{COMMITTEE})\b"
        rf"|(?<=before the )(?:{COMMITTEE})\b|(?<=by the )(?:{COMMITTEE})\b",
        read_committee,
    ),
    (
        r"\b(?:(?P<which>next|last|this)\s+)?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)"
        r"day)\b",
        read_weekday,
    ),
)
