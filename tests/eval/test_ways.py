"""Ways of searching: asked beside one another, and kept apart from the product's own figures."""

from pathlib import Path
from typing import Any

import pytest

from eval.answers import Answered
from eval.cases import Case
from eval.doors import in_process
from eval.generate import generate
from eval.originals import Originals
from eval.plain_words import SAMPLE, Piece, PlainWords, pieces
from eval.report.beside import beside
from eval.report.page import write_report
from eval.run import Run, compared, keep, score_all
from eval.scorers import retrieval
from eval.suites import SUITES, WAYS, Suite

(RETRIEVAL,) = (suite for suite in SUITES if suite.name == "retrieval")
CONFIG = {
    "made_on": "1 October 2026", "door": "in process", "model": None, "index": "i",
    "register_as_at": "2026-09-30", "floors": 0, "compared_with": None,
}  # fmt: skip


def test_each_question_with_an_answer_is_searched_in_every_way() -> None:
    by_way = {
        way: {case.id for case in RETRIEVAL.cases() if case.way == way and case.expected_pages}
        for way in ("", *WAYS)
    }

    assert len(by_way[""]) > 150
    assert all(ids == by_way[""] for ids in by_way.values())
    assert len({case.key for case in RETRIEVAL.cases()}) == len(RETRIEVAL.cases())


def a_case(number: int, way: Any = "") -> Case:
    return Case(
        id=f"q-{number}", kind="k", question="?", why="w", dataset=f"search-{way}", way=way,
        request="search", expected_pages={"a.pdf": [1]},
    )  # fmt: skip


def found(*sources: str) -> dict[str, Any]:
    return {
        "passages": [
            {"rank": n, "source": s, "page": 1, "page_end": 1, "score": 0.5, "text": "t"}
            for n, s in enumerate(sources, 1)
        ]
    }


def a_run(*, own: bool, words: bool) -> Run:
    cases = [a_case(n) for n in range(12)] + [a_case(n, "words") for n in range(12)]
    suite = Suite("retrieval", "About.", retrieval.MEASURES, retrieval.score, lambda: cases)
    good = {"": own, "words": words}
    answers = {
        case.key: Answered(case.key, found("a.pdf" if good[case.way] else "b.pdf"))
        for case in cases
    }
    return score_all([suite], answers, Originals({}), CONFIG)


def test_another_way_has_figures_of_its_own_and_counts_nowhere_else() -> None:
    figures = {each.name: each for each in a_run(own=True, words=False).figures}

    assert (figures["retrieval.recall_at_10"].value, figures["retrieval.recall_at_10"].n) == (1, 12)
    assert figures["retrieval.recall_at_10@words"].value == 0


def test_the_ways_are_compared_question_by_question() -> None:
    run = a_run(own=True, words=False)

    own, words = beside(run, run.suites[0])

    assert own.against is None
    assert words.against is not None
    assert len(words.against.gained) == 12
    assert words.against.more_than_luck
    assert (words.figures[0].value, own.figures[0].value) == (0, 1)


def test_a_change_in_another_way_is_no_change_of_the_product(tmp_path: Path) -> None:
    keep(a_run(own=True, words=False), tmp_path)

    run = compared(a_run(own=True, words=True), tmp_path)

    assert [each for each in run.changes if each.gained or each.lost] == []


def test_the_page_shows_the_ways_in_a_table(tmp_path: Path) -> None:
    for path in write_report(a_run(own=True, words=False), {}, [], tmp_path):
        text = path.read_text(encoding="utf-8")
        assert "words alone" in text
        assert "+100.0" in text


def test_the_plain_words_are_those_of_the_pages() -> None:
    read = list(pieces(SAMPLE))

    assert {each.source for each in read} >= {p.name for p in SAMPLE.glob("*.pdf")}
    assert all(each.page >= 1 and each.text for each in read)
    door = PlainWords([Piece("a.pdf", 3, "custody of children"), Piece("b.pdf", 1, "fraud")])
    first = door.search("children in custody")["passages"][0]
    assert (first["source"], first["page"], first["rank"]) == ("a.pdf", 3, 1)


@pytest.mark.parametrize("way", ["meaning", "words"])
def test_the_assistant_is_searched_by_one_way_alone(
    sample_home: Path, tmp_path: Path, way: str
) -> None:
    door = in_process(sample_home, tmp_path)
    case = a_case(1).model_copy(update={"question": "How long do officers wait?"})
    other = case.model_copy(update={"way": way, "dataset": way})
    try:
        both, alone = generate([case, other], door, run="r")
    finally:
        door.close()

    assert both.document is not None
    assert alone.document is not None
    assert len(both.document["passages"]) == len(alone.document["passages"]) == 10
    assert both.document["passages"] != alone.document["passages"]
