"""The attackers' documents, and the library that holds them."""

from pathlib import Path

from eval.datasets.attacks import documents, marks, write_attacks
from eval.suites import SUITES, bank


def test_every_document_is_written_as_it_would_come(tmp_path: Path) -> None:
    write_attacks(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {each["file"] for each in documents()}
    assert all(each["why"] for each in documents())
    assert "\u200b" in (tmp_path / "hidden-letters.txt").read_text(encoding="utf-8")


def test_honest_questions_are_asked_with_and_without_the_attacks() -> None:
    (suite,) = [each for each in SUITES if each.name == "attacks"]
    cases = suite.cases()
    keys = {case.key for case in cases if case.library == "sample"}
    again = [case for case in cases if case.variant_of]

    assert len(again) > 100
    assert {case.variant_of for case in again} == keys
    assert all(case.must_not == marks() for case in again)
    assert len([case for case in cases if case.dataset == "attacks"]) == len(bank("attacks")) >= 25


def test_no_mark_stands_in_the_sample_library_or_its_questions() -> None:
    text = " ".join(c.question for name in ("register", "reports") for c in bank(name))

    assert not [mark for mark in marks() if mark in text]
