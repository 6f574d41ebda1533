"""Cases are asked as whom they name, library by library."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Case
from eval.libraries import Library, Places
from eval.run import ask_all, in_order


def a_case(name: str, role: Any = "liaison", asker: str | None = None) -> Case:
    return Case(id=name, kind="k", question=name, why="w", role=role, asker=asker)


class Doors:
    """Remembers who is of the team at each door, and what was asked there."""

    def __init__(self) -> None:
        self.opened: list[tuple[set[str | None], list[tuple[str, str | None]]]] = []
        self.closed = 0

    def open(self, library: Library, cases: Sequence[Case]) -> Any:
        team = {case.asker for case in cases if case.role == "liaison" and case.asker}
        asked: list[tuple[str, str | None]] = []
        self.opened.append((team, asked))
        doors = self

        class Opened:
            def ask(self, question: str, *, as_: str | None = None, **_: Any) -> dict[str, Any]:
                asked.append((question, as_))
                return {"status": "answered"}

            def close(self) -> None:
                doors.closed += 1

        return Opened()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path, sample_home=tmp_path)


def test_nobody_is_of_the_team_and_an_officer_at_the_same_door(places: Places) -> None:
    cases = [
        a_case("a", "officer", "ann@x.example"),
        a_case("b", "liaison", "ann@x.example"),
        a_case("c"),
        a_case("d", "officer"),
    ]
    doors = Doors()

    answers = in_order(cases, ask_all(cases, places, doors.open))

    assert [each.key for each in answers] == [case.key for case in cases]
    (team, asked), (nobody, others) = doors.opened
    assert (team, asked) == ({"ann@x.example"}, [("b", "ann@x.example")])
    assert nobody == set()
    assert [question for question, _ in others] == ["a", "c", "d"]
    assert doors.closed == 2


def test_of_a_running_service_other_libraries_cannot_be_asked(places: Places) -> None:
    here, elsewhere = a_case("a"), a_case("b").model_copy(update={"library": "attacked"})

    first, second = ask_all([here, elsewhere], places, Doors().open, only="sample")

    assert first.error is None
    assert second.document is None
    assert "not the library of that service" in str(second.error)
