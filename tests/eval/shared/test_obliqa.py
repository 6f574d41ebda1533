"""Plain BM25, and ObliQA's passages found again."""

from pathlib import Path

import pytest

from eval.libraries import Places
from eval.shared import letters, obliqa, squad
from eval.shared.bm25 import Bm25
from eval.shared.obliqa import Names


def test_rare_words_of_short_texts_come_first() -> None:
    index = Bm25(["the inspectors inspected custody", "custody " * 9, "a vetting report", "dogs"])

    assert index.best("inspected custody", 2) == [0, 1]
    assert index.best("vetting", 1) == [2]
    assert index.best("Inspection of vetting reports", 1) == [2]


def test_equal_texts_keep_their_order() -> None:
    assert Bm25(["same words", "same words", "others"]).best("same", 3) == [0, 1, 2]


def test_a_passage_is_named_by_its_words_within_its_document() -> None:
    names = Names(
        [
            {"document": 3, "passage": "1.1", "text": "A bank must keep \u200erecords."},
            {"document": 3, "passage": "1.2", "text": "A bank must keep calm. It must not run."},
            {"document": 4, "passage": "9", "text": "A bank must keep records."},
        ]
    )

    assert names.of({"source": "rulebook-03.md", "text": "A bank must\nkeep records."}) == ["3/1.1"]
    assert names.of({"source": "rulebook-03.md", "text": "It must not run."}) == ["3/1.2"]
    (own,) = names.of({"source": "rulebook-03.md", "text": "Something else"})
    assert own.startswith("3/not told")


def test_every_question_of_the_real_sets_becomes_a_case(shared_data: Path) -> None:
    asked = obliqa.cases(shared_data)
    assert len(asked) == len(obliqa.words_cases(shared_data)) == 2_788
    assert all(case.expected_passages for case in asked)
    paragraphs = squad.cases(shared_data)
    assert {case.expected_outcome for case in paragraphs} == {"answered", "abstained"}
    assert [case.kind for case in letters.cases(shared_data)].count("indexed") == 16


@pytest.mark.torture
def test_bm25_alone_finds_what_is_published_of_it(shared_data: Path) -> None:
    library = obliqa.words_alone(Places(Path(), shared_data=shared_data))
    assert library.around is not None
    door = library.around(None)
    found = []
    for case in obliqa.words_cases(shared_data):
        named = door.search(case.question)["named"]
        wanted = case.expected_passages
        found.append(sum(each in named for each in wanted) / len(wanted))
    assert 0.75 < sum(found) / len(found) < 0.79
