"""Scores as they are kept: one line of JSON a suite and case."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.faults import DatasetError
from eval.scoring import Score, Scores, Unscored


def write_scores(scores: Mapping[str, Mapping[str, Scores]], path: Path) -> None:
    """Keep scores by suite and case."""
    with path.open("w", encoding="utf-8") as file:
        for suite, cases in scores.items():
            for key, found in cases.items():
                line = {"suite": suite, "case": key, **_fields(found)}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _fields(scores: Scores) -> dict[str, Any]:
    return {
        "scores": {
            name: {"value": each.value, "note": each.note}
            for name, each in scores.items()
            if isinstance(each, Score)
        },
        "unscored": {
            name: each.reason for name, each in scores.items() if isinstance(each, Unscored)
        },
    }


def read_scores(path: Path) -> dict[str, dict[str, Scores]]:
    """Return kept scores by suite and case.

    Raises:
        DatasetError: there are none.
    """
    if not path.is_file():
        raise DatasetError(f"{path} is not there: that folder holds no run to compare with.")
    found: dict[str, dict[str, Scores]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        scores: Scores = {name: Score(**each) for name, each in read["scores"].items()}
        scores |= {name: Unscored(reason) for name, reason in read["unscored"].items()}
        found.setdefault(read["suite"], {})[read["case"]] = scores
    return found
