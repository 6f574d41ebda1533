"""Gathers what is doubtful, one sentence a kind with the rows it concerns."""

from collections import defaultdict

from assistant.domain.register import RegisterEntry
from ingest.register.limits import RUNS_NAMED


class Issues:
    """Issues in the order in which they were first met."""

    def __init__(self) -> None:
        """Begin without any."""
        self._places: dict[str, list[tuple[str, int]]] = defaultdict(list)

    def say(self, sentence: str) -> None:
        """Add a sentence on the file as a whole."""
        self._places.setdefault(sentence, [])

    def add(self, what: str, sheet: str, row: int) -> None:
        """Add a row to those of which `what`, a sentence without its full stop, is true."""
        self._places[what.rstrip(".")].append((sheet, row))

    def add_entries(self, what: str, entries: list[RegisterEntry]) -> None:
        """Add entries to those of which `what` is true."""
        for entry in entries:
            self.add(what, entry.sheet, entry.row)

    def sentences(self) -> tuple[str, ...]:
        """Return all as sentences."""
        return tuple(
            f"{what} ({_rows(places)})." if places else what
            for what, places in self._places.items()
        )


def _rows(places: list[tuple[str, int]]) -> str:
    """Return the rows by sheet, those that follow each other as one range."""
    runs: list[tuple[str, int, int]] = []
    for sheet, row in sorted(set(places)):
        if runs and runs[-1][0] == sheet and runs[-1][2] == row - 1:
            runs[-1] = (sheet, runs[-1][1], row)
        else:
            runs.append((sheet, row, row))
    named = []
    for place, (sheet, first, last) in enumerate(runs[:RUNS_NAMED]):
        new = place == 0 or runs[place - 1][0] != sheet
        rows = str(first) if first == last else f"{first} to {last}"
        named.append(f"{sheet} row {rows}" if new else rows)
    rest = len(runs) - len(named)
    return ", ".join(named) + (f" and {rest} more places" if rest else "")
