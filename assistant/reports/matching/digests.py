"""Publications that one document sets out, each under a heading with its date.

A committee's paper tells of many reports; what it says of one is no answer about another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from assistant.domain.plans import ReportQuestion, Want
from assistant.domain.sources import Report
from assistant.language.dates import find_dates
from assistant.language.words import words
from assistant.ports import Library
from assistant.reports.matching.reading import Reading
from assistant.understanding.vocabulary.title_mentions import Mention, ReportName
from assistant.understanding.vocabulary.titles import TitleIndex
from assistant.understanding.words.tokens import Token, tokenise

_FEWEST = 2
"""Dated headings from which on a document is a digest."""
_REPORTS_KEPT = 1024
"""Reports whose dated headings are remembered: every report found is asked for them."""
_FEWEST_WORDS = 3
_NAMED_BY = 2
"""Telling words of a title that name it without a word for a report beside them."""
_ASKED_OF = frozenset(
    words(
        """report review inspection thematic revisit publication paper study interim fieldwork
        inspected recommendation recommendations findings"""
    )
)
"""Words beside a title by which a publication is meant, not its subject."""

_FRAMING = frozenset(
    words("find finding findings found say said summary conclude conclusions report main paper")
)


@dataclass(frozen=True, slots=True)
class OfDigest:
    """What a question asks of the publications that a digest sets out."""

    question: ReportQuestion
    """The question inside the digest, the words that name the publications left out."""
    named: frozenset[str]
    """Headings of the publications that are named."""
    others: frozenset[str]
    """Headings of those that aren't."""
    summed_up: bool
    """Nothing is asked of them but what they say or found."""
    sure: bool
    """They are named as publications, not only by their subject."""


def asked_of_digest(reading: Reading) -> OfDigest | None:
    """Return what a question asks of publications in the one digest that sets them out; else none.

    Args:
        reading: Of the question in the whole library, or in its scope.
    """
    question = reading.question
    if question.missing_scope:
        return None
    tokens = tokenise(question.whole or question.text)
    found = [
        (report, headings, mentions)
        for report in _reports_found(reading)
        for headings, titles in [_publications(reading.stores.library, report)]
        if headings and (mentions := _mentions(titles, tokens))
    ]
    if len(found) != 1:
        return None
    ((report, headings, mentions),) = found
    named = {name.title for mention in mentions for name in mention.reports}
    said = {token.word for each in mentions for token in _name(each, tokens)}
    beside = _asked_beside(question, said)
    return OfDigest(
        question=replace(
            question,
            text=_counting_plainly(question, mentions, tokens),
            scope=(report.id,),
            scope_words=question.scope_words or report.title,
            terms=beside or question.terms,
        ),
        named=frozenset(heading for heading, name in headings.items() if name.title in named),
        others=frozenset(heading for heading, name in headings.items() if name.title not in named),
        summed_up=not beside,
        sure=all(_as_publication(each, tokens) for each in mentions),
    )


def _asked_beside(question: ReportQuestion, said: set[str]) -> tuple[str, ...]:
    """Return the terms beside the words that name publications; none where no more is asked."""
    terms = tuple(term for term in question.terms if term not in said)
    return terms if any(term not in _FRAMING for term in terms) else ()


def _counting_plainly(
    question: ReportQuestion, mentions: Sequence[Mention], tokens: Sequence[Token]
) -> str:
    """Return a question for a number without its publications' names.

    "How many fraud recommendations" counts what the section calls "recommendations".
    """
    if Want.NUMBER not in question.wants or question.text != (question.whole or question.text):
        return question.text
    text = question.text
    named = [token for each in mentions for token in _name(each, tokens)]
    for token in reversed([each for each in named if each.word not in _ASKED_OF]):
        text = text[: token.start] + text[token.end :].lstrip()
    return text


def publication_named(text: str, titles: TitleIndex) -> str | None:
    """Return the words by which a text names one publication as such; none where it doesn't."""
    tokens = tokenise(text)
    found = [each for each in titles.find(tokens) if _as_publication(each, tokens)]
    if len(found) != 1 or len(found[0].reports) != 1:
        return None
    named = _name(found[0], tokens)
    return text[named[0].start : named[-1].end]


def _reports_found(reading: Reading) -> list[Report]:
    ids = {each.passage.report_id for each in reading.found}
    return [report for report in reading.reports if report.id in ids]


def _publications(library: Library, report: Report) -> tuple[Mapping[str, ReportName], TitleIndex]:
    """Return the publications that a report sets out, by their headings, and what they are called.

    None of a report that sets out a single one.
    """
    return _dated_among(tuple(library.headings(report.id)))


@lru_cache(_REPORTS_KEPT)
def _dated_among(
    headings: tuple[tuple[int, tuple[str, ...]], ...],
) -> tuple[Mapping[str, ReportName], TitleIndex]:
    printed = dict.fromkeys(name for _, names in headings for name in names)
    found = {heading: name for heading in printed for name in _dated(heading)}
    kept = found if len(found) >= _FEWEST else {}
    return MappingProxyType(kept), TitleIndex(kept.values())


def _dated(heading: str) -> Iterator[ReportName]:
    """Yield the title of a heading that ends with one day, set apart from it: "Title – 4 May 2021".

    "Inspection date: 4 May 2021" names no publication.
    """
    dates = find_dates(heading)
    if len(dates) != 1 or dates[0].day is None or heading[dates[0].end :].strip(" )."):
        return
    before = heading[: dates[0].start].rstrip()
    title = before.rstrip(" –—-,(")
    if title != before and len(title.split()) >= _FEWEST_WORDS:
        yield ReportName(title, dates[0].day)


def _mentions(titles: TitleIndex, tokens: Sequence[Token]) -> list[Mention]:
    """Return the mentions of titles in a question, each of one title; as publications, if any."""
    found = [each for each in titles.find(tokens) if len(each.reports) == 1]
    sure = [each for each in found if _as_publication(each, tokens)]
    return sure or [each for each in found if each.main]


def _name(mention: Mention, tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the words that name a publication: in "the fraud report assesses", the first two."""
    named = tokens[mention.first : mention.last]
    ends = [at for at, token in enumerate(named, 1) if at > 1 and token.word in _ASKED_OF]
    return named[: ends[0]] if ends else named


def _as_publication(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether a mention names a publication itself: "the fraud report", "A duty to protect"."""
    beside = tokens[max(0, mention.first - 2) : mention.last + 1]
    return mention.strong >= _NAMED_BY or any(token.word in _ASKED_OF for token in beside)
