"""ObliQA: 2,788 questions on 40 regulatory documents of 13,732 numbered passages.

Each document is written as Markdown in which every passage stands under its own number as a
heading, nested as the numbers are; a passage that is no more than a title is only a heading. The
assistant splits along headings, so that each of its passages lies in one of ObliQA's: the one (or
ones, where a document repeats itself) of that document whose words hold its first words. Several
parts of one long passage count once, at the rank of the first; ten different passages are looked
at.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from eval.cases import Case
from eval.doors import By, Document, Door
from eval.libraries import Library, Places, ingest
from eval.originals import squeezed
from eval.shared.bm25 import Bm25

FOUND = 10
"""Different passages looked at."""
ASKED = 40
"""Parts asked for, of which several may belong to one passage."""
TITLE_WORDS = 12
DEEPEST = 6
FIRST_LETTERS = 120
"""Letters, spaces aside, by which a passage is known."""


def cases(shared_data: Path) -> list[Case]:
    """Every question, asked of the assistant."""
    return _asked(shared_data, "obliqa", "ObliQA, the assistant")


def words_cases(shared_data: Path) -> list[Case]:
    """Every question, asked of plain BM25 over the same passages."""
    return _asked(shared_data, "obliqa-bm25", "ObliQA, BM25 alone")


def _asked(shared_data: Path, library: str, kind: str) -> list[Case]:
    read = json.loads((shared_data / "obliqa" / "dev_questions.json").read_text(encoding="utf-8"))
    return [
        Case(
            id=f"{number:04}",
            kind=kind,
            question=each["question"],
            why="A question of ObliQA's development set.",
            dataset=library,
            library=library,
            request="search",
            expected_passages=_names(each["passages"]),
        )
        for number, each in enumerate(read, 1)
    ]


def hybrid(places: Places) -> Library:
    """Index the documents with the assistant."""
    home, folder = places.scratch / "obliqa", places.scratch / "obliqa-documents"
    if not home.exists():
        places.say("Indexing ObliQA's 40 documents; this takes some minutes")
        write_documents(places.shared("obliqa").parent, folder)
        ingest(home, folder)
    names = Names(_passages(places.shared("obliqa").parent))
    return Library(home, (folder,), around=lambda door: Naming(door, names))


def words_alone(places: Places) -> Library:
    """Index the passages with plain BM25."""
    shared = places.shared("obliqa").parent

    def door(_: Door | None) -> WordsAlone:
        names, texts = zip(
            *((_name(p["document"], p["passage"]), p["text"]) for p in _passages(shared)),
            strict=True,
        )
        return WordsAlone(names, Bm25(texts))

    return Library(None, (), around=door)


def write_documents(shared_data: Path, folder: Path) -> None:
    """Write each document as Markdown, with a heading a passage."""
    folder.mkdir(parents=True, exist_ok=True)
    by_document: dict[int, list[str]] = {}
    for each in _passages(shared_data):
        by_document.setdefault(each["document"], []).append(_section(each))
    for number, sections in by_document.items():
        path = folder / f"rulebook-{number:02}.md"
        path.write_text(f"# Rulebook {number}\n\n" + "\n".join(sections), encoding="utf-8")


def _section(passage: dict[str, Any]) -> str:
    number, text = passage["passage"], " ".join(passage["text"].split())
    level = "#" * min(DEEPEST, 2 + len(re.findall(r"\.\w", number)))
    if len(text.split()) <= TITLE_WORDS and not text.endswith((".", ";", ":", ",")):
        return f"{level} {number} {text}\n"
    return f"{level} {number}\n\n{text}\n"


class Naming:
    """A door that names ObliQA's passages in what a search brings back."""

    def __init__(self, inner: Door, names: "Names") -> None:
        self._inner = inner
        self._names = names

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def search(
        self, query: str, *, k: int = 10, report: str | None = None, by: By = "both"
    ) -> Document:
        """Search, and name the first ten different passages."""
        found = self._inner.search(query, k=ASKED, by=by)
        names = [name for each in found["passages"] for name in self._names.of(each)]
        return {"passages": [], "named": list(dict.fromkeys(names))[:FOUND]}


class WordsAlone:
    """A door to plain BM25; only searches pass it."""

    def __init__(self, names: tuple[str, ...], index: Bm25) -> None:
        self._names = names
        self._index = index

    def search(self, query: str, *, k: int = 10, report: str | None = None) -> Document:
        """Return the names of the best passages."""
        best = [self._names[at] for at in self._index.best(query, ASKED)]
        return {"passages": [], "named": list(dict.fromkeys(best))[:FOUND]}

    def close(self) -> None:
        """Nothing is held."""


class Names:
    """Finds ObliQA's passage in which one of the assistant's lies."""

    def __init__(self, passages: Iterable[dict[str, Any]]) -> None:
        self._texts: dict[int, list[tuple[str, str]]] = {}
        for each in passages:
            name = _name(each["document"], each["passage"])
            self._texts.setdefault(each["document"], []).append((name, squeezed(each["text"])))

    def of(self, passage: Document) -> list[str]:
        """ObliQA's names; where none fits, a name of its own, which takes a place as well."""
        document = int(re.findall(r"\d+", passage["source"])[0])
        first = squeezed(passage["text"])[:FIRST_LETTERS]
        found = [name for name, text in self._texts.get(document, ()) if first in text]
        return found or [f"{document}/not told: {first}"]


def _names(passages: list[dict[str, Any]]) -> list[str]:
    return sorted({_name(each["document"], each["passage"]) for each in passages})


def _name(document: int, passage: str) -> str:
    return f"{document}/{' '.join(passage.split())}"


@cache
def _read(path: Path) -> tuple[dict[str, Any], ...]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return tuple(json.loads(line) for line in lines)


def _passages(shared_data: Path) -> Iterator[dict[str, Any]]:
    yield from _read(shared_data / "obliqa" / "passages.jsonl.gz")
