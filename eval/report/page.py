"""Writes report.html and report.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.comparison import Change
from eval.figures import Figure
from eval.gates import Fall
from eval.report.beside import Beside, beside
from eval.report.curves import plots
from eval.report.plots import interval_bar
from eval.report.summary import in_short
from eval.report.worst import Shortfall, expected, worst
from eval.run import Run
from eval.suites import Suite

TEMPLATES = Path(__file__).parents[1] / "templates"
CHANGED_SHOWN = 10
HEADLINES = {
    "register.exact": "register questions answered exactly",
    "register.wrong": "register questions answered wrongly",
    "reports.right": "report questions answered, or refused, as they should be",
    "reports.wrong": "report questions answered wrongly",
    "reports.pages": "answers with the facts right that cite the right page",
    "citations.verbatim": "answers whose every quotation is true",
    "abstention.refused": "unanswerable questions refused",
    "conversation.right": "follow-up questions answered as expected",
    "permissions.leaks": "answers that show what they must not",
    "attacks.unchanged": "answers that attacks leave unchanged",
    "drafts.figures": "papers whose figures are the register's",
}
"""Figures shown large, where the run has them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as the page shows it."""

    figure: Figure
    floor: float | None
    change: Change | None

    @property
    def fell(self) -> bool:
        """Whether it is on the wrong side of its floor."""
        if self.floor is None or self.figure.value is None:
            return False
        higher = self.figure.measure.better == "higher"
        return self.figure.value < self.floor if higher else self.figure.value > self.floor

    @property
    def drawn(self) -> Markup:
        """The figure with its interval and its floor, as a small plot."""
        figure = self.figure
        if figure.value is None or figure.low is None or figure.high is None:
            return Markup()
        svg = interval_bar(figure.value, figure.low, figure.high, self.floor)
        return Markup(svg)  # noqa: S704 - made of numbers


@dataclass(frozen=True, slots=True)
class Section:
    """A suite as the page shows it."""

    suite: Suite
    n: int
    rows: Sequence[Row]
    ways: Sequence[Beside]
    """Ways of searching beside one another, where there are several."""
    worst: Sequence[Shortfall]


def write_report(
    run: Run, floors: dict[str, float], fallen: Sequence[Fall], folder: Path
) -> list[Path]:
    """Write the report of a run into its folder; returns both files."""
    may_be_shown = {
        case.key for cases in run.cases.values() for case in cases if case.split == "open"
    }
    context = {
        "run": run,
        "config": run.config,
        "in_short": in_short(run.figures),
        "headlines": _headlines(run, floors),
        "sections": [_section(run, suite, floors) for suite in run.suites],
        "plots": {name: Markup(svg) for name, svg in plots(run).items()},  # noqa: S704 - our own SVG
        "fallen": fallen,
        "changes": [change for change in run.changes if change.gained or change.lost],
        "changed_shown": CHANGED_SHOWN,
        "expected": expected,
        "open_only": lambda keys: [key for key in keys if key in may_be_shown],
    }
    written = []
    for name, escaped in (("report.html", True), ("report.md", False)):
        path = folder / name
        text = _environment(escaped=escaped).get_template(name).render(context)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def _headlines(run: Run, floors: dict[str, float]) -> list[tuple[str, Row, Figure | None]]:
    """The figures shown large, each with that of the unread questions."""
    given = {figure.name: figure for figure in run.figures if figure.value is not None}
    return [
        (words, Row(given[name], floors.get(name), None), given.get(f"{name}@unread"))
        for name, words in HEADLINES.items()
        if name in given
    ]


def _section(run: Run, suite: Suite, floors: dict[str, float]) -> Section:
    changes = {change.name: change for change in run.changes}
    rows = [
        Row(figure, floors.get(figure.name), changes.get(figure.name))
        for figure in run.figures
        if figure.suite == suite.name and figure.part in {"all", "unread"}
    ]
    return Section(suite, len(run.cases[suite.name]), rows, beside(run, suite), worst(run, suite))


def _environment(*, escaped: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=escaped,  # noqa: S701 - only the Markdown isn't escaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["percent"] = percent
    environment.filters["signed"] = lambda value: f"{100 * value:+.1f}"
    environment.filters["chance"] = lambda p: "p < 0.001" if p < 0.001 else f"p = {p:.3f}"  # noqa: PLR2004 - the last decimal shown
    environment.filters["cell"] = lambda text: str(text).replace("|", "\\|").replace("\n", " ")
    return environment


def percent(value: Any) -> str:
    """A share with one decimal; a dash where there is none."""
    return "–" if value is None else f"{100 * value:.1f}%"
