"""Verdicts as they are kept and read: one that can't be read is no verdict, and never a no."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.faults import DatasetError

_YES_OR_NO = re.compile(r"\b(yes|no)\b", re.IGNORECASE)
_MARK = re.compile(r"^\W*(?:score\W*)?([1-5](?:\.\d+)?)\b", re.IGNORECASE)
MARKS = (1.0, 5.0)
PASSES = 4.0
"""LlamaIndex's own threshold of a mark from 1 to 5."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What one judge said of one answer, as often as it was asked."""

    key: str
    """`Case.key`."""
    judge: str
    said: tuple[str, ...]
    """The judge's own words, each time."""
    faults: tuple[str, ...] = ()
    """Why it said nothing, each time that it didn't."""

    @property
    def asked(self) -> int:
        """How often it was asked."""
        return len(self.said) + len(self.faults)

    def read(self) -> list[bool]:
        """The verdicts that can be read."""
        found = (passed(self.judge, text) for text in self.said)
        return [each for each in found if each is not None]


def passed(judge: str, text: str) -> bool | None:
    """Whether a judge let the answer pass; None where its words don't say."""
    if judge == "correct":
        mark = mark_in(text)
        return None if mark is None else mark >= PASSES
    said = {match.lower() for match in _YES_OR_NO.findall(text)}
    return said == {"yes"} if len(said) == 1 else None


def mark_in(text: str) -> float | None:
    """The mark from 1 to 5 with which the text begins."""
    match = _MARK.match(text)
    mark = float(match[1]) if match else 0.0
    return mark if MARKS[0] <= mark <= MARKS[1] else None


def write_verdicts(verdicts: Iterable[Verdicts], path: Path) -> None:
    """Keep the verdicts, one line of JSON an answer and judge."""
    lines = (json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in verdicts)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines)


def read_verdicts(path: Path) -> list[Verdicts]:
    """Return kept verdicts; none where no model judged.

    Raises:
        DatasetError: a line is damaged.
    """
    if not path.is_file():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            read = json.loads(line)
            said, faults = tuple(read.pop("said")), tuple(read.pop("faults"))
            found.append(Verdicts(**read, said=said, faults=faults))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise DatasetError(f"{path}, line {number}: no verdict ({error}).") from error
    return found
