"""Measures every question of the sets that the weights are fitted on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.domain.people import LOCAL
from assistant.language.sentences import sentences
from assistant.language.words import quotable
from assistant.ports import Encoder
from assistant.reports.evidence.units import points_back
from assistant.reports.matching.features import measure
from assistant.reports.matching.measured_against import Surroundings, Wanted
from assistant.reports.matching.reading import read
from assistant.reports.matching.wanted import wanted_of
from assistant.reports.search.stores import ReportStores
from assistant.reports.search.terms import normal, rarity, stem_set
from assistant.reports.search.trace import Trace
from assistant.understanding.library.report_question import report_question
from assistant.understanding.library.report_scope import ReportCatalogue

ONE_IN = 4
"""Of the answerable questions one in so many, told by its length, is asked of the whole library."""
NEAREST = 5
"""Passages read where a whole library is searched."""
OWN = -1
"""The article number of made-up pieces of reports."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One question with one set of evidence, sentences measured."""

    article: int
    setting: str
    answerable: bool
    measured: Numbers
    """A row a sentence."""
    holds_answer: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as sentences with their stems and vectors."""

    article: int
    text: str
    offsets: tuple[tuple[int, int], ...]
    stems: tuple[frozenset[str], ...]
    headings: tuple[frozenset[str], ...]
    """Stems of what stands above each sentence."""
    vectors: Numbers
    """Of the sentences, then of the whole."""
    headed: Numbers
    """Of the sentences under their headings."""
    questions: tuple[tuple[str, bool, tuple[int, ...]], ...]
    """Text, whether answerable, and where answers begin."""


def read_articles(articles: Sequence[Any], encoder: Encoder) -> list[Paragraph]:
    """Read the paragraphs of articles in the form of SQuAD."""
    found = []
    for number, article in enumerate(articles):
        title = article["title"].replace("_", " ")
        for paragraph in article["paragraphs"]:
            asked = [
                (each["question"].strip(), not each["is_impossible"], _starts(each["answers"]))
                for each in paragraph["qas"]
            ]
            headings = [title] * len(sentences(paragraph["context"]))
            found.append(_paragraph(number, paragraph["context"], headings, asked, encoder))
    return found


def read_pieces(pieces: Sequence[Any], encoder: Encoder) -> list[Paragraph]:
    """Read the made-up pieces of reports; their article is -1."""
    found = []
    for piece in pieces:
        lines, headings, lead_in = [], [], ""
        above = piece["heading"]
        for line in piece["lines"]:
            lines.append(line.removeprefix("- "))
            headings.append(f"{above} {lead_in}" if line.startswith("- ") else above)
            lead_in = lead_in if line.startswith("- ") else line
        starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
        asked = [
            (text, line is not None, () if line is None else (starts[line],))
            for text, line in piece["questions"]
        ]
        found.append(_paragraph(-1, "\n".join(lines), headings, asked, encoder))
    return found


def read_bank(bank: Path, stores: ReportStores) -> Iterator[Case]:
    """Measure the open questions on the sample library, as they are answered from it."""
    catalogue = ReportCatalogue.of(stores.library, LOCAL.classes)
    for each in yaml.safe_load(bank.read_text(encoding="utf-8"))["questions"]:
        question = report_question(
            each["question"], catalogue, date.fromisoformat(str(each["today"]))
        )
        found = read(question, stores, LOCAL.classes, Trace()).candidates
        evidence = [quotable(words) for words in each.get("evidence") or []]
        if each["context"] or not found:
            continue
        yield Case(
            OWN,
            "held" if each["expected_outcome"] == "answered" else "not held",
            each["expected_outcome"] == "answered",
            np.array([candidate.features.vector() for candidate in found]),
            np.array(
                [any(words in quotable(c.unit.text) for words in evidence) for c in found],
                dtype=bool,
            ),
        )


def _starts(answers: Sequence[Any]) -> tuple[int, ...]:
    return tuple(answer["answer_start"] for answer in answers)


def _paragraph(
    article: int,
    text: str,
    headings: Sequence[str],
    asked: Sequence[tuple[str, bool, tuple[int, ...]]],
    encoder: Encoder,
) -> Paragraph:
    offsets = tuple(sentences(text))
    pieces = [text[start:end] for start, end in offsets]
    return Paragraph(
        article=article,
        text=text,
        offsets=offsets,
        stems=tuple(stem_set(piece) for piece in pieces),
        headings=tuple(stem_set(heading) for heading in headings),
        vectors=encoder.encode([*pieces, text]).astype(np.float64),
        headed=encoder.encode(
            [f"{above}: {piece}" for above, piece in zip(headings, pieces, strict=True)]
        ).astype(np.float64),
        questions=tuple(asked),
    )


def read_cases(paragraphs: Sequence[Paragraph], encoder: Encoder) -> Iterator[Case]:
    """Measure every question in its settings, among its own kind of paragraphs."""
    counted = Counter(word for each in paragraphs for word in set().union(*each.stems))
    whole = np.vstack([each.vectors[-1] for each in paragraphs])
    catalogue = ReportCatalogue([])
    for own, paragraph in enumerate(paragraphs):
        for text, answerable, starts in paragraph.questions:
            question = report_question(text, catalogue, date(2020, 1, 1))
            wanted = wanted_of(
                question, lambda word: rarity(counted[normal(word)], len(paragraphs))
            )
            vector = encoder.encode([text])[0].astype(np.float64)
            given = _measured(wanted, vector, paragraph, starts)
            yield Case(paragraph.article, "given", answerable, *given)
            if answerable and len(text) % ONE_IN == 0:
                order = [int(at) for at in np.argsort(-(whole @ vector), kind="stable")]
                near = [_measured(wanted, vector, paragraphs[at], starts if at == own else [])
                        for at in order[:NEAREST]]  # fmt: skip
                yield Case(paragraph.article, "held", True, *_stacked(near))
                others = [_measured(wanted, vector, paragraphs[at], [])
                          for at in order[: NEAREST + 1] if at != own][:NEAREST]  # fmt: skip
                yield Case(paragraph.article, "not held", False, *_stacked(others))


def _measured(
    wanted: Wanted, vector: Numbers, paragraph: Paragraph, answers: Sequence[int]
) -> tuple[Numbers, NDArray[np.bool_]]:
    passage = frozenset().union(*paragraph.stems)
    alone = paragraph.vectors[:-1] @ vector
    likeness = np.maximum(alone, paragraph.headed @ vector)
    rows, holding = [], []
    for at, (start, end) in enumerate(paragraph.offsets):
        around = Surroundings(
            sentence=paragraph.stems[at],
            beside=frozenset().union(*paragraph.stems[max(0, at - 1) : at + 2]),
            passage=passage,
            headings=paragraph.headings[at] | _before(paragraph, at),
            paragraph=frozenset().union(*paragraph.stems[max(0, at - 3) : at]),
            lead=_lead(paragraph, at),
        )
        features = measure(wanted, paragraph.text[start:end], around, float(likeness[at]))
        rows.append(features.vector())
        holding.append(any(start <= answer < end for answer in answers))
    return np.array(rows), np.array(holding)


def _before(paragraph: Paragraph, at: int) -> frozenset[str]:
    """Return the stems of the sentence before, where this one leans on it."""
    start, end = paragraph.offsets[at]
    return paragraph.stems[at - 1] if at and points_back(paragraph.text[start:end]) else frozenset()


def _lead(paragraph: Paragraph, at: int) -> str:
    """Return the sentence before, where this one leans on it."""
    start, end = paragraph.offsets[at]
    if not at or not points_back(paragraph.text[start:end]):
        return ""
    before, after = paragraph.offsets[at - 1]
    return paragraph.text[before:after]


def _stacked(
    parts: Sequence[tuple[Numbers, NDArray[np.bool_]]],
) -> tuple[Numbers, NDArray[np.bool_]]:
    return np.vstack([rows for rows, _ in parts]), np.concatenate([held for _, held in parts])
