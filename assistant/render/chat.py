"""An answer as chat programs show it: sources below the text, and citations with their places."""

import re
from typing import Any
from urllib.parse import quote

Document = dict[str, Any]


def sources_text(document: Document, base: str) -> str:
    """Return the list of sources that stands below the text; nothing where there are none."""
    if not document["citations"]:
        return ""
    lines = [f"[{each['key']}] {title(each)}: {_url(each, base)}" for each in document["citations"]]
    return "\n\nSources:\n" + "\n".join(lines)


def annotations(document: Document, text: str, base: str) -> list[Document]:
    """Return every mention of a source in the text, with where it opens."""
    cited = {each["key"]: each for each in document["citations"]}
    return [
        {
            "type": "url_citation",
            "url_citation": {
                "start_index": found.start(),
                "end_index": found.end(),
                "title": title(cited[found[1]]),
                "url": _url(cited[found[1]], base),
            },
        }
        for found in re.finditer(r"\[(\d+)\]", text)
        if found[1] in cited
    ]


def title(citation: Document) -> str:
    """Return what a source is called in a list."""
    if citation["kind"] == "register":
        return f"{citation['ref']}, {citation['sheet']} row {citation['row']}"
    page = citation["page_label"] or citation["page"]
    return f"{citation['title']}, page {page}"


def _url(citation: Document, base: str) -> str:
    if citation["kind"] == "register":
        return f"{base}/register/{quote(citation['ref'], safe='')}"
    return f"{base}{citation['url']}"
