"""`python -m eval.datasets.compute` fills in what can be computed of what the questions expect."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from eval.datasets.pages import pages_with
from eval.datasets.reference import Answer, View, deadline, due, evaluate, status
from eval.sample.register import SampleEntry, SampleRegister, read_register

HERE = Path(__file__).parent
BANKS = (HERE / "register.yaml", HERE / "register_unread.yaml")
FURTHER = HERE / "register_further.yaml"
"""Questions on the register beyond the bank of which a third is unread."""
REPORT_BANKS = (HERE / "reports.yaml", HERE / "reports_unread.yaml")
REPORTS_FURTHER = HERE / "reports_further.yaml"
"""Questions on the reports beyond that bank."""


def completed(case: dict[str, Any], register: SampleRegister) -> dict[str, Any]:
    """The case with every `expected_*` and `accept` computed from its references."""
    view = View(
        register,
        date.fromisoformat(case["today"]),
        asker=case["asker"],
        liaison=case["role"] == "liaison",
    )
    kept = {name: value for name, value in case.items() if name not in _COMPUTED}
    why, split = kept.pop("why"), kept.pop("split")
    facts = list(kept.get("facts", ()))
    if "reference" in case:
        answer = evaluate(case["reference"], view)
        if case.get("check") != "facts":
            kept |= _selected(answer, case["reference"], register)
        facts += _shown(case, answer, register)
        facts += _share(case, answer, view)
    if facts:
        kept["expected_facts"] = facts
    if "accept" in case:
        kept["accept"] = [_accepted(each, view) for each in case["accept"]]
    return kept | {"why": why, "split": split}


_COMPUTED = {"expected_refs", "expected_count", "expected_groups", "expected_facts"}


def _selected(answer: Answer, reference: str, register: SampleRegister) -> dict[str, Any]:
    found: dict[str, Any] = {"expected_count": len(answer.entries), "expected_refs": answer.refs}
    if answer.groups is not None:
        found["expected_groups"] = {
            _group_name(key, reference, register): count
            for key, count in sorted(answer.groups.items())
        }
    return found


def _group_name(key: str, reference: str, register: SampleRegister) -> str:
    if "group=owner" in reference and key != "not stated":
        return register.person(key).name
    if "group=report" in reference:
        titles = {str(r["file"]).rsplit(".", 1)[0]: str(r["report"]) for r in register.reports}
        return titles[key]
    return key


def _accepted(each: dict[str, Any], view: View) -> dict[str, Any]:
    if "reference" not in each:
        return each
    answer = evaluate(each["reference"], view)
    return {"reference": each["reference"]} | _selected(answer, each["reference"], view.register)


def _shown(case: dict[str, Any], answer: Answer, register: SampleRegister) -> list[str]:
    facts = [
        fact
        for what in case.get("show", ())
        for row in answer.entries
        for fact in _fact(what, row, register)
    ]
    return list(dict.fromkeys(facts))


def _fact(what: str, row: SampleEntry, register: SampleRegister) -> list[str]:
    if what.startswith("notes:"):
        return [what.removeprefix("notes:")]
    if what in {"owner", "delegate"}:
        keys = row.owner if what == "owner" else row.delegate
        return [register.person(key).name.split()[-1] for key in keys]
    days = {
        "due": due(row),
        "deadline": deadline(row),
        "closed": date.fromisoformat(row.closed) if row.closed else None,
    }
    if what in days:
        day = days[what]
        return [_written(day)] if day else []
    texts = {"status": row.status, "portfolio": row.portfolio, "area": row.business_area}
    literal = re.escape(texts[what]).replace("\\ ", " ")
    return [f"{literal}|{status(row)}" if what == "status" else literal]


def _written(day: date) -> str:
    return rf"\b{day.day}(st|nd|rd|th)? {day:%B} {day.year}|{day:%d/%m/%Y}|{day.isoformat()}"


def _share(case: dict[str, Any], answer: Answer, view: View) -> list[str]:
    if "share_of" not in case or "facts" in case:
        return []
    some, of = len(answer.entries), len(evaluate(case["share_of"], view).entries)
    exact, whole = f"{100 * some / of:.1f}", f"{100 * some / of:.0f}"
    return [
        rf"\b{some}\b",
        rf"\b{of}\b",
        rf"\b({re.escape(exact)}|{whole}) ?(%|per ?cent)",
    ]


def located(case: dict[str, Any]) -> dict[str, Any]:
    """The case with the pages on which its evidence stands, for each of its reports.

    Raises:
        ValueError: the evidence stands in none of them.
    """
    computed = {"expected_pages", "also_register"}
    kept = {name: value for name, value in case.items() if name not in computed}
    if "evidence" not in case:
        return kept
    why, split = kept.pop("why"), kept.pop("split")
    pages: dict[str, list[int]] = {}
    for words in case["evidence"]:
        found = {report: pages_with(words, report) for report in case["reports"]}
        if not any(found.values()):
            raise ValueError(f"{case['id']}: “{words}” stands in none of its reports.")
        for report, where in found.items():
            if where:
                known = {*pages.get(report, []), *where}
                pages[report] = sorted(known) if report.endswith(".pdf") else []
    kept["expected_pages"] = pages
    if case["kind"] in _IN_ROWS and (rows := _rows_that_answer(case)):
        kept["also_register"] = rows
    return kept | {"why": why, "split": split}


_LONG_ENOUGH = 10
"""Characters of a pattern that hardly matches a row by chance."""
_IN_ROWS = {"findings", "date", "who", "slack", "follow"}
"""Kinds of question on the reports that a row of the register may answer as well."""


@cache
def _register() -> SampleRegister:
    return read_register()


def _rows_that_answer(case: dict[str, Any]) -> list[str]:
    register = _register()
    return [
        row.ref
        for row in register.entries(register.versions[-1])
        if row.file in case["reports"]
        and all(
            len(fact) >= _LONG_ENOUGH
            and re.search(fact, f"{row.text} {row.addressee} {row.deadline}", re.IGNORECASE)
            for fact in case["expected_facts"]
        )
    ]


def rewrite(bank: Path, complete: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Compute every question of one bank in place."""
    text = bank.read_text(encoding="utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    cases = [complete(case) for case in yaml.safe_load(text)["questions"]]
    body = yaml.safe_dump({"questions": cases}, sort_keys=False, allow_unicode=True, width=98)
    bank.write_text(head + body, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sample = read_register()
    for path in (*BANKS, FURTHER):
        rewrite(path, lambda case: completed(case, sample))
    for path in (*REPORT_BANKS, REPORTS_FURTHER):
        rewrite(path, located)
