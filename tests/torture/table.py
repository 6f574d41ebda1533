"""A pytest plugin that prints how often each fault of the catalogue was tried and survived."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.catalogue.faults import Fault, faults, nodes

WIDTH = 44


@dataclass
class Row:
    """What was seen of one fault."""

    tried: int = 0
    survived: int = 0
    skipped: int = 0
    figures: list[str] = field(default_factory=list)


_seen: dict[str, Row] = defaultdict(Row)


def plain(node: str) -> str:
    """A node's id without its parameters."""
    return node.partition("[")[0]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count one test, by the figures that it kept or as one try."""
    if report.when != "call" and not (report.when == "setup" and report.outcome != "passed"):
        return
    row = _seen[plain(report.nodeid)]
    if report.skipped:
        row.skipped += 1
        return
    kept: dict[str, Any] = dict(report.user_properties)
    tried = int(kept.get("tried", 1))
    row.tried += tried
    if report.passed:
        row.survived += int(kept.get("survived", tried))
    if "figure" in kept:
        row.figures.append(str(kept["figure"]))


def lines() -> Iterator[str]:
    """The table, a line a fault, with its totals."""
    totals = {"held": 0, "fell": 0, "elsewhere": 0, "not run": 0}
    yield f"{'no':>3}  {'fault':{WIDTH}} {'tried':>7} {'survived':>8}  figure (limit)"
    for fault in faults():
        ids = [node for test in fault.tests for node in nodes(test)]
        seen = [_seen[node] for node in ids if node in _seen]
        tried, survived = sum(row.tried for row in seen), sum(row.survived for row in seen)
        kind = _kind(fault, tried, survived)
        totals[kind] += 1
        figures = "; ".join(figure for row in seen for figure in row.figures)
        said = f"{figures} " if figures else ""
        yield (
            f"{fault.number:>3}  {fault.fault[:WIDTH]:{WIDTH}} {tried:>7} {survived:>8}  "
            f"{'FELL ' if kind == 'fell' else ''}{said}({fault.limit})"
            f"{f' – {fault.instead}' if fault.instead else ''}"
        )
    yield ""
    yield (
        f"{len(faults())} faults: {totals['held']} tried and survived, {totals['fell']} fell, "
        f"{totals['elsewhere']} can't be tried here (what stands in for each held), "
        f"{totals['not run']} not run."
    )


def _kind(fault: Fault, tried: int, survived: int) -> str:
    if survived < tried:
        return "fell"
    if fault.instead:
        return "elsewhere"
    return "held" if tried else "not run"


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the table, and keep it in build/torture.txt."""
    terminalreporter.section("faults and attacks")
    table = "\n".join(lines())
    terminalreporter.write_line(table)
    folder = Path(config.rootpath) / "build"
    folder.mkdir(exist_ok=True)
    (folder / "torture.txt").write_text(table + "\n", encoding="utf-8")
