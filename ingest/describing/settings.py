"""The words by which documents speak of inspectorates, kinds of report and authorities."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class WordsAbout:
    """The contents of metadata.yaml."""

    inspectorates: tuple[tuple[str, tuple[str, ...]], ...]
    """Name as answers print it, and patterns."""
    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    committee_paper: tuple[str, ...]
    authority_before: tuple[str, ...]
    authority_after: tuple[str, ...]
    nations: frozenset[str]


@cache
def words_about() -> WordsAbout:
    """Return the words, read once."""
    text = files("ingest").joinpath("metadata.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return WordsAbout(
        inspectorates=_named(data["inspectorates"]),
        kinds=_named(data["kinds"]),
        committee_paper=tuple(data["committee_paper"]),
        authority_before=tuple(data["authority_before"]),
        authority_after=tuple(data["authority_after"]),
        nations=frozenset(data["nations"]),
    )


def _named(entries: list[dict[str, Any]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((entry["name"], tuple(entry["patterns"])) for entry in entries)
