"""One run of the benchmark, as a document and as a table."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.bench.bench import PARTS, QUICK, Bench, Sizes
from eval.bench.rows import document, table


def measured(
    *,
    quick: bool,
    only: tuple[str, ...],
    most: int | None,
    libraries: Path | None,
    say: Callable[[str], None],
) -> tuple[dict[str, Any], str]:
    """Measure, and return the figures as a document and as a Markdown table.

    Args:
        quick: Small sizes.
        only: Parts to measure; all of them where none is named.
        most: Passages of the largest library.
        libraries: Where libraries are kept; where none is named they go at the end.
        say: Told what is being done.
    """
    sizes = _up_to(most, QUICK if quick else Sizes())
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as scratch:
        bench = Bench(libraries or Path(scratch), sizes, only or PARTS, say)
        rows = bench.rows()
    return document(rows, bench.setting()), table(rows, bench.setting())


def _up_to(most: int | None, sizes: Sizes) -> Sizes:
    if most is None:
        return sizes
    return replace(
        sizes,
        retrieval=tuple(size for size in sizes.retrieval if size <= most),
        questions=tuple(size for size in sizes.questions if size <= most),
    )
