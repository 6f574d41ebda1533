"""Fits what decides whether evidence answers, and writes abstention.yaml.

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
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.bootstrap import build_encoder, open_generation
from assistant.reports.search.stores import ReportStores
from assistant.settings import read_settings
from eval.calibration.logistic import NAMES, Linear, Numbers, fit
from eval.calibration.measured_cases import (
    OWN,
    Case,
    read_articles,
    read_bank,
    read_cases,
    read_pieces,
)

REFUSED_AT_MOST = 0.12
"""Share of the answerable questions to a library of reports that may be refused: fixes the
threshold. Those that tables and lists answer aren't refused by it."""
IN_DOMAIN = Path(__file__).with_name("in_domain.yaml")
OWN_COUNT = 10.0
"""The made-up pieces of reports are few; each counts for so many."""


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
    parser.add_argument(
        "--out", type=Path, default=Path("assistant/reports/matching") / "abstention.yaml"
    )
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
