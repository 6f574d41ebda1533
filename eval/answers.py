"""Answers as they are kept: one line of JSON a case, in the order of the cases."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.faults import DatasetError

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back for a case."""

    key: str
    """`Case.key`."""
    document: Document | None
    """The document of the contract; none if there was an error."""
    error: str | None = None
    """Why there is none."""

    @property
    def status(self) -> str:
        """The answer's status, or "error"."""
        return str(self.document["status"]) if self.document else "error"


def write_answers(answers: Iterable[Answered], path: Path) -> None:
    """Keep the answers."""
    kept = ({"key": a.key, "document": a.document, "error": a.error} for a in answers)
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in kept)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines)


def read_answers(path: Path) -> dict[str, Answered]:
    """Return kept answers by case.

    Raises:
        DatasetError: there are none, or a line is damaged.
    """
    if not path.is_file():
        raise DatasetError(f"{path} is not there. Run without --no-generate first.")
    answers: dict[str, Answered] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            answer = Answered(**json.loads(line))
        except (json.JSONDecodeError, TypeError) as error:
            raise DatasetError(f"{path}, line {number}: not an answer ({error}).") from error
        answers[answer.key] = answer
    return answers
