"""Progress on standard error: one bar a stage, which counts where the end isn't known."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from ingest.job import Progress as Told


@contextmanager
def progress_bars(console: Console) -> Iterator[Told]:
    """Yield what a job tells of its progress; nothing is drawn where no one watches."""
    columns = (
        TextColumn("{task.description:<22}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks = {}

        def told(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage.capitalize(), total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield told
