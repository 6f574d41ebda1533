"""A register in memory, and a door to it that questions can be put to."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from assistant.domain.answers import Answer
from assistant.domain.people import Asker, Role
from assistant.domain.plans import Route, Turn
from assistant.domain.register import Person, RegisterEntry, RegisterVersion
from assistant.register.answer import answer_register
from assistant.understanding.understand import understand
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from tests.assistant.register.memory_register import MemoryRegister
from tests.assistant.register.small_register import AS_AT, ENTRIES, PEOPLE, SETTINGS, TODAY, Ask


@pytest.fixture
def register() -> Callable[..., MemoryRegister]:
    """Make a register of one version, or of several given as (day, entries)."""

    def make(
        *versions: tuple[date, Sequence[RegisterEntry]], people: Sequence[Person] = ()
    ) -> MemoryRegister:
        return MemoryRegister(
            *(
                RegisterVersion(
                    f"v{number}", day, "register.xlsx", "0", tuple(entries), tuple(people)
                )
                for number, (day, entries) in enumerate(versions)
            )
        )

    return make


@pytest.fixture
def ask(register: Callable[..., object]) -> Ask:
    """Ask a question of the newest of some versions, as someone."""

    def asked(
        question: str,
        email: str | None = None,
        liaison: bool = False,
        previous: Turn | None = None,
        versions: tuple[tuple[date, tuple[RegisterEntry, ...]], ...] = ((AS_AT, ENTRIES),),
        public_only: bool = False,
    ) -> Answer:
        roles = frozenset({Role.OFFICER, Role.LIAISON} if liaison else {Role.OFFICER})
        asker = Asker(email=email, roles=roles, public_only=public_only)
        store = register(*versions, people=PEOPLE)
        seen = store.select((), classes=asker.classes, email=email, today=TODAY)  # type: ignore[attr-defined]
        vocabulary = Vocabulary.build(seen, PEOPLE)
        plan = understand(question, vocabulary, asker, TODAY, SETTINGS, previous)
        assert plan.route in {Route.REGISTER, Route.BOTH, Route.CLARIFY}, plan
        return answer_register(plan, store, vocabulary, asker, TODAY, SETTINGS)  # type: ignore[arg-type]

    return asked
