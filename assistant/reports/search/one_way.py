"""Searching by meaning alone or by words alone, to see what each of the two ways brings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.domain.sources import Visibility
from assistant.ports import Hit, Vectors
from assistant.reports.search.stores import ReportStores

By = Literal["both", "meaning", "words"]
"""How passages are found: as answers are, or in one of the two ways alone."""


class _Nothing:
    """An index in which nothing is found."""

    @staticmethod
    def nearest(
        vector: Vectors, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Find nothing by meaning."""
        return []

    @staticmethod
    def match(
        text: str, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Find nothing by words."""
        return []

    @staticmethod
    def spread(word: str) -> tuple[int, int]:
        """Find the word nowhere."""
        return (0, 0)


def searched_by(stores: ReportStores, by: By) -> ReportStores:
    """Return the stores as they are searched: with one index empty, unless by both."""
    if by == "meaning":
        return replace(stores, words=_Nothing())
    if by == "words":
        return replace(stores, dense=_Nothing())
    return stores
