"""A fast part of the evaluation, against floors of its own."""

from pathlib import Path

from eval.answers import Answered
from eval.fast import SIZES, fast_suites
from eval.session import Result, Session
from eval.suites import SUITES


def test_no_figure_of_the_fast_part_has_fallen(fast_run: Result) -> None:
    assert [str(fall) for fall in fast_run.fallen] == []


def test_every_question_of_the_fast_part_is_answered_without_an_error(fast_run: Result) -> None:
    assert {key: a.error for key, a in fast_run.run.answers.items() if a.error} == {}


def test_every_suite_that_needs_no_model_has_a_fast_part() -> None:
    assert {suite.name for suite in SUITES if not suite.needs_model} == set(SIZES)
    for suite in fast_suites():
        chosen = {case.key for case in suite.cases()}
        assert {c.variant_of for c in suite.cases() if c.variant_of} <= chosen
        assert chosen == {case.key for case in fast_suites([suite.name])[0].cases()}


AGAIN = ("reports", "retrieval", "conversation", "drafts", "permissions")
"""Suites asked a second time: every kind of request and of answer is among them."""


def without_times(answer: Answered) -> object:
    """What was answered without what differs by nature: how long it took, and when."""

    def plain(each: object) -> object:
        if isinstance(each, dict):
            return {k: plain(v) for k, v in each.items() if k not in {"took_ms", "made_at"}}
        return [plain(v) for v in each] if isinstance(each, list) else each

    return plain(answer.document)


def test_running_twice_gives_the_same_answers_and_figures(
    fast_run: Result, sample_home: Path, libraries: Path, tmp_path: Path
) -> None:
    session = Session(AGAIN, fast=True, home=sample_home, libraries=libraries, out=tmp_path)
    again = session.carry_out().run

    first = fast_run.run
    assert again.figures == [each for each in first.figures if each.suite in AGAIN]
    assert again.scores == {name: first.scores[name] for name in again.scores}
    for key, answer in again.answers.items():
        assert without_times(answer) == without_times(first.answers[key]), key
