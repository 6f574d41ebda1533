"""How drafted papers are scored: against the register's source, not against themselves."""

from datetime import date
from typing import Any

import pytest

from eval.answers import Answered
from eval.cases import Case
from eval.datasets.reference import View, evaluate
from eval.libraries import SAMPLE
from eval.originals import Originals
from eval.sample.register import read_register
from eval.scorers import drafts
from eval.scoring import Material, Score, Unscored

BOOK = read_register()
UNTIL = date(2026, 9, 30)
VIEW = View(BOOK, UNTIL)
CASE = Case(
    id="a", kind="draft", question="?", why="w", dataset="drafts", request="draft",
    since=date(2026, 7, 1), until=UNTIL,
)  # fmt: skip


def refs(condition: str) -> list[str]:
    return evaluate(f"register={UNTIL}; {condition}", VIEW).refs


def by_portfolio(condition: str) -> dict[str, int]:
    return evaluate(f"register={UNTIL}; {condition}; group=portfolio", VIEW).groups or {}


def a_paper() -> str:
    """A paper that says no more than it must."""
    still, late, whole = by_portfolio("open"), by_portfolio("overdue"), by_portfolio("all")
    rows = [f"| {p} | {still.get(p, 0)} | {late.get(p, 0)} | {n} |" for p, n in whole.items()]
    titles = [r["report"] for r in BOOK.reports if "2026-07-01" <= r["published"] <= str(UNTIL)]
    return "\n".join(
        [
            *titles,
            f"{len(refs('open'))} are open and {len(refs('overdue'))} of them are overdue.",
            ", ".join([*refs("overdue"), *refs("open; no_owner")]),
            *rows,
        ]
    )


def scored(markdown: str, *sources: dict[str, Any]) -> dict[str, Score | Unscored]:
    document = {"markdown": markdown, "ledger": [{"text": "t", "sources": list(sources)}]}
    material = Material(originals=Originals.under([SAMPLE]))
    return drafts.score(CASE, Answered(CASE.key, document), material)


def test_a_paper_that_says_what_it_must_has_full_marks() -> None:
    found = scored(a_paper())

    values = {name: each.value for name, each in found.items() if isinstance(each, Score)}
    assert values == {
        "made": 1, "reports": 1, "overdue": 1, "unowned": 1, "figures": 1, "table": 1, "leaks": 0,
    }  # fmt: skip
    assert isinstance(found["quoted"], Unscored)


def test_one_entry_left_out_is_noticed_even_where_a_longer_reference_begins_alike() -> None:
    first = refs("overdue")[0]
    found = scored(a_paper().replace(first, f"{first}9"))["overdue"]

    assert isinstance(found, Score)
    assert 0 < found.value < 1
    assert first in found.note


def test_one_cell_off_by_one_is_noticed() -> None:
    name, count = next(iter(by_portfolio("all").items()))
    lines = [
        line.replace(f"| {count} |", f"| {count + 1} |") if line.startswith(f"| {name} |") else line
        for line in a_paper().splitlines()
    ]
    found = scored("\n".join(lines))["table"]

    assert isinstance(found, Score)
    assert found.value == pytest.approx(1 - 1 / len(by_portfolio("all")))
    assert name in found.note


def test_the_wording_of_a_restricted_entry_is_a_leak_however_it_is_broken() -> None:
    restricted = evaluate(f"register={UNTIL}; !marking=OFFICIAL", VIEW).entries[0]
    broken = restricted.text.replace(" ", "\n  ")

    assert scored(f"{a_paper()}\n{broken}")["leaks"] == Score(
        1.0, f"the wording of {restricted.ref}"
    )


def test_a_quotation_is_looked_up_in_the_original_file() -> None:
    source = {
        "kind": "passage", "source": "fraud-2023.pdf", "page": 1, "quote": "no such words anywhere",
    }  # fmt: skip

    found = scored(a_paper(), source)["quoted"]

    assert isinstance(found, Score)
    assert found.value == 0


def test_a_paper_that_is_not_made_is_said_to_be_so_and_the_rest_is_unscored() -> None:
    found = drafts.score(CASE, Answered(CASE.key, None, "it broke"), Material())

    assert found["made"] == Score(0.0, "it broke")
    assert all(isinstance(found[m.name], Unscored) for m in drafts.MEASURES if m.name != "made")
