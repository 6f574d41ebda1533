"""Drafted papers: what must be said is said, and the figures are the register's."""

import re
from functools import cache
from pathlib import Path

from eval.answers import Answered
from eval.cases import Case, read_cases
from eval.datasets.reference import View, evaluate
from eval.numbers import WORD_OF
from eval.sample.register import SampleRegister, read_register
from eval.scoring import Material, Measure, Score, Scores, Unscored, yes

BANK = Path(__file__).parents[1] / "datasets" / "drafts.yaml"
MEASURES = (
    Measure("made", "a paper is drafted for the period"),
    Measure("reports", "share of the reports published in the period that the paper names", "mean"),
    Measure("overdue", "share of the overdue entries that the paper names", "mean"),
    Measure("unowned", "share of the open entries without an owner that the paper names", "mean"),
    Measure("figures", "the numbers of open and of overdue entries are the register's"),
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
    text = " ".join(str(answer.document["markdown"]).replace("*", "").split())
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
    }


def _published(case: Case, book: SampleRegister) -> list[str]:
    """Reports of the period by their main titles; register and report part in the rest."""
    since, until = str(case.since), str(case.until)
    titles = [str(r["report"]) for r in book.reports if since <= str(r["published"]) <= until]
    return sorted({title.partition(":")[0] for title in titles})


def _named(wanted: list[str], text: str) -> Score | Unscored:
    if not wanted:
        return Unscored("there is none in this period")
    missing = [each for each in wanted if each not in text]
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
