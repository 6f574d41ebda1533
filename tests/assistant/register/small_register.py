"""A small register of a force that doesn't exist, with one entry that only some may see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.domain.answers import Answer
from assistant.domain.register import DueBasis, Person, RegisterEntry, Status
from assistant.domain.sources import Visibility
from assistant.settings import Settings
from tests.builders import an_entry

Ask = Callable[..., Answer]
TODAY = date(2026, 5, 20)
AS_AT = date(2026, 5, 15)
SETTINGS = Settings(contact="the duty desk", _env_file=None)  # type: ignore[call-arg]
FRAUD = "Paying the price: an inspection of the police response to fraud"
CELLS = "Behind the door: an inspection of cells"
PEOPLE = (
    Person("DCI Ada Marlowe", ("Ada Marlowe", "Head of Fraud"), ("ada@x.example",)),
    Person("Supt Bram Oakes", ("Bram Oakes",), ("bram@x.example",)),
)
EMAILS = {"DCI Ada Marlowe": "ada@x.example", "Head of Fraud": "ada@x.example",
          "Supt Bram Oakes": "bram@x.example"}  # fmt: skip


def entry(row: int, report: str, number: str, **more: object) -> RegisterEntry:
    basics = {
        "id": f"S!{row}", "ref": f"REG-{row:02d}", "row": row, "report": report, "number": number,
        "text": f"Wording of row {row}.", "published": date(2026, 1, 10), "portfolio": "Crime",
        "business_areas": ("Economic Crime",), "owners": ("DCI Ada Marlowe",),
        "addressees": ("Chief constables",),
    }  # fmt: skip
    made = an_entry(**basics | more)
    emails = tuple(EMAILS[name] for name in made.owners if name in EMAILS)
    basis = DueBasis.INSPECTORATE if made.due else DueBasis.NONE
    return replace(made, owner_emails=emails, due_basis=basis)


ENTRIES = (
    entry(2, FRAUD, "1", due=date(2026, 4, 30)),
    entry(3, FRAUD, "2", status=Status.CLOSED, status_text="Closed", notes="Closed by letter."),
    entry(4, FRAUD, "3", due=date(2026, 6, 30), owners=("Head of Fraud",)),
    entry(5, CELLS, "I", due=TODAY, owners=("Supt Bram Oakes",), portfolio="Local Policing",
          business_areas=("Cells", "Contact")),
    entry(6, CELLS, "II", owners=(), portfolio=None, business_areas=("Cells",), immediate=True,
          deadline_text="Immediately", status=Status.AWAITING_SIGN_OFF,
          status_text="Sent to the inspectorate in April, not yet signed off",
          notes="Work led by the cells lead; a lead, not the owner"),
    entry(7, CELLS, "III", visibility=Visibility.RESTRICTED, due=date(2026, 1, 1),
          owners=("Supt Bram Oakes",), portfolio="Secret", business_areas=("Cells",)),
)  # fmt: skip


def text(answer: Answer) -> str:
    return "\n".join(statement.text for statement in answer.statements)


def refs(answer: Answer) -> list[str]:
    return [each.ref for each in answer.entries]


MARCH = date(2026, 3, 1)
EARLIER = (
    entry(2, FRAUD, "1", due=date(2026, 3, 31)),
    entry(3, FRAUD, "2"),
    entry(5, CELLS, "I", due=TODAY, owners=("DCI Ada Marlowe",)),
    entry(9, CELLS, "IX"),
)
