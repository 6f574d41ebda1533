"""The questions on a real committee paper that its register answers."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.adapters.register_sqlite import SqliteRegister
from assistant.adapters.register_sqlite_build import build
from assistant.domain.answers import Answer, RegisterSource
from assistant.domain.people import Asker
from assistant.domain.plans import Plan, Route, Turn
from assistant.domain.queries import Ask
from assistant.domain.sources import Visibility
from assistant.register.answer import answer_register
from assistant.render.document import answer_text
from assistant.settings import Settings
from assistant.understanding.understand import understand
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from ingest.register.load import load_register

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]
ASKER = Asker(email="someone@force.example")
LEAST = 24
"""Questions that the register itself must answer; the others are on the paper's text."""


class Door:
    """Questions in, answers out, on one register."""

    def __init__(self, register: Path, store: Path, day: date) -> None:
        self.day = day
        version = load_register(
            register, as_at=day, profile=None, default_visibility=Visibility.FORCE
        ).version
        build(store, [version])
        self.store = SqliteRegister(store)
        self.entries = version.entries
        self.vocabulary = Vocabulary.build(version.entries, version.people)

    def ask(self, question: str, previous: Turn | None = None) -> tuple[Plan, Answer | None]:
        plan = understand(question, self.vocabulary, ASKER, self.day, SETTINGS, previous)
        if plan.route in {Route.REPORT, Route.OUT_OF_SCOPE, Route.HELP, Route.DRAFT}:
            return plan, None
        return plan, answer_register(plan, self.store, self.vocabulary, ASKER, self.day, SETTINGS)

    def after(self, context: list[str]) -> Turn | None:
        turn = None
        for question in context:
            plan, answer = self.ask(question, turn)
            turn = Turn(plan, tuple(entry.ref for entry in answer.entries) if answer else ())
        return turn


@pytest.fixture(scope="module")
def door(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Door:
    folder = shared_data / "committee-paper"
    store = tmp_path_factory.mktemp("register") / "register.sqlite"
    return Door(folder / "register.csv", store, date(2021, 9, 29))


@pytest.fixture(scope="module")
def cases(shared_data: Path) -> list[dict[str, Any]]:
    path = shared_data / "committee-paper" / "questions.json"
    loaded: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_every_question_that_the_register_answers_is_answered_rightly(
    door: Door, cases: list[dict[str, Any]]
) -> None:
    wrong, answered = [], 0
    for case in cases:
        plan, answer = door.ask(case["question"], door.after(case["context"]))
        if plan.route is Route.REPORT or _asks_the_report_too(plan):
            continue
        text = answer_text(answer) if answer else plan.message
        missing = [p for p in case["must_include"] if not re.search(p, text, re.IGNORECASE)]
        said = [p for p in case["must_not_include"] if re.search(p, text, re.IGNORECASE)]
        answered += 1
        if missing or said:
            wrong.append((case["id"], missing, said))
    assert wrong == []
    assert answered >= LEAST


def test_every_citation_is_a_row_and_its_wording(door: Door, cases: list[dict[str, Any]]) -> None:
    wording = {entry.row: entry.text for entry in door.entries}
    for case in cases:
        _, answer = door.ask(case["question"], door.after(case["context"]))
        for statement in answer.statements if answer else ():
            for source in statement.sources:
                assert isinstance(source, RegisterSource)
                assert wording[source.row] == source.quote


def _asks_the_report_too(plan: Plan) -> bool:
    """How many a report made, only the report says; the register says how many it holds."""
    counted = plan.register is not None and plan.register.ask is Ask.COUNT
    return plan.route is Route.BOTH and counted
