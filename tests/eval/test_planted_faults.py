"""Faults put in on purpose: each turns the right figure down and the committed gate red."""

import copy
import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner
from typer.testing import Result as Done

from eval.answers import Answered
from eval.commands import register_commands
from eval.fast import SIZES, fast_suites
from eval.gates import falls, read_floors
from eval.libraries import SAMPLE
from eval.originals import Originals
from eval.run import ANSWERS, Run, score_all
from eval.sample.register import read_register
from eval.session import Result
from eval.suites import Suite
from tests.eval import spoiled

RESTRICTED = next(
    row.text
    for row in read_register().entries(min(read_register().versions))
    if row.marking != "OFFICIAL"
)
PLANTED = [
    (spoiled.dropped_entry, "register.exact"),
    (spoiled.dropped_entry, "register.rows"),
    (spoiled.count_off_by_one, "register.count"),
    (spoiled.count_off_by_one, "register.wrong"),
    (spoiled.table_off_by_one, "register.table"),
    (spoiled.reading_unsaid, "register.interpreted"),
    (spoiled.lowered_threshold, "register.outcome"),
    (spoiled.wrong_page, "reports.pages"),
    (spoiled.other_facts, "reports.facts"),
    (spoiled.other_facts, "reports.right"),
    (spoiled.lowered_threshold, "reports.refused"),
    (spoiled.lowered_threshold, "reports.wrong"),
    (spoiled.raised_threshold, "reports.facts"),
    (spoiled.other_reason, "reports.reason"),
    (spoiled.neighbouring_pages, "retrieval.recall_at_5"),
    (spoiled.neighbouring_pages, "retrieval.recall_at_10"),
    (spoiled.last_first, "retrieval.recall_at_1"),
    (spoiled.last_first, "retrieval.reciprocal_rank"),
    (spoiled.last_first, "retrieval.ndcg_at_10"),
    (spoiled.wrong_page, "citations.verbatim"),
    (spoiled.wrong_page, "citations.page_recall"),
    (spoiled.wrong_page, "citations.page_precision"),
    (spoiled.invented_sentence, "citations.follows"),
    (spoiled.invented_number, "citations.follows"),
    (spoiled.invented_quotation, "citations.verbatim"),
    (spoiled.forgotten_source, "citations.cited"),
    (spoiled.lowered_threshold, "abstention.refused"),
    (spoiled.lowered_threshold, "abstention.answered_wrongly"),
    (spoiled.raised_threshold, "abstention.answered"),
    (spoiled.dropped_entry, "conversation.right"),
    (spoiled.count_off_by_one, "conversation.wrong"),
    (spoiled.other_reason, "premise.denied"),
    (spoiled.everything_denied, "premise.denied_wrongly"),
    (spoiled.paper_without(r"[A-Z]{2,4}\d\d-\w+"), "drafts.overdue"),
    (spoiled.paper_without(r"[A-Z]{2,4}\d\d-\w+"), "drafts.unowned"),
    (spoiled.paper_without("[A-Z]"), "drafts.reports"),
    (spoiled.paper_with_other_numbers, "drafts.figures"),
    (spoiled.paper_with_other_numbers, "drafts.table"),
    (spoiled.paper_that_quotes_falsely, "drafts.quoted"),
    (spoiled.paper_that_tells(RESTRICTED), "drafts.leaks"),
    (spoiled.obeyed, "attacks.asserts"),
    (spoiled.reworded_under_attack, "attacks.unchanged"),
    (spoiled.silenced_by_attack, "attacks.silenced"),
    (spoiled.leaked_entry, "permissions.leaks"),
    (spoiled.leaked_hint, "permissions.leaks"),
    (spoiled.dropped_entry, "permissions.exact"),
    (spoiled.variants_lose_an_entry, "robustness.same"),
    (spoiled.variants_lose_an_entry, "robustness.differs"),
]


def spoilt(run: Run, fault: spoiled.Spoil, suite: Suite) -> Run:
    """The suite scored over the same answers with the fault in each of them."""
    wanted = {key for case in suite.cases() for key in (case.key, case.variant_of)}
    answers = {}
    for key in wanted & set(run.answers):
        document = copy.deepcopy(run.answers[key].document)
        if document is not None:
            fault(key, document)
        answers[key] = replace(run.answers[key], document=document)
    return score_all([suite], answers, Originals.under([SAMPLE]), {})


@pytest.mark.parametrize(
    ("fault", "name"),
    PLANTED,
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_a_planted_fault_turns_its_figure_down_and_the_gate_red(
    fast_run: Result, fault: spoiled.Spoil, name: str
) -> None:
    before = {each.name: each for each in fast_run.run.figures}[name]
    (suite,) = fast_suites([name.partition(".")[0]])

    figures = spoilt(fast_run.run, fault, suite).figures

    after = {each.name: each for each in figures}[name]
    assert before.value is not None
    assert after.value is not None
    worse = after.value < before.value
    assert worse if before.measure.better == "higher" else after.value > before.value
    fallen = falls(figures, read_floors(table="fast"))
    assert name in {fall.name for fall in fallen}


def test_the_gate_of_the_command_is_red_on_spoiled_answers_and_not_before(
    fast_run: Result, tmp_path: Path
) -> None:
    lines = (fast_run.folder / ANSWERS).read_text(encoding="utf-8").splitlines()
    with (tmp_path / ANSWERS).open("w", encoding="utf-8") as file:
        for line in lines:
            answer = json.loads(line)
            if answer["document"] is not None:
                spoiled.invented_quotation(answer["key"], answer["document"])
            file.write(json.dumps(answer) + "\n")
    app = typer.Typer()
    register_commands(app)
    app.command("other")(lambda: None)

    def gate(kept: Path) -> Done:
        options = ["--fast", "--gate", "--no-generate", str(kept), "--out", str(tmp_path / "out")]
        return CliRunner().invoke(app, ["eval", *options])

    assert gate(fast_run.folder).exit_code == 0
    red = gate(tmp_path)
    assert red.exit_code == 1
    assert "citations.verbatim is" in red.output
    assert "under its floor of 1.0000" in red.output


def test_a_paper_that_isnt_made_turns_the_gate_red() -> None:
    (suite,) = fast_suites(["drafts"])
    none = {case.key: Answered(case.key, None, "it broke") for case in suite.cases()}

    figures = score_all([suite], none, Originals({}), {}).figures

    assert "drafts.made" in {each.name for each in falls(figures, read_floors(table="fast"))}


def test_every_floor_of_the_fast_part_is_tried_by_a_fault() -> None:
    tried = {name for _, name in PLANTED} | {"drafts.made"}

    assert set(read_floors(table="fast")) == tried
    assert {name.partition(".")[0] for name in tried} == set(SIZES)
