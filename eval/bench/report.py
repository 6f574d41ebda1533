"""One run of the benchmark, as a document and as a table."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.bench.bench import PARTS, QUICK, Bench, Sizes
from eval.bench.page import write_page
from eval.bench.rows import document, table


def measured(
    *,
    quick: bool,
    only: tuple[str, ...],
    passages: tuple[int, ...],
    libraries: Path | None,
    out: Path,
    say: Callable[[str], None],
) -> tuple[dict[str, Any], str]:
    """Measure, and return the figures as a document and as a Markdown table.

    Args:
        quick: Small sizes.
        only: Parts to measure; all of them where none is named.
        passages: Of each library that retrieval and questions are measured in, and of the largest
            that is indexed with the model (never more than 1,000); the usual ones if none is named.
        libraries: Where libraries are kept; where none is named they go at the end.
        out: Where the report goes, as a page with plots and as Markdown.
        say: Told what is being done.
    """
    sizes = _of(passages, QUICK if quick else Sizes())
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as scratch:
        bench = Bench(libraries or Path(scratch), sizes, only or PARTS, say)
        rows = bench.rows()
    setting = bench.setting()
    write_page(rows, setting, out)
    return document(rows, setting), f"{table(rows, setting)}\n\nReport: {out / 'bench.html'}"


def _of(passages: tuple[int, ...], sizes: Sizes) -> Sizes:
    if not passages:
        return sizes
    indexed = min(sizes.indexing, max(passages))
    return replace(sizes, retrieval=passages, questions=passages, large=passages, indexing=indexed)
