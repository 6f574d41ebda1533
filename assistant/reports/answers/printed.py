"""Answering with what a paper prints as on a form: a small section, a labelled line, a number.

"Contact officer", "Purpose of report" and "Agenda item 6" are asked for in the very words that are
printed, and search, which looks for sentences, passes them over.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.answers import Outcome, Statement
from assistant.domain.sources import PassageKind
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import stem_set

_ASKED = re.compile(r"^\W*(?:who|what|which)(?:['’]s| is| was| are| were)?\b")
_FRAMING = stem_set("report paper document letter this here number set out page called")
_LABELLED = re.compile(r"[A-Z][\w ]{1,24}: \S")
_NUMBER = re.compile(r"\d")
_LONGEST = 6
"""Sentences of a section that is quoted whole."""
_SHORTEST = 2
"""Content words of a label that alone can be meant; with fewer it is met by chance."""


def answer_printed(reading: Reading) -> Found | None:
    """Return what is printed under, beside or as the very words asked for; none where nothing is.

    None either where several reports print it and the question names none of them.
    """
    question = reading.question
    match = _ASKED.match(fold(question.text))
    if question.missing_scope or match is None:
        return None
    asked = stem_set(question.text[match.end() :]) - _FRAMING
    if not asked:
        return None
    found: dict[str, list[Statement]] = {}
    for name, text in reading.texts.items():
        units = _under(text, asked) or [*_labelled(reading, text, asked)]
        if made := reading.cite_all(units):
            found[name] = made
    return Found(Outcome.ANSWERED, tuple(*found.values())) if len(found) == 1 else None


def _under(text: ReportText, asked: frozenset[str]) -> Sequence[Unit]:
    """Return the sentences of the small section whose heading is what is asked for."""
    own = [
        unit
        for unit in text.units.under(lambda names: bool(names) and _is(asked, names[-1]))
        if unit.passage.kind is PassageKind.TEXT
    ]
    return own if len(own) <= _LONGEST else []


def _labelled(reading: Reading, text: ReportText, asked: frozenset[str]) -> Iterator[Unit]:
    """Yield the lines of a form that have what is asked for, as a label's value or a number."""
    if len(asked) < _SHORTEST:
        return
    for each in reading.found:
        lines = text.of_passage(each.passage.id)
        form = bool(lines) and all(_LABELLED.match(line.text) for line in lines)
        if form and any(_is(asked, line.text.partition(": ")[2]) for line in lines):
            yield from lines
        else:
            yield from (line for line in lines if _is_numbered(asked, line.text))


def _is_numbered(asked: frozenset[str], line: str) -> bool:
    label = " ".join(word for word in line.split() if not _NUMBER.search(word))
    return label != line and _is(asked, label)


def _is(asked: frozenset[str], printed: str) -> bool:
    return stem_set(printed) - _FRAMING == asked
