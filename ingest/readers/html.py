"""Reads web pages: the report in them, without the site around it and without what isn't seen."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from assistant.domain.documents import BlockKind, Document
from assistant.domain.errors import InvalidInput
from ingest.readers.characters import decode
from ingest.readers.flow import Draft, Flow
from ingest.readers.sniff import MediaType
from ingest.readers.web.blocks import BlockWalk
from ingest.readers.web.hidden import Furniture, Unseen
from ingest.readers.web.nodes import check_depth

_ENOUGH = 200
"""Characters that the main part must hold to be believed."""
_SHORT = 5_000
_ERROR_PAGE = re.compile(
    r"\b(?:not found|404|403|error|access denied|forbidden|unavailable)\b", re.I
)
_PUBLISHED = re.compile(
    r"(?:first\s+)?(?:published|publication date|date of publication)(?:\s+on)?\s*:?\s{0,5}"
    r"(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+\w{3,9},?\s+\d{4}",
    re.I,
)


def read_html(data: bytes) -> Document:
    """Read a web page as one page.

    Raises:
        InvalidInput: it is nested too deep, too big, or shows no text.
    """
    markup, note = decode(data, markup=True)
    check_depth(markup)
    page = LexborHTMLParser(markup)
    if page.body is None:
        raise InvalidInput("The file holds no text that a reader would see.")
    skip = Furniture(page)
    drafts = _drafts(page, skip)
    flow = Flow()
    flow.add_all(drafts)
    title = page.css_first("head title")
    notes = [note] if note else []
    if skip.hidden:
        notes.append(f"{skip.hidden} pieces of hidden text were left out.")
    if skip.outside:
        notes.append(f"{skip.outside} embedded pages or objects were not fetched.")
    heading = title.text() if title is not None else ""
    if len(page.body.text(deep=True)) < _SHORT and _ERROR_PAGE.search(heading):
        notes.append("It looks like an error page of a web site, not like a report.")
    return flow.document(MediaType.HTML, heading, notes)


def _drafts(page: LexborHTMLParser, skip: Furniture) -> list[Draft]:
    body = page.body
    assert body is not None  # noqa: S101 - checked by the caller, for the type checker
    main = _main(page, skip)
    if main is None:
        drafts = list(BlockWalk(skip).drafts(body))
        # A page that is all furniture by its names is read whole rather than lost.
        return drafts or list(BlockWalk(Unseen(page)).drafts(body))
    drafts = list(BlockWalk(skip).drafts(main))
    return [*_before(page, main, skip, drafts), *drafts]


def _main(page: LexborHTMLParser, skip: Furniture) -> LexborNode | None:
    """Return the one element that holds the report, if the page marks it."""
    for selector in ("main", "[role=main]", "article"):
        found = page.css(selector)
        if len(found) == 1 and not skip(found[0]):
            text = found[0].text(deep=True)
            if len(text.strip()) >= _ENOUGH or selector != "article":
                return found[0]
    return None


def _before(
    page: LexborHTMLParser, main: LexborNode, skip: Furniture, drafts: list[Draft]
) -> Iterator[Draft]:
    """Yield the title and date of publication that some sites set outside the main part."""
    inside = "\n".join(draft.text for draft in drafts)
    if not any(draft.kind is BlockKind.HEADING and draft.level == 1 for draft in drafts):
        for heading in page.css("h1"):
            text = " ".join(heading.text(deep=True).split())
            if text and text not in inside and not skip(heading):
                yield Draft(BlockKind.HEADING, text, None, 1)
                break
    if not _PUBLISHED.search(inside) and page.body is not None:
        around = BlockWalk(skip).drafts(page.body)
        for draft in around:
            found = _PUBLISHED.search(" ".join(draft.text.split()))
            if found:
                yield Draft(BlockKind.PARAGRAPH, found.group())
                break
