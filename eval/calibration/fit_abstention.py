"""Fits what decides whether evidence answers, and writes assistant/reports/abstention.yaml.

Run as `python -m eval.calibration.fit_abstention SQUAD.json [--out FILE] [--report FILE]`, with
questions in the form of SQuAD 2.0: articles of paragraphs, some questions without an answer.
Three cases are measured for each question:

- `given`: its paragraph alone, as in the data set (answerable or not);
- `held`: the passages nearest to it, its own paragraph among those searched;
- `not held`: the passages nearest to it, its own paragraph left out: never answerable.

Weights are fitted on every other article, the threshold is chosen there, and the curve is reported
on the articles kept apart.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.bootstrap import build_encoder, open_generation
from assistant.domain.people import LOCAL
from assistant.language.sentences import sentences
from assistant.language.words import quotable
from assistant.ports import Encoder
from assistant.reports.features import Features, measure
from assistant.reports.measured_against import Surroundings, Wanted
from assistant.reports.reading import read
from assistant.reports.stores import ReportStores
from assistant.reports.terms import normal, rarity, stem_set
from assistant.reports.trace import Trace
from assistant.reports.units import points_back
from assistant.reports.wanted import wanted_of
from assistant.settings import read_settings
from assistant.understanding.report_question import report_question
from assistant.understanding.report_scope import ReportCatalogue

NAMES = [field.name for field in fields(Features)]
ONE_IN = 4
"""Of the answerable questions one in so many, told by its length, is asked of the whole library."""
NEAREST = 5
"""Passages read where a whole library is searched."""
REFUSED_AT_MOST = 0.12
"""Share of the answerable questions to a library of reports that may be refused: fixes the
threshold. Those that tables and lists answer aren't refused by it."""
RIDGE = 2.0
IN_DOMAIN = Path(__file__).with_name("in_domain.yaml")
OWN, OWN_COUNT = -1, 10.0
"""The made-up pieces of reports are few; each counts for so many."""
COUNTS_AGAINST = frozenset(
    {"heaviest_missing", "turned", "proposes", "other_year", "missing_near", "opposed", "reason"}
)
SIGNS = np.array([-1.0 if name in COUNTS_AGAINST else 1.0 for name in NAMES])
"""Which way each measure should count."""
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


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of a logistic score."""

    intercept: float
    weights: Numbers

    def logits(self, rows: Numbers) -> Numbers:
        """Return the log odds of rows."""
        return np.asarray(self.intercept + rows @ self.weights)


def fit(rows: Numbers, labels: Numbers, counts: Numbers | None = None) -> Linear:
    """Fit logistic weights that point the way their measures should.

    A measure whose weight comes out the wrong way (a sentence with more of the question's words
    being less likely to answer it) is an accident of the data and is left out.
    """
    used = np.ones(rows.shape[1], dtype=bool)
    many = np.ones(len(rows)) if counts is None else counts
    while True:
        linear = _newton(rows * used, labels, many)
        wrong = used & (linear.weights * SIGNS < 0)
        if not wrong.any():
            return Linear(linear.intercept, linear.weights * used)
        used[int(np.argmin(np.where(wrong, linear.weights * SIGNS * rows.std(0), 0.0)))] = False


def _newton(rows: Numbers, labels: Numbers, many: Numbers) -> Linear:
    """Fit by Newton's method, with a ridge on standardised measures."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    design = np.c_[np.ones(len(rows)), (rows - mean) / spread]
    penalty = RIDGE * np.eye(design.shape[1])
    penalty[0, 0] = 0
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (many * (likely - labels)) + penalty @ weights
        bend = (design * (many * likely * (1 - likely))[:, None]).T @ design + penalty
        weights -= np.linalg.solve(bend, slope)
    scaled = weights[1:] / spread
    return Linear(float(weights[0] - scaled @ mean), scaled)


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


def fit_both(cases: Sequence[Case]) -> tuple[Linear, Linear]:
    """Fit which sentence answers, and whether the best one does."""
    with_answer = [case for case in cases if case.holds_answer.any()]
    sentence = fit(
        np.vstack([case.measured for case in with_answer]),
        np.concatenate([case.holds_answer for case in with_answer]).astype(np.float64),
        np.concatenate([np.full(len(case.measured), _counts(case)) for case in with_answer]),
    )
    answer = fit(
        np.array([best(case, sentence) for case in cases]),
        np.array([float(case.answerable) for case in cases]),
        np.array([_counts(case) for case in cases]),
    )
    return sentence, answer


def _counts(case: Case) -> float:
    return OWN_COUNT if case.article == OWN else 1.0


def best(case: Case, sentence: Linear) -> Numbers:
    """Return the measures of a case's most promising sentence."""
    return np.asarray(case.measured[int(np.argmax(sentence.logits(case.measured)))])


def likely(cases: Sequence[Case], sentence: Linear, answer: Linear) -> Numbers:
    """Return the probability that each case is answered."""
    logits = answer.logits(np.array([best(case, sentence) for case in cases]))
    return np.asarray(1 / (1 + np.exp(-logits)))


def curve(scores: Numbers, answerable: NDArray[np.bool_]) -> list[dict[str, float]]:
    """Return, by share of answerable questions refused, the share of unanswerable ones refused."""
    points = []
    for refused in (0.05, 0.10, 0.15, 0.20, 0.30, 0.40, 0.50, 0.60):
        threshold = float(np.quantile(scores[answerable], refused))
        points.append(
            {
                "answerable_refused": refused,
                "unanswerable_refused": round(float((scores[~answerable] < threshold).mean()), 3),
                "threshold": round(threshold, 3),
            }
        )
    return points


def report(cases: Sequence[Case], sentence: Linear, answer: Linear) -> dict[str, Any]:
    """Return how well the weights do on cases that they weren't fitted on."""
    right = [case for case in cases if case.holds_answer.any() and case.setting == "given"]
    picked = [bool(c.holds_answer[int(np.argmax(sentence.logits(c.measured)))]) for c in right]
    found: dict[str, Any] = {"sentence_right": round(float(np.mean(picked)), 3)}
    for name, settings in (("paragraph given", {"given"}), ("library", {"held", "not held"})):
        of_kind = [case for case in cases if case.setting in settings]
        scores = likely(of_kind, sentence, answer)
        found[name] = curve(scores, np.array([case.answerable for case in of_kind]))
    return found


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("questions", type=Path, help="questions in the form of SQuAD 2.0")
    parser.add_argument("--bank", type=Path, help="open questions on the library that is indexed")
    parser.add_argument("--out", type=Path, default=Path("assistant/reports/abstention.yaml"))
    parser.add_argument("--report", type=Path, default=Path("eval/calibration/abstention.json"))
    options = parser.parse_args()
    articles = json.loads(options.questions.read_text(encoding="utf-8"))["data"]
    pieces = yaml.safe_load(IN_DOMAIN.read_text(encoding="utf-8"))
    encoder = build_encoder(read_settings())
    cases = list(read_cases(read_articles(articles, encoder), encoder))
    own = list(read_cases(read_pieces(pieces, encoder), encoder))
    if options.bank:
        generation = open_generation(read_settings())
        stores = ReportStores(generation.library, generation.dense, generation.words, encoder)
        own += read_bank(options.bank, stores)
    fitting = [*(case for case in cases if case.article % 2 == 0), *own]
    apart = [case for case in cases if case.article % 2 == 1]
    sentence, answer = fit_both(fitting)
    of_reports = likely([case for case in own if case.setting == "held"], sentence, answer)
    threshold = float(np.quantile(of_reports, REFUSED_AT_MOST))
    weights = {
        "fitted_on": [a["title"] for n, a in enumerate(articles) if n % 2 == 0],
        "threshold": round(threshold, 4),
        "sentence": _written(sentence),
        "answer": _written(answer),
    }
    heading = "# Written by eval/calibration/fit_abstention.py. Fit again rather than edit.\n"
    text = heading + yaml.safe_dump(weights, sort_keys=False, allow_unicode=True)
    options.out.write_text(text, encoding="utf-8")
    figures = {"kept apart": report(apart, sentence, answer), "own": report(own, sentence, answer)}
    options.report.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _written(linear: Linear) -> dict[str, Any]:
    weights = {name: round(float(w), 4) for name, w in zip(NAMES, linear.weights, strict=True)}
    return {"intercept": round(linear.intercept, 4), "weights": weights}


if __name__ == "__main__":
    main()
