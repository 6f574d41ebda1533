"""Doors that spoil what the assistant answers, one fault each."""

import copy
from collections.abc import Callable
from typing import Any

from eval.doors import Door

Document = dict[str, Any]
Spoil = Callable[[Document], None]


class SpoiledDoor:
    """Puts one fault into every document that passes."""

    def __init__(self, inner: "RememberingDoor", spoil: Spoil) -> None:
        self._inner = inner
        self._spoil = spoil

    def ask(self, question: str, **how: Any) -> Document:
        document = copy.deepcopy(self._inner.ask(question, **how))
        self._spoil(document)
        return document


class RememberingDoor:
    """Asks the inner door each question once."""

    def __init__(self, inner: Door) -> None:
        self._inner = inner
        self._known: dict[str, Document] = {}

    def ask(self, question: str, **how: Any) -> Document:
        key = repr((question, how))
        if key not in self._known:
            self._known[key] = self._inner.ask(question, **how)
        return self._known[key]


def wrong_page(document: Document) -> None:
    for citation in document["citations"]:
        if citation["kind"] == "passage":
            citation["page"] += 1


def dropped_entry(document: Document) -> None:
    document["entries"] = document["entries"][1:]


def count_off_by_one(document: Document) -> None:
    if document["count"]:
        document["count"] += 1


def invented_sentence(document: Document) -> None:
    if document["citations"] and document["kind"] == "report":
        keys = [document["citations"][0]["key"]]
        text = "Chief officers everywhere welcomed splendid biscuits with enthusiasm."
        statement = {"text": text, "citations": keys, "mark": None, "remark": False}
        document["statements"].append(statement)


def invented_number(document: Document) -> None:
    for statement in document["statements"]:
        if document["kind"] == "report" and statement["citations"]:
            statement["text"] += " There were 98,761."


def invented_quotation(document: Document) -> None:
    for citation in document["citations"]:
        citation["quote"] += " and so everybody agreed at last"


def forgotten_source(document: Document) -> None:
    for statement in document["statements"]:
        statement["citations"] = []


def leaked_entry(document: Document) -> None:
    if document["asked"]["as"]:
        document["entries"].append({"ref": "VET25-06", "text": "…"})


def leaked_hint(document: Document) -> None:
    if document["asked"]["as"]:
        document["text"] += " One more, VET25-06, may not be shown."


def lowered_threshold(document: Document) -> None:
    """What should be refused is answered with what is nearest."""
    if document["status"] == "abstained":
        document["status"], document["reason"] = "answered", None


def raised_threshold(document: Document) -> None:
    """Everything on the reports is refused."""
    if document["kind"] == "report":
        document.update(status="abstained", reason="not_in_sources", statements=[], citations=[])
