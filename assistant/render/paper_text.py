"""Words around a paper that every form of it shares."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.answers import PassageSource
from assistant.language.wording import say_day, say_page
from assistant.papers.paper import Front, Statement

DRAFT = "DRAFT"
NOTE = "NOTE TO THE AUTHOR – not for the committee. It falls away when the paper is approved."
_LONGEST_QUOTE = 60
"""Words of a quotation in a footnote; a longer one is cut at a word and marked."""
_TURNS = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}
"""Signs that turn the direction of what follows."""


class Called:
    """Footnotes in the order in which the text first calls them.

    A statement that quotes several sentences of one page has one footnote for it.
    """

    def __init__(self, *, once: bool) -> None:
        """Begin at 1.

        Args:
            once: A source that is called again keeps its number. Word numbers every call anew.
        """
        self._once = once
        self._sources: list[PassageSource] = []
        self._first: dict[PassageSource, int] = {}

    def numbers(self, statement: Statement) -> list[int]:
        """Return the numbers of a statement's footnotes."""
        by_page: dict[tuple[str, int], list[PassageSource]] = {}
        for source in statement.quotes:
            by_page.setdefault((source.report_id, source.page), []).append(source)
        return [self._number(_as_one(sources)) for sources in by_page.values()]

    def in_order(self) -> list[tuple[int, PassageSource]]:
        """Return every footnote with its number."""
        return list(enumerate(self._sources, 1))

    def _number(self, source: PassageSource) -> int:
        if self._once and source in self._first:
            return self._first[source]
        self._sources.append(source)
        self._first[source] = len(self._sources)
        return len(self._sources)


def _as_one(sources: Sequence[PassageSource]) -> PassageSource:
    """Return the quotations of one page as one, what stands between them marked as left out."""
    return replace(sources[0], quote=" … ".join(dict.fromkeys(each.quote for each in sources)))


def printable(text: str) -> str:
    """Return text without what can't be printed; line ends are kept."""
    return "".join(
        char
        for char in text
        if char == "\n"
        or (unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co"} and char not in _TURNS)
    )


def front_lines(front: Front) -> list[str]:
    """Return the lines above the title."""
    meeting = say_day(front.meeting) if front.meeting else "[date of the meeting]"
    item = f"Agenda item {front.agenda_item}" if front.agenda_item else "[agenda item]"
    return [front.marking, _capital(front.force), item, front.committee, meeting]


def footnote_text(source: PassageSource) -> str:
    """Return report, date, page and quotation."""
    day = f", {say_day(source.published)}" if source.published else ""
    page = say_page(source.page, source.page_label)
    words = source.quote.split()
    quote = " ".join(words[:_LONGEST_QUOTE]) + (" …" if len(words) > _LONGEST_QUOTE else "")
    return printable(f"{source.title}{day}, {page}: “{quote}”")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
