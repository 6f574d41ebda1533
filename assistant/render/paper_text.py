"""Words around a paper that every form of it shares."""

import unicodedata

from assistant.domain.answers import PassageSource
from assistant.language.wording import british_day
from assistant.papers.paper import Front

DRAFT = "DRAFT"
NOTE = "NOTE TO THE AUTHOR – not for the committee. It falls away when the paper is approved."
_LONGEST_QUOTE = 60
"""Words of a quotation in a footnote; a longer one is cut at a word and marked."""
_TURNS = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}
"""Signs that turn the direction of what follows."""


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
    meeting = british_day(front.meeting) if front.meeting else "[date of the meeting]"
    item = f"Agenda item {front.agenda_item}" if front.agenda_item else "[agenda item]"
    return [front.marking, _capital(front.force), item, front.committee, meeting]


def footnote_text(source: PassageSource) -> str:
    """Return report, date, page and quotation."""
    day = f", {british_day(source.published)}" if source.published else ""
    printed = source.page_label
    label = f" (printed {printed})" if printed and printed != str(source.page) else ""
    words = source.quote.split()
    quote = " ".join(words[:_LONGEST_QUOTE]) + (" …" if len(words) > _LONGEST_QUOTE else "")
    return printable(f"{source.title}{day}, page {source.page}{label}: “{quote}”")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
