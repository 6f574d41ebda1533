"""A library in memory with a brute-force dense index, BM25 and an encoder of hashed words."""

import hashlib
import math
from collections import Counter
from datetime import date

import numpy as np

from assistant.domain.documents import Block, BlockKind, Page, Part
from assistant.domain.sources import (
    Basis,
    Finding,
    FindingKind,
    Passage,
    PassageKind,
    Report,
    Visibility,
)
from assistant.language.words import stems
from assistant.ports import Hit
from assistant.reports.evidence.layout import lay_out
from assistant.reports.search.stores import ReportStores


class HashedWords:
    """Vectors in which each stem has its own places: texts are near when they share words."""

    identity = "hashed words"
    dimensions = 512
    max_tokens = 256

    def encode(self, texts):
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in stems(text):
                digest = hashlib.sha256(word.encode()).digest()
                row[int.from_bytes(digest[:2], "big") % self.dimensions] += 1
            row /= np.linalg.norm(row) or 1
        return rows

    def tokens(self, text):
        return len(text.split()) + 2


class MemoryLibrary:
    generation = "memory"

    def __init__(self):
        self._reports, self._passages, self._pages = {}, {}, {}
        self._blocks, self._findings = {}, []

    def add(self, report, pages, blocks, passages, findings=()):
        self._reports[report.id] = report
        self._pages |= {(report.id, page.number): page for page in pages}
        self._blocks[report.id] = list(blocks)
        self._passages |= {passage.id: passage for passage in passages}
        self._findings += findings

    def reports(self, classes):
        shown = [each for each in self._reports.values() if each.visibility in classes]
        return sorted(shown, key=lambda each: (each.title.casefold(), each.id))

    def report(self, report_id):
        return self._reports.get(report_id)

    def passages(self, ids):
        return [self._passages[name] for name in ids if name in self._passages]

    def passages_of(self, report_id):
        own = [each for each in self._passages.values() if each.report_id == report_id]
        return sorted(own, key=lambda each: each.ordinal)

    def passages_at(self, report_id, ordinals):
        own = {each.ordinal: each for each in self.passages_of(report_id)}
        return [own[ordinal] for ordinal in ordinals if ordinal in own]

    def headings(self, report_id):
        return [(each.ordinal, each.heading) for each in self.passages_of(report_id)]

    def layout(self, report_id):
        return lay_out(self.passages_of(report_id), self.blocks(report_id))

    def findings(self, report_ids=()):
        return [f for f in self._findings if not report_ids or f.report_id in report_ids]

    def page(self, report_id, number):
        return self._pages.get((report_id, number))

    def blocks(self, report_id):
        return self._blocks.get(report_id, [])

    def refusals(self):
        return []

    def all_passages(self):
        return list(self._passages.values())


def _context(library, passage):
    report = library.report(passage.report_id)
    return " ".join((report.title, report.place or "", *passage.heading, passage.text))


class BruteForce:
    def __init__(self, library, encoder):
        self.passages = library.all_passages()
        self.vectors = encoder.encode([_context(library, each) for each in self.passages])

    def nearest(self, vector, k, classes, scope=()):
        scores = self.vectors @ np.asarray(vector).reshape(-1)
        hits = [
            Hit(passage.id, float(score))
            for passage, score in zip(self.passages, scores, strict=True)
            if passage.visibility in classes and (not scope or passage.report_id in scope)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))[:k]


class PlainBM25:
    def __init__(self, library):
        self.passages = library.all_passages()
        self.counts = [Counter(stems(_context(library, each))) for each in self.passages]
        self.df = Counter(word for counts in self.counts for word in counts)
        self.mean = sum(map(len, self.counts)) / max(len(self.counts), 1)

    def spread(self, word):
        counts = [self.df[each] for each in stems(word)]
        return min(counts, default=len(self.passages)), len(self.passages)

    def match(self, text, k, classes, scope=()):
        asked = set(stems(text))
        hits = []
        for passage, counts in zip(self.passages, self.counts, strict=True):
            if passage.visibility in classes and (not scope or passage.report_id in scope):
                score = sum(self._weight(word, counts) for word in asked)
                if score > 0:
                    hits.append(Hit(passage.id, score))
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))[:k]

    def _weight(self, word, counts):
        idf = math.log(1 + (len(self.counts) - self.df[word] + 0.5) / (self.df[word] + 0.5))
        length = 0.25 + 0.75 * sum(counts.values()) / (2 * self.mean or 1)
        return idf * counts[word] * 2.2 / (counts[word] + 1.2 * length)


def stores_of(library, encoder=None):
    encoder = encoder or HashedWords()
    return ReportStores(library, BruteForce(library, encoder), PlainBM25(library), encoder)


def report(name, title, **given):
    return Report(
        id=name,
        source=f"{name}.pdf",
        digest="0" * 64,
        media_type="application/pdf",
        title=title,
        title_basis=Basis.DOCUMENT,
        pages=given.pop("pages", 1),
        **given,
    )


def write(library, own, sections):
    """Add a report of sections: (heading, [lines]); "- " opens a list item, "#" a new page.

    A line "Recommendation 2: ..." becomes a finding too. A line with "//" stands on two pages.
    """
    pages, blocks, passages, findings = [[]], [], [], []
    for ordinal, (heading, lines) in enumerate(sections):
        pages[-1].append(heading)
        text, parts = "", []
        for line in lines:
            if line == "#":
                pages.append([])
                continue
            pieces = [piece.strip() for piece in line.removeprefix("- ").split("//")]
            start = len(text) + 1 if text else 0
            text = "\n".join(filter(None, (text, " ".join(pieces))))
            own_parts = _lay_out(pages, pieces, start, listed=line.startswith("- "))
            blocks.append(_block(line, pieces, own_parts, heading))
            parts += own_parts
        passage = Passage(
            f"{own.id}-{ordinal}",
            own.id,
            ordinal,
            PassageKind.TEXT,
            text,
            (heading,),
            tuple(parts),
            visibility=own.visibility,
        )
        passages.append(passage)
        findings += [
            _finding(own, passage, line, heading)
            for line in lines
            if line.startswith("Recommendation ")
        ]
    made = [Page(number, str(number), "\n".join(lines)) for number, lines in enumerate(pages, 1)]
    library.add(own, made, blocks, passages, findings)


def _lay_out(pages, pieces, start, *, listed):
    parts = []
    for number, piece in enumerate(pieces):
        if number:
            pages.append([])
        pages[-1].append(("• " if listed and not number else "") + piece)
        parts.append(Part(start, start + len(piece), len(pages), 0, 0))
        start += len(piece) + 1
    return parts


def _block(line, pieces, parts, heading):
    listed = line.startswith("- ")
    kind = BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH
    return Block(kind, " ".join(pieces), tuple(parts), (heading,), "•" if listed else None)


def _finding(own, passage, text, section):
    number = text.split(":")[0].split()[1]
    return Finding(
        id=f"{passage.id}-{number}",
        report_id=own.id,
        kind=FindingKind.RECOMMENDATION,
        number=number,
        text=text,
        addressees=(),
        deadline=None,
        section=section,
        published=own.published or date(2020, 1, 1),
        passage_ids=(passage.id,),
        page=passage.page,
        page_end=passage.page_end,
    )


PUBLIC = (Visibility.PUBLIC,)
