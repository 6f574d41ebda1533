"""How many reports a paper says that it is about, against those it tells of."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.domain.sources import Passage
from assistant.language.numbers import find_numbers
from assistant.language.sentences import sentences

_COUNTED = re.compile(r"\s+(?:[\w’'-]+\s+){0,4}?(?:reports|publications)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:following|published)\b", re.IGNORECASE)


class StatedReports(NamedTuple):
    """A sentence that says how many reports there are, and how many are told of."""

    sentence: str
    page: int
    stated: int
    told_of: int


def stated_reports(passages: Iterable[Passage], sections: Sequence[str]) -> list[StatedReports]:
    """Return every stated number of reports beside the number of sections about one."""
    found = []
    for passage in passages:
        if any(h.startswith(section) for h in passage.heading for section in sections):
            continue
        for start, end in sentences(passage.text):
            sentence = passage.text[start:end]
            for number in find_numbers(sentence) if _PUBLISHED.search(sentence) else ():
                if _COUNTED.match(sentence, number.end):
                    said = StatedReports(sentence, passage.page, int(number.value), len(sections))
                    found.append(said)
    return found
