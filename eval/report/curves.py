"""What the plots show: refusing against answering, recall by rank, and where time goes."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from eval.cases import Case
from eval.report.beside import NAMES
from eval.report.plots import Axis, Bar, Series, bars, lines
from eval.run import Run
from eval.scorers.reports import SAID
from eval.scorers.retrieval import ranks_of

CALIBRATION = Path(__file__).parents[1] / "calibration" / "abstention.json"
FIRST = 10
STEPS = {
    "understand": "understand", "retrieve": "search", "model": "language model",
    "answer": "answer",
}  # fmt: skip
"""Steps that answers are timed by, and what they are called here."""
FEW = 20


def plots(run: Run) -> dict[str, str]:
    """Every plot for which the run holds anything, by its caption."""
    made = {
        "Refusing: the higher and the further to the left, the better": abstention_curve(run),
        "Recall by rank: what answers a question, among the first so many passages": recall(run),
        "Where time goes, by kind of answer": time_by_step(run),
    }
    return {caption: plot for caption, plot in made.items() if plot}


def abstention_curve(run: Run) -> str:
    """Share refused of what can't be answered, against share refused of what can be."""
    cases = [case for case in run.cases.get("abstention", ()) if case.key in run.answers]
    if not cases:
        return ""
    reports = [case for case in cases if case.dataset.startswith("reports")]
    found = [
        Series(
            "the assistant, questions on the reports of the sample library",
            (_refused(reports, run),),
            alone=True,
        )
    ]
    if searched := search_score_curve(run):
        found.append(Series("the score of the best passage alone, with any threshold", searched))
    found += [
        Series(f"as calibrated: {name}, over thresholds", points)
        for name, points in calibrated(CALIBRATION)
    ]
    x = Axis("refused, of questions that can be answered")
    return lines("Refusing", found, x, Axis("refused, of those that can't"))


def _refused(cases: Sequence[Case], run: Run) -> tuple[float, float]:
    shares = []
    for outcomes in (SAID, {"abstained"}):
        some = [case for case in cases if case.expected_outcome in outcomes]
        refused = [case for case in some if run.answers[case.key].status not in SAID]
        shares.append(len(refused) / max(1, len(some)))
    return (shares[0], shares[1])


def search_score_curve(run: Run) -> tuple[tuple[float, float], ...]:
    """What a threshold on the first passage's score would refuse, for every threshold."""
    scored = [
        (_best(run.answers[case.key].document), case.expected_outcome in SAID)
        for case in run.cases.get("retrieval", ())
        if not case.way and case.key in run.answers and run.answers[case.key].document
    ]
    good = sorted(score for score, answerable in scored if answerable)
    bad = sorted(score for score, answerable in scored if not answerable)
    if not good or not bad:
        return ()
    thresholds = sorted({0.0, *good, *bad, max(good + bad) + 1})
    return tuple(
        (sum(s < t for s in good) / len(good), sum(s < t for s in bad) / len(bad))
        for t in thresholds
    )


def _best(document: dict[str, Any] | None) -> float:
    passages = document["passages"] if document else []
    return max((float(each["score"]) for each in passages), default=0.0)


def calibrated(path: Path) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    """The curves found when the threshold was chosen, on the articles that were kept apart."""
    if not path.is_file():
        return []
    apart = json.loads(path.read_text(encoding="utf-8")).get("kept apart", {})
    return [
        (
            name,
            tuple((p["answerable_refused"], p["unanswerable_refused"]) for p in points),
        )
        for name, points in apart.items()
        if isinstance(points, list) and points
    ]


def recall(run: Run) -> str:
    """Recall among the first k passages, for every k, by dataset."""
    found = []
    for suite in ("retrieval", "obliqa", "obliqa-bm25"):
        by_label: dict[str, list[list[int | None]]] = {}
        for case in run.cases.get(suite, ()):
            answer = run.answers.get(case.key)
            if answer and answer.document and (ranks := ranks_of(case, answer.document)):
                by_label.setdefault(_label(case), []).append(ranks)
        found += [Series(label, _recall(ranks)) for label, ranks in by_label.items()]
    x = Axis("passages", 1, FIRST, tuple(float(k) for k in range(1, FIRST + 1)), percent=False)
    return lines("Recall by rank", found, x, _SHARE_FOUND) if found else ""


_SHARE_FOUND = Axis("share found", 0.4, 1.0, (0.4, 0.6, 0.8, 1.0))


def _label(case: Case) -> str:
    if case.dataset.startswith("search"):
        return f"sample library: {NAMES[case.way]}"
    return case.kind


def _recall(ranks: Sequence[Sequence[int | None]]) -> tuple[tuple[float, float], ...]:
    def at(k: int) -> float:
        shares = [sum(r is not None and r <= k for r in each) / len(each) for each in ranks]
        return sum(shares) / len(shares)

    return tuple((float(k), at(k)) for k in range(1, FIRST + 1))


def time_by_step(run: Run) -> str:
    """Milliseconds at the median by step, for each kind of answer."""
    by_kind: dict[str, list[dict[str, float]]] = {}
    for answer in run.answers.values():
        if answer.document and "provenance" in answer.document:
            took = answer.document["provenance"]["took_ms"]
            by_kind.setdefault(str(answer.document["kind"]), []).append(took)
    found = [_bar(kind, took) for kind, took in sorted(by_kind.items()) if len(took) >= FEW]
    return bars("Where time goes", found) if found else ""


def _bar(kind: str, took: Sequence[dict[str, float]]) -> Bar:
    timed = [step for step in STEPS if any(step in each for each in took)]
    named = STEPS if "retrieve" in timed else STEPS | {"answer": "search and answer"}
    parts = tuple((named[step], median(each.get(step, 0.0) for each in took)) for step in timed)
    return Bar(f"{kind} ({len(took):,} answers)", parts, _p95(each["total"] for each in took))


def _p95(values: Iterable[float]) -> float:
    return quantiles(values, n=20)[-1]
