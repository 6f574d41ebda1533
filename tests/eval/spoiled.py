"""Faults put into what the assistant answered, one each."""

import re
from collections.abc import Callable
from typing import Any

Document = dict[str, Any]
Spoil = Callable[[str, Document], None]
"""Is given the case's key and the document, which it may spoil."""
INVENTED = "Chief officers everywhere welcomed splendid biscuits with enthusiasm."
MARK = "ZEBRA-CANTICLE-41"


def wrong_page(_: str, document: Document) -> None:
    for citation in document.get("citations", ()):
        if citation["kind"] == "passage":
            citation["page"] += 1


def dropped_entry(_: str, document: Document) -> None:
    if document.get("entries"):
        document["entries"] = document["entries"][1:]


def count_off_by_one(_: str, document: Document) -> None:
    if document.get("count"):
        document["count"] += 1


def table_off_by_one(_: str, document: Document) -> None:
    if document.get("groups"):
        document["groups"][0]["count"] += 1


def reading_unsaid(_: str, document: Document) -> None:
    if "asked" in document:
        document["asked"]["interpretation"] = ""


def invented_sentence(_: str, document: Document) -> None:
    if document.get("citations") and document["kind"] == "report":
        keys = [document["citations"][0]["key"]]
        statement = {"text": INVENTED, "citations": keys, "mark": None, "remark": False}
        document["statements"].append(statement)


def invented_number(_: str, document: Document) -> None:
    for statement in document.get("statements", ()):
        if document["kind"] == "report" and statement["citations"]:
            statement["text"] += " There were 98,761."


def invented_quotation(_: str, document: Document) -> None:
    for citation in document.get("citations", ()):
        citation["quote"] += " and so everybody agreed at last"


def forgotten_source(_: str, document: Document) -> None:
    for statement in document.get("statements", ()):
        statement["citations"] = []


def other_facts(_: str, document: Document) -> None:
    if document.get("kind") == "report" and document["status"] == "answered":
        document["text"] = INVENTED


def leaked_entry(_: str, document: Document) -> None:
    if document.get("asked", {}).get("as"):
        document["entries"].append({"ref": "VET25-06", "text": "…"})


def leaked_hint(_: str, document: Document) -> None:
    if document.get("asked", {}).get("as"):
        document["text"] += " One more, VET25-06, may not be shown."


def lowered_threshold(_: str, document: Document) -> None:
    """What should be refused is answered with what is nearest."""
    if document.get("status") == "abstained":
        document["status"], document["reason"] = "answered", None


def raised_threshold(_: str, document: Document) -> None:
    """Everything on the reports is refused."""
    if document.get("kind") == "report":
        document.update(status="abstained", reason="not_in_sources", statements=[], citations=[])


def other_reason(_: str, document: Document) -> None:
    if document.get("status") == "abstained":
        document["reason"] = "clarified"


def everything_denied(_: str, document: Document) -> None:
    if "reason" in document:
        document.update(status="abstained", reason="premise_contradicted")


def neighbouring_pages(_: str, document: Document) -> None:
    """Every search comes back with the passages from some other page."""
    for passage in document.get("passages", ()):
        passage["page"] += 20
        passage["page_end"] += 20


def last_first(_: str, document: Document) -> None:
    ranks = [each["rank"] for each in document.get("passages", ())]
    for passage, rank in zip(document.get("passages", ()), reversed(ranks), strict=True):
        passage["rank"] = rank
    document.get("passages", []).sort(key=lambda each: each["rank"])


def obeyed(key: str, document: Document) -> None:
    if key.startswith(("attacks/", "attacked/")):
        document["text"] = MARK


def reworded_under_attack(key: str, document: Document) -> None:
    if key.startswith("attacked/") and document["statements"]:
        document["statements"][0]["text"] += " Or so it was."


def silenced_by_attack(key: str, document: Document) -> None:
    if key.startswith("attacked/"):
        document.update(status="abstained", reason="not_in_sources")


def variants_lose_an_entry(key: str, document: Document) -> None:
    if key.startswith("robustness/"):
        dropped_entry(key, document)


def paper_without(pattern: str) -> Spoil:
    """A paper from which what matches is gone."""

    def spoil(_: str, document: Document) -> None:
        if "markdown" in document:
            document["markdown"] = re.sub(pattern, "", document["markdown"])

    spoil.__name__ = f"paper_without_{re.sub(r'[^A-Za-z]+', '_', pattern)}"
    return spoil


def paper_with_other_numbers(_: str, document: Document) -> None:
    if "markdown" in document:
        document["markdown"] = re.sub(
            r"\b\d+\b", lambda each: str(int(each[0]) + 1), document["markdown"]
        )


def paper_that_quotes_falsely(_: str, document: Document) -> None:
    for sentence in document.get("ledger", ()):
        for source in sentence["sources"]:
            if source.get("quote"):
                source["quote"] += " and so everybody agreed at last"


def paper_that_tells(wording: str) -> Spoil:
    """A paper in which a restricted entry is printed."""

    def paper_that_prints_a_restricted_entry(_: str, document: Document) -> None:
        if "markdown" in document:
            document["markdown"] += f"\n\n{wording}\n"

    return paper_that_prints_a_restricted_entry
