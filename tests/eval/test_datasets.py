"""The question banks: what they expect is computed, and their pages really hold the words."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
import yaml

from eval.datasets.compute import (
    BANKS,
    FURTHER,
    REPORT_BANKS,
    REPORTS_FURTHER,
    completed,
    located,
)
from eval.datasets.pages import pages_with
from eval.datasets.reference import View, evaluate
from eval.sample.build import LIBRARY
from eval.sample.register import read_register

REGISTER = read_register()
TODAY = date(2026, 10, 1)
OUTCOMES = {"answered", "partial", "abstained", "clarify"}
REASONS = {
    "not_in_sources", "premise_contradicted", "out_of_scope", "no_identity", "not_permitted",
}  # fmt: skip


def cases(banks: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [
        case
        for bank in banks
        for case in yaml.safe_load(bank.read_text(encoding="utf-8"))["questions"]
    ]


REGISTER_CASES = cases((*BANKS, FURTHER))
REPORT_CASES = cases((*REPORT_BANKS, REPORTS_FURTHER))


def count(reference: str, **view: Any) -> int:
    return len(evaluate(reference, View(REGISTER, TODAY, **view)).entries)


def test_there_are_enough_questions_of_every_kind() -> None:
    kinds = Counter(case["kind"] for case in REGISTER_CASES)
    assert len(REGISTER_CASES) >= 300
    assert min(kinds.values()) >= 5
    assert len(REPORT_CASES) >= 150
    reports = Counter(case["kind"] for case in REPORT_CASES)
    assert reports["unanswerable"] >= 25
    assert reports["premise"] >= 15


@pytest.mark.parametrize("banks", [BANKS, REPORT_BANKS], ids=["register", "reports"])
def test_a_third_is_kept_apart_in_a_file_of_its_own(banks: tuple[Any, ...]) -> None:
    read, unread = cases(banks[:1]), cases(banks[1:])
    assert {case["split"] for case in read} == {"open"}
    assert {case["split"] for case in unread} == {"unread"}
    assert 0.32 <= len(unread) / (len(read) + len(unread)) <= 0.37


@pytest.mark.parametrize("all_cases", [REGISTER_CASES, REPORT_CASES], ids=["register", "reports"])
def test_every_question_is_whole(all_cases: list[dict[str, Any]]) -> None:
    assert len({case["id"] for case in all_cases}) == len(all_cases)
    for case in all_cases:
        assert case["question"].strip()
        assert case["why"].strip(), case["id"]
        assert case["expected_outcome"] in OUTCOMES
        assert set(case.get("expected_reason", ())) <= REASONS
        assert date.fromisoformat(case["today"]) <= TODAY
        for pattern in (*case.get("expected_facts", ()), *case.get("must_not", ())):
            re.compile(pattern)


def test_what_the_register_questions_expect_is_what_the_reference_computes() -> None:
    for case in REGISTER_CASES:
        assert completed(case, REGISTER) == case, f"{case['id']}: run eval.datasets.compute"


def test_answered_register_questions_expect_something_to_check() -> None:
    for case in REGISTER_CASES:
        if case["expected_outcome"] == "answered":
            assert "expected_refs" in case or case.get("expected_facts") or "accept" in case, case


def test_group_counts_add_up_to_the_rows_they_count() -> None:
    grouped = [
        c for c in REGISTER_CASES if "expected_groups" in c and "owner" not in c["reference"]
    ]
    assert len(grouped) >= 8
    for case in grouped:
        assert sum(case["expected_groups"].values()) == case["expected_count"], case["id"]


def test_pages_are_those_on_which_the_evidence_stands() -> None:
    for case in REPORT_CASES:
        assert located(case) == case, f"{case['id']}: run eval.datasets.compute"


def test_every_page_that_is_expected_exists_and_every_report_is_asked_about() -> None:
    asked = {report for case in REPORT_CASES for report in case.get("expected_pages", {})}
    assert asked == {p.name for p in LIBRARY.iterdir() if p.suffix in {".pdf", ".docx", ".html"}}


def test_words_that_stand_nowhere_are_found_on_no_page() -> None:
    assert pages_with("one of the words that nobody wrote", "fraud-2023.pdf") == []
    with pytest.raises(ValueError, match="stands in none of its reports"):
        located(REPORT_CASES[0] | {"evidence": ["one of the words that nobody wrote"]})


def test_references_do_what_the_readme_says() -> None:
    assert count("all") == 110
    assert count("open") + count("!open") == 110
    assert count("overdue") == count("open; due=..2026-09-30")
    assert count("portfolio=Crime OR portfolio=Corporate") == count("portfolio=Crime|Corporate")
    assert count("no_owner") == 2
    assert count("new_since=2026-06-30") == 110 - 89
    assert count("register=2026-03-31; all") == 71
    assert count("none") == 0


def test_restricted_rows_show_only_to_their_owner_and_the_liaison_team() -> None:
    restricted = "marking=OFFICIAL-SENSITIVE"
    owner = REGISTER.person("haverstock").email
    assert count(restricted) == 5
    assert count(restricted, liaison=False) == 0
    assert count(restricted, asker=owner, liaison=False) == 2


def test_an_unknown_condition_is_refused() -> None:
    with pytest.raises(ValueError, match="is no condition"):
        count("colour=red")


def test_a_row_moved_to_another_group_or_dropped_would_be_noticed() -> None:
    case = next(c for c in REGISTER_CASES if c["id"] == "deadline-01")
    wrong = case | {"expected_refs": case["expected_refs"][1:]}
    assert completed(wrong, REGISTER) != wrong
