"""Best passages by words, through tantivy's BM25."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import tantivy

from assistant.adapters.exact_index import best_first
from assistant.domain.errors import OutOfSpace, StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.language.words import STOPWORDS, words
from assistant.ports import Hit

_ANALYSER = "english"
_WEIGHTS = {"text": 1.0, "heading": 0.4, "title": 0.6}
"""A word in the passage itself says more than one in its headings or its report's title."""
_PAIRS, _PAIR_COUNTS = "pairs", 0.1
"""Field of the pairs of neighbouring words, stop words left out, and how much they count.

Words that stand side by side in question and passage say more than the same words apart: on
ObliQA's 2,788 development questions recall@10 of the whole rose from 0.793 to 0.799, on either half
of the questions. More does better there (0.801 with 0.15, 0.804 with 0.5), and puts fewer of the
sample library's answers first."""
_LONGEST = 256
"""Different words of one query; a pasted page is cut there."""
_HEAP_BYTES = 200_000_000
_SPARE = 32
"""Fetched beyond k, so that ties at the end are cut by id."""


def build(folder: Path, passages: Iterable[tuple[str, str, Visibility, str, str, str]]) -> None:
    """Write a new index from (passage id, report id, class, text, headings, title).

    Raises:
        StoreUnavailable: tantivy failed.
        OutOfSpace: the disk is full.
    """
    folder.mkdir()
    with _named_errors(folder):
        index = tantivy.Index(_schema(), path=str(folder))
        analyser = _analyser()
        index.register_tokenizer(_ANALYSER, analyser)
        # One thread: segments come out in the order of the passages.
        writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for name, report_id, visibility, text, heading, title in passages:
            writer.add_document(
                tantivy.Document(
                    id=name,
                    report=report_id,
                    visibility=visibility.value,
                    text=text,
                    heading=heading,
                    title=title,
                    **{_PAIRS: " ".join(_pairs(analyser, text))},
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        del writer, index
    for lock in folder.glob(".*.lock"):
        lock.unlink()
    # Opening takes this lock; the file is there from the start, so that opening changes nothing.
    (folder / ".tantivy-meta.lock").touch()


class TantivyWords:
    """Implements `ports.WordIndex` over one generation's folder, which it never changes."""

    def __init__(self, folder: Path) -> None:
        """Open the index.

        Raises:
            StoreUnavailable: it is missing or damaged.
        """
        self._folder = folder
        with _named_errors(folder):
            index = tantivy.Index.open(str(folder))
            index.register_tokenizer(_ANALYSER, _analyser())
            self._schema = index.schema
            self._has_pairs = _has_pairs(index.schema)
            self._searcher = index.searcher()
            self._held = {
                visibility
                for visibility in Visibility
                if self._searcher.doc_freq("visibility", visibility.value)
            }
        self._analyser = _analyser()
        self._analyse = self._analyser.analyze

    def count(self) -> int:
        """Return how many passages the index holds."""
        return int(self._searcher.num_docs)

    def spread(self, word: str) -> tuple[int, int]:
        """Return in how many passages' text a word occurs, and how many passages there are.

        Of several words the rarest counts.

        Raises:
            StoreUnavailable: the index is damaged.
        """
        with _named_errors(self._folder):
            counts = [self._searcher.doc_freq("text", stem) for stem in self._analyse(word)]
        return min(counts, default=0), self.count()

    def match(
        self, text: str, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the k best passages by BM25, ties by id. Text is words, never a query language.

        Raises:
            StoreUnavailable: the index is damaged.
        """
        stems = self._stems(text)
        if not stems or not classes or k <= 0:
            return []
        limit = min(k + _SPARE, max(self.count(), 1))
        with _named_errors(self._folder):
            query = self._query(self._terms(stems, text), classes, scope)
            found = self._searcher.search(query, limit, count=False).hits
            hits = [
                Hit(str(self._searcher.doc(address).get_first("id")), float(score))
                for score, address in found
            ]
        return sorted(hits, key=best_first)[:k]

    def _stems(self, text: str) -> list[str]:
        typed = dict.fromkeys(text.lower().split())
        telling = " ".join(word for word in typed if word.strip("?!.,;:'\"()") not in STOPWORDS)
        # A question of stop words alone is still a question.
        return list(dict.fromkeys(self._analyse(telling) or self._analyse(text)))[:_LONGEST]

    def _terms(self, stems: Sequence[str], text: str) -> Iterator[tantivy.Query]:
        for stem in stems:
            for field, weight in _WEIGHTS.items():
                yield self._term(field, stem, weight)
        if self._has_pairs:
            for pair in list(dict.fromkeys(_pairs(self._analyser, text)))[:_LONGEST]:
                yield self._term(_PAIRS, pair, _PAIR_COUNTS)

    def _query(
        self, terms: Iterable[tantivy.Query], classes: Sequence[Visibility], scope: Sequence[str]
    ) -> tantivy.Query:
        wanted = [(tantivy.Occur.Should, term) for term in terms]
        parts = [(tantivy.Occur.Must, tantivy.Query.boolean_query(wanted))]
        # Where every passage may be seen it isn't asked of each: four times as quick.
        if not self._held.issubset(classes):
            seen = self._one_of("visibility", [name.value for name in classes])
            parts.append((tantivy.Occur.Must, seen))
        if scope:
            parts.append((tantivy.Occur.Must, self._one_of("report", sorted(set(scope)))))
        return parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts)

    def _term(self, field: str, stem: str, weight: float) -> tantivy.Query:
        term = tantivy.Query.term_query(self._schema, field, stem, index_option="freq")
        return tantivy.Query.boost_query(term, weight)

    def _one_of(self, field: str, values: list[str]) -> tantivy.Query:
        among = tantivy.Query.term_set_query(self._schema, field, values)
        return tantivy.Query.const_score_query(among, 0.0)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("report", "visibility"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in _WEIGHTS:
        builder.add_text_field(field, tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_text_field(_PAIRS, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _has_pairs(schema: tantivy.Schema) -> bool:
    """Say whether an index has the field; those built before it was kept are searched without."""
    try:
        tantivy.Query.term_query(schema, _PAIRS, "", index_option="freq")
    except ValueError:
        return False
    return True


def _pairs(analyser: tantivy.TextAnalyzer, text: str) -> list[str]:
    """Return the stems of each two words that follow one another, stop words left out."""
    stems = analyser.analyze(" ".join(word for word in words(text) if word not in STOPWORDS))
    return [f"{first}_{second}" for first, second in pairwise(stems)]


def _analyser() -> tantivy.TextAnalyzer:
    """English stems, with accents aside so that place names are found as people type them."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


@contextmanager
def _named_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # tantivy's errors share no base
        if "No space left" in str(error):
            raise OutOfSpace(
                "No space is left for the word index. Free some and run the same command again."
            ) from error
        raise StoreUnavailable(
            f"The word index in {folder} can't be used ({error}). Run `liaison verify`."
        ) from error
