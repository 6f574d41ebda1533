"""The report of a run: whole, safe, and silent about the unread."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from eval.answers import Answered
from eval.cases import Case
from eval.comparison import compare
from eval.gates import falls
from eval.originals import Originals
from eval.report.curves import time_by_step
from eval.report.page import percent, write_report
from eval.report.plots import Axis, Bar, Series, bars, interval_bar, lines
from eval.run import Run, compared, keep, kept_answers, score_all
from eval.scorers import register
from eval.scoring import Score
from eval.suites import Suite

CONFIG = {
    "made_on": "1 October 2026", "door": "in process", "model": None, "index": "i",
    "register_as_at": "2026-09-30", "floors": 1, "compared_with": None,
}  # fmt: skip
NASTY = "<script>alert('x')</script> & “quotes” | pipes\nand lines"


def a_case(name: str, split: str = "open") -> Case:
    return Case(
        id=name, kind="k", question=f"{name} {NASTY}", why="w", dataset="d", split=split,
        expected_refs=["A"], expected_count=1,
    )  # fmt: skip


def a_document(*refs: str) -> dict[str, Any]:
    return {
        "status": "answered", "kind": "register", "reason": None, "text": NASTY, "count": len(refs),
        "entries": [{"ref": ref} for ref in refs], "groups": [], "citations": [], "statements": [],
        "asked": {"interpretation": "as asked"},
        "provenance": {"took_ms": {"understand": 1.0, "answer": 2.0, "total": 3.0}},
    }  # fmt: skip


def a_run(*right: bool) -> Run:
    cases = [a_case(f"open-{n}") for n in range(len(right))] + [a_case("secret", "unread")]
    suite = Suite("register", "About.", register.MEASURES, register.score, lambda: cases)
    refs = ["A" if each else "B" for each in (*right, False)]
    answers = {
        case.key: Answered(case.key, a_document(ref)) for case, ref in zip(cases, refs, strict=True)
    }
    return score_all([suite], answers, Originals({}), CONFIG)


def test_the_page_is_one_file_that_needs_no_other(tmp_path: Path) -> None:
    run = a_run(*([True] * 21 + [False]))
    fallen = falls(run.figures, {"register.exact": 0.99})

    page, markdown = write_report(run, {"register.exact": 0.99}, fallen, tmp_path)

    text = page.read_text(encoding="utf-8")
    root = html.document_fromstring(text)
    assert not root.xpath("//script | //link | //img | //@src | //iframe")
    assert "register.exact is 0.9130, under its floor of 0.9900" in root.text_content()
    assert root.xpath("//tr[contains(@class, 'fell')]")
    assert "Where time goes" in text
    assert "register.exact" in markdown.read_text(encoding="utf-8")


def test_what_people_and_documents_wrote_is_shown_as_text(tmp_path: Path) -> None:
    page, markdown = write_report(a_run(False), {}, [], tmp_path)

    assert "<script>" not in page.read_text(encoding="utf-8")
    assert "alert" in page.read_text(encoding="utf-8")
    rows = [r for r in markdown.read_text(encoding="utf-8").splitlines() if "open-0" in r]
    assert len(rows) == 1
    assert rows[0].replace("\\|", "").count("|") == 4


def compared_with_itself_spoiled(folder: Path) -> Run:
    """A run in which every case, the unread one too, has lost."""
    run = a_run(True, False)
    better = {
        suite: {key: dict.fromkeys(found, Score(1.0)) for key, found in cases.items()}
        for suite, cases in run.scores.items()
    }
    keep(replace(run, scores=better), folder)
    return compared(run, folder)


def test_unread_questions_are_counted_but_never_shown(tmp_path: Path) -> None:
    run = compared_with_itself_spoiled(tmp_path)
    for path in write_report(run, {}, [], tmp_path):
        text = path.read_text(encoding="utf-8")
        assert "secret" not in text
        assert "unread" in text


def test_a_run_can_be_kept_scored_again_and_compared(tmp_path: Path) -> None:
    before, after = a_run(False, True), a_run(True, True)
    keep(before, tmp_path)

    assert kept_answers(tmp_path) == before.answers
    changed = {each.name: each for each in compared(after, tmp_path).changes}
    assert changed["register.exact"].gained == ("d/open-0",)
    assert changed["register.exact"].lost == ()
    page, _ = write_report(compared(after, tmp_path), {}, [], tmp_path)
    assert "d/open-0" in page.read_text(encoding="utf-8")


def test_a_run_compared_with_itself_has_no_change(tmp_path: Path) -> None:
    run = a_run(True, False)
    scores = run.scores["register"]

    assert all(
        not each.gained and not each.lost
        for each in compare("register", register.MEASURES, scores, scores)
    )


@pytest.mark.parametrize(
    "svg",
    [
        lines("A <b>", [Series("a & b", ((0, 0), (1, 1))), Series("p", ((0.5, 0.5),), True)],
              Axis("x"), Axis("y")),
        bars("B", [Bar("register <10>", (("understand", 1.0), ("answer", 2.0)), 5.0)]),
        interval_bar(0.5, 0.4, 0.6, 0.45),
    ],
    ids=["lines", "bars", "interval"],
)  # fmt: skip
def test_plots_are_well_formed(svg: str) -> None:
    root = etree.fromstring(svg.encode())

    assert root.tag == "svg"
    assert not root.xpath("//b")


def test_points_stand_where_their_values_say() -> None:
    root = etree.fromstring(
        lines("A", [Series("s", ((0.0, 0.0), (1.0, 1.0)))], Axis("x"), Axis("y")).encode()
    )
    (points,) = root.xpath("//polyline/@points")
    (x0, y0), (x1, y1) = (map(float, pair.split(",")) for pair in points.split())
    assert x0 < x1
    assert y0 > y1


def test_shares_have_one_decimal_and_nothing_has_a_dash() -> None:
    assert (percent(0.98765), percent(None)) == ("98.8%", "–")


def test_time_at_a_language_model_is_a_step_of_its_own() -> None:
    run = a_run(*[True] * 25)
    for answer in run.answers.values():
        assert answer.document is not None
        answer.document["provenance"]["took_ms"] = {
            "understand": 1.0, "retrieve": 2.0, "model": 900.0, "answer": 7.0, "total": 910.0,
        }  # fmt: skip

    plot = time_by_step(run)

    assert "910 ms at the median" in plot
    steps = [each.text for each in etree.fromstring(plot).iter("{*}text")]
    assert steps[1:5] == ["understand", "search", "language model", "answer"]
