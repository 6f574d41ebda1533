"""Whether a sentence measures in the unit that a question asks for."""

import re

from assistant.language.numbers import find_numbers
from assistant.reports.matching.counted import Counted
from assistant.reports.search.terms import stem_set

LASTS = re.compile(
    r"\b(?:takes?|took|taken|lasts?|lasted|average|median|within|long|longer|needs?)\b"
)
_WAITS = re.compile(r"\b(?:wait|waits|waited|waiting|queue|delays?|delayed)\b")
OTHER = 0.4
"""A number that isn't told to be of the thing asked for, or of all there are of it."""
_OF_OTHER_KIND = 0.45
"""A length of time, where the time that something takes is asked for and it isn't told as that."""


def measures(counted: Counted, folded: str) -> float:
    """Return how well a folded sentence gives a measure: 1 in its unit, told as what is asked."""
    if not in_unit(counted.measure, folded):
        return OTHER
    if not counted.lasting or _TAKEN.search(folded):
        return 1.0
    if _WAITS.search(folded) and not counted.asked & _WAITING:
        return OTHER
    return 1.0 if LASTS.search(folded) else _OF_OTHER_KIND


_WAITING = stem_set("wait waiting waited delay delayed queue")
_TAKEN = re.compile(r"\b(?:takes?|took|taken|lasts?|lasted)\b")


def in_unit(unit: str, folded: str) -> bool:
    """Say whether a number of the unit stands in a folded sentence, in figures or words."""
    if re.match(r"per (?:\d|head)", unit):
        return unit in folded
    after = re.compile(rf"[ -]?(?:[a-z'-]+ ){{0,2}}?(?:{unit})(?!\w)")
    numbers = find_numbers(folded)
    if any(after.match(folded, number.end) for number in numbers):
        return True
    if "£" in unit and any(folded[: number.start].endswith("£") for number in numbers):
        return True
    alone = re.search(rf"\b(?:an?|every|each) (?:{unit})(?!\w)", folded)
    return bool(alone or _WITHOUT_NUMBER[_kind_of(unit)].search(folded))


def _kind_of(unit: str) -> str:
    kinds = {"aged": "age", "daily": "often", "per cent": "share"}
    return next((kind for word, kind in kinds.items() if word in unit), "")


_WITHOUT_NUMBER = {
    "": re.compile(r"(?!)"),
    "age": re.compile(
        r"\baged [\w-]+|\bwho (?:is|was) (?:\w+teen|\w+ty|\d+)\b"
        r"|\b(?:boy|girl|man|woman|child) of \w+"
    ),
    "often": re.compile(r"\b(?:once|twice|daily|weekly|fortnightly|monthly|quarterly|yearly)\b"),
    "share": re.compile(
        r"\b(?:half|(?:a|one|two) (?:thirds?|quarters?|fifths?|tenths?)"
        r"|(?:\d+|one|two|three|four|nine) in (?:every )?(?:\d+|two|three|four|five|six|ten"
        r"|twenty))\b"
    ),
}
"""What is measured without a number before the unit."""
