"""From nothing to the first answer, in a process of its own: time and memory."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from eval.bench.rows import Row, Target
from eval.faults import LibraryError
from eval.libraries import LIAISON

_KIB = 1024


class Started(NamedTuple):
    """What a process took."""

    seconds: float
    mebibytes: float
    """Memory at its fullest."""


def measure(home: Path, question: str, times: int) -> list[Row]:
    """Answer a question from cold, by turns with the quickstart; the best of several counts.

    Args:
        home: A home that was indexed with both, as `indexing.measure` leaves it.
        question: The question.
        times: How often.
    """
    mine = ["env", f"LIAISON_HOME={home}", str(LIAISON), "ask", question, "--json"]
    peer = [sys.executable, "-m", "eval.bench.peer_start", str(home / "quickstart")]
    pairs = [(run(mine), run([*peer, str(home), question])) for _ in range(times)]
    own, other = (min(column) for column in zip(*pairs, strict=True))
    return [
        Row("first answer from cold", own.seconds, times, "s", other.seconds, target=Target(2.0)),
        Row("memory by then", own.mebibytes, times, "MiB", other.mebibytes, target=Target(500.0)),
    ]


def run(command: list[str]) -> Started:
    """Run a command to its end and return what it took.

    Raises:
        LibraryError: it failed.
    """
    apart = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, str(Path(__file__).with_name("apart.py")), *command],
        capture_output=True,
        check=True,
    )
    seconds, kibibytes, code = json.loads(apart.stdout)
    if code not in {0, 1}:
        raise LibraryError(f"{' '.join(command)} ended with {code}.")
    return Started(seconds, kibibytes / _KIB)
