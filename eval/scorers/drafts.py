"""Drafted papers: what must be said is said, and the figures are the register's."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from eval.answers import Answered
from eval.cases import Case, read_cases
from eval.datasets.reference import View, evaluate
from eval.numbers import WORD_OF
from eval.originals import squeezed
from eval.sample.register import SampleRegister, read_register
from eval.scorers.citations import stands
from eval.scoring import Material, Measure, Score, Scores, Unscored, no, yes

BANK = Path(__file__).parents[1] / "datasets" / "drafts.yaml"
MEASURES = (
    Measure("made", "a paper is drafted for the period"),
    Measure("reports", "share of the reports published in the period that the paper names", "mean"),
    Measure("overdue", "share of the overdue entries that the paper names", "mean"),
    Measure("unowned", "share of the open entries without an owner that the paper names", "mean"),
    Measure("figures", "the numbers of open and of overdue entries are the register's"),
    Measure("table", "share of the portfolios whose row of figures is the register's", "mean"),
    Measure("quoted", "every quotation stands word for word on the page or in the row named"),
    Measure("leaks", "the wording of a restricted entry is printed", better="lower"),
)


def cases() -> list[Case]:
    """The papers to draft."""
    return read_cases(BANK)


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Compare the paper's words and figures with the register's source, as it stood by then."""
    if answer.document is None or case.since is None or case.until is None:
        why = answer.error or "no draft"
        left: Scores = {m.name: Unscored(why) for m in MEASURES}
        return left | {"made": yes(False, why)}
    markdown = str(answer.document["markdown"])
    text = " ".join(markdown.replace("*", "").split())
    book = _register()
    version = max(day for day in book.versions if day <= case.until)
    view = View(book, case.until)
    overdue = evaluate(f"register={version}; overdue", view).refs
    still = evaluate(f"register={version}; open", view).refs
    return {
        "made": yes(True),
        "reports": _named(_published(case, book), text),
        "overdue": _named(overdue, text),
        "unowned": _named(evaluate(f"register={version}; open; no_owner", view).refs, text),
        "figures": _figures(text, {"open": len(still), "overdue": len(overdue)}),
        "table": _table(markdown, version, view),
        "quoted": _quoted(answer.document["ledger"], material),
        "leaks": _leaks(squeezed(markdown), version, view),
    }


def _table(markdown: str, version: date, view: View) -> Score:
    """Look for a row that gives a portfolio's open, overdue and all entries, in that order."""
    counts = [
        _by_portfolio(f"register={version}{wanted}", view) for wanted in ("; open", "; overdue", "")
    ]
    rows = [[cell.strip() for cell in line.split("|")] for line in markdown.splitlines()]
    wrong = []
    for name in counts[-1]:
        wanted = [str(found.get(name, 0)) for found in counts]
        found = [row[2:-1] for row in rows if len(row) > len(wanted) and row[1] == name]
        if not any(_in_order(wanted, cells) for cells in found):
            wrong.append(f"{name} ({', '.join(wanted)})")
    note = f"no row for {'; '.join(wrong)}" if wrong else ""
    return Score(1 - len(wrong) / len(counts[-1]), note)


def _by_portfolio(reference: str, view: View) -> dict[str, int]:
    return evaluate(f"{reference}; all; group=portfolio", view).groups or {}


def _in_order(wanted: list[str], cells: list[str]) -> bool:
    left = iter(cells)
    return all(any(cell == each for cell in left) for each in wanted)


def _quoted(ledger: list[dict[str, Any]], material: Material) -> Score | Unscored:
    sources = [
        source
        for sentence in ledger
        for source in sentence["sources"]
        if source.get("quote") and source.get("source") in material.originals
    ]
    if not sources:
        return Unscored("nothing is quoted from a file that is here")
    false = [each for each in sources if not stands(each, material)]
    return yes(not false, "; ".join(f"“{each['quote'][:80]}”" for each in false[:3]))


def _leaks(printed: str, version: date, view: View) -> Score:
    restricted = evaluate(f"register={version}; !marking=OFFICIAL", view).entries
    shown = [row.ref for row in restricted if squeezed(row.text) in printed]
    return no(bool(shown), f"the wording of {', '.join(shown)}")


def _published(case: Case, book: SampleRegister) -> list[str]:
    """Reports of the period by their main titles; register and report part in the rest."""
    since, until = str(case.since), str(case.until)
    titles = [str(r["report"]) for r in book.reports if since <= str(r["published"]) <= until]
    return sorted({title.partition(":")[0] for title in titles})


def _named(wanted: list[str], text: str) -> Score | Unscored:
    if not wanted:
        return Unscored("there is none in this period")
    missing = [w for w in wanted if not re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text)]
    note = f"lacks {', '.join(missing[:6])}" if missing else ""
    return Score(1 - len(missing) / len(wanted), note)


def _figures(text: str, expected: dict[str, int]) -> Score:
    wrong = [
        f"{number} {name}"
        for name, number in expected.items()
        if not re.search(
            rf"\b({number}|{WORD_OF.get(number, number)}) (?:of them )?(?:are |is )?{name}\b",
            text,
            re.IGNORECASE,
        )
    ]
    return yes(not wrong, f"doesn't say {', '.join(wrong)}" if wrong else "")


@cache
def _register() -> SampleRegister:
    return read_register()
