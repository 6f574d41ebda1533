"""A small register of a force that doesn't exist, and a reader of questions about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assistant.domain.people import Asker
from assistant.domain.plans import Plan, Turn
from assistant.domain.register import DueBasis, Person, RegisterEntry, Status
from assistant.settings import Settings
from assistant.understanding.understand import understand
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from tests.assistant.understanding.conditions import FRAUD, KEYS, REVISIT, STALKING
from tests.builders import an_entry

TODAY = date(2026, 5, 20)

PEOPLE = (
    Person("DCI Ada Marlowe", ("Ada Marlowe", "A Marlowe", "Head of Fraud"), ("ada@x.example",)),
    Person("Supt Bram Oakes", ("Bram Oakes", "ACC Crime"), ("bram@x.example",)),
    Person("Insp Carys Pell", ("Carys Pell",), ("carys@x.example",)),
    Person("Sgt Dev Pell", ("Dev Pell",), ("dev@x.example",)),
)
EMAILS = {person.name: person.emails[0] for person in PEOPLE}


def entry(row: int, report: str, number: str, **more: object) -> RegisterEntry:
    """Make an entry; what isn't given is as in most rows."""
    basics = {
        "id": f"S!{row}", "ref": f"REG-{row:02d}", "row": row, "report": report, "number": number,
        "text": "Review the policy and publish it.", "published": date(2026, 1, 10),
        "addressees": ("Chief constables",), "portfolio": "Crime", "priority": "High",
        "business_areas": ("Economic Crime",), "owners": ("DCI Ada Marlowe",),
    }  # fmt: skip
    made = an_entry(**basics | more)
    emails = tuple(EMAILS[name] for name in made.owners if name in EMAILS)
    basis = DueBasis.FORCE_TARGET if made.due else DueBasis.NONE
    return replace(made, owner_emails=emails, due_basis=basis)


ENTRIES = (
    entry(2, FRAUD, "1", due=date(2026, 4, 30)),
    entry(3, FRAUD, "2", status=Status.CLOSED, status_text="Closed", closed_on=date(2026, 3, 2)),
    entry(4, REVISIT, "1", due=date(2026, 6, 30), text="Train supervisors in bail."),
    entry(5, REVISIT, "2", due=date(2026, 5, 20), owners=("Supt Bram Oakes",), priority="Low"),
    entry(
        6,
        KEYS,
        "I",
        portfolio="Local Policing",
        business_areas=("Custody", "Contact Centre (CC)"),
        owners=("Insp Carys Pell",),
        delegates=("Sgt Dev Pell",),
        due=date(2026, 11, 30),
        addressees=("Home Office", "College of Policing"),
    ),
    entry(
        7,
        KEYS,
        "II",
        kind="area for improvement",
        portfolio="Local Policing",
        business_areas=("Custody",),
        owners=(),
        immediate=True,
        deadline_text="Immediately",
    ),
    entry(
        8,
        STALKING,
        "1",
        portfolio=None,
        business_areas=(),
        boards=("Harm Board",),
        owners=("Supt Bram Oakes",),
        status=Status.AWAITING_SIGN_OFF,
        status_text="Pending sign-off",
        published=date(2025, 6, 1),
        extra=(("Cost code", "X12"),),
    ),
)


@pytest.fixture(scope="session")
def entries() -> tuple[RegisterEntry, ...]:
    return ENTRIES


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary.build(ENTRIES, PEOPLE)


@pytest.fixture(scope="session")
def settings() -> Settings:
    days = (date(2026, 3, 25), date(2026, 6, 24))
    return Settings(committee_dates=days, _env_file=None)  # type: ignore[call-arg]


@pytest.fixture
def read(vocabulary: Vocabulary, settings: Settings) -> Callable[..., Plan]:
    """Read a question as asked by someone, after earlier ones."""

    def ask(question: str, email: str | None = None, previous: Turn | None = None) -> Plan:
        return understand(question, vocabulary, Asker(email=email), TODAY, settings, previous)

    return ask
