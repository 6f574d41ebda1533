"""Merged cells: what they say, they say in every row that they cover."""

from collections.abc import Sequence

from ingest.register.tables import Value


class Merges:
    """Fills merged cells while rows go by in order.

    Downwards a value holds for each row; sideways it stays in the first column, as it would
    otherwise get under a wrong header.
    """

    def __init__(self, ranges: Sequence[tuple[int, int, int, int]]) -> None:
        """Take ranges as (first row, first column, last row, last column), by first row."""
        self._ranges = ranges
        self._next = 0
        self._active: list[tuple[int, int, Value]] = []

    def fill(self, number: int, values: list[Value]) -> tuple[tuple[int, int], ...]:
        """Fill a row's cells; return first and last column, from 0, of merges that begin in it."""
        self._active = [one for one in self._active if one[0] >= number]
        for _, column, value in self._active:
            if values[column] is None:
                values[column] = value
        spans = []
        while self._next < len(self._ranges) and self._ranges[self._next][0] <= number:
            first_row, first_column, last_row, last_column = self._ranges[self._next]
            self._next += 1
            if first_row != number or first_column > len(values):
                continue
            value = values[first_column - 1]
            if last_row > number and value is not None:
                self._active.append((last_row, first_column - 1, value))
            if last_column > first_column:
                spans.append((first_column - 1, min(last_column, len(values)) - 1))
        return tuple(spans)
