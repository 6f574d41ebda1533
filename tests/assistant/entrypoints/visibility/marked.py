"""A register and reports of which most may be seen by few, each entry with a word of its own."""

import csv
import io
import random
from dataclasses import dataclass, replace
from datetime import date

from assistant.domain.people import Asker, Role

DAY = date(2026, 10, 1)
PEOPLE = ["Ann Archer", "Ben Baxter", "Cat Corley", "Dev Dhillon", "Eva Elland", "Fay Fulford"]
AREAS = ["Custody", "Fraud", "Vetting", "Control Room"]
# Only "public" and "force" let anyone else in; whatever else stands there is restricted.
MARKINGS = ["public", "force", "Restricted", "", "true", " RESTRICTED ", "null", "publik"]
OPEN_REPORT = "Open hands: an inspection of property stores"
SHUT_REPORT = "Closed doors: a review of covert premises"


def email_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@wexmoor.police.example"


HEADERS = (
    "Ref",
    "Report",
    "Recommendation text",
    "Owner",
    "Owner email",
    "Business area",
    "Due date",
    "Status",
    "Marking",
    "Notes",
)


@dataclass(frozen=True)
class Row:
    ref: str
    canary: str
    owner: str
    area: str
    marking: str
    due: str
    status: str

    def shown_to(self, asker: Asker) -> bool:
        """The reference filter."""
        if Role.LIAISON in asker.roles or self.marking in {"public", "force"}:
            return True
        return asker.email == email_of(self.owner)


def _word(choose: random.Random) -> str:
    return "".join(choose.choice("bdfgklmnprtvz") + choose.choice("aeiou") for _ in range(5)) + "x"


def _rows(choose: random.Random) -> list[Row]:
    """Rows; those for everyone come first, so that leaving out the others moves none."""
    rows = [
        Row(
            f"QRX-{number:03}",
            _word(choose),
            choose.choice(PEOPLE),
            choose.choice(AREAS),
            choose.choice(MARKINGS),
            f"2026-{choose.randrange(1, 13):02}-15",
            choose.choice(["In progress", "Closed", "Not allocated"]),
        )
        for number in range(1, 71)
    ]
    # One owner and one area are known from restricted rows only.
    rows += [replace(rows[n], ref=f"QRX-1{n:02}", canary=_word(choose)) for n in range(3)]
    shut = {"owner": "Gus Galloway", "area": "Covert Operations", "marking": "Restricted"}
    rows[-3:] = [replace(row, **shut) for row in rows[-3:]]
    return sorted(rows, key=lambda row: row.marking not in {"public", "force"})


ROWS = _rows(random.Random(7))
REPORT_CANARIES = [_word(random.Random(seed)) for seed in range(90, 100)]


def register_csv(rows: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS)
    for row in rows:
        writer.writerow(
            [
                row.ref,
                SHUT_REPORT if row.marking not in {"public", "force"} else OPEN_REPORT,
                f"The force should review its {row.canary} arrangements.",
                row.owner,
                email_of(row.owner),
                row.area,
                row.due,
                row.status,
                row.marking,
                f"Discussed with {row.canary}hall.",
            ]
        )
    return out.getvalue()


def report_md(title: str, words: list[str]) -> str:
    paragraphs = "\n\n".join(
        f"We found that the {word} stores were checked every week by two officers. "
        f"The {word} ledger was kept up to date."
        for word in words
    )
    return f"# {title}\n\n## Findings\n\n{paragraphs}\n"


def someone(choose: random.Random) -> Asker:
    role = choose.choice([Role.OFFICER, Role.OFFICER, Role.COMMITTEE, Role.ADMINISTRATOR])
    if choose.random() < 0.1:
        role = Role.LIAISON
    name = choose.choice([*PEOPLE, "Zed Nobody", "Yan Outsider"])
    return Asker(email_of(name), name, frozenset({role}), "http")


def question_of(choose: random.Random) -> str:
    person, area, row = choose.choice(PEOPLE), choose.choice(AREAS), choose.choice(ROWS)
    return choose.choice(
        [
            "How many recommendations are there?",
            "Which recommendations are overdue?",
            "List all entries in the register",
            f"What does {person} own?",
            f"How many recommendations does {person} own that are open?",
            f"Which recommendations are in {area}?",
            "How many recommendations are there by owner?",
            "How many are there by business area?",
            "Which are due next?",
            f"What is the status of {row.ref}?",
            f"Who owns {row.ref}?",
            "What do I own?",
            "Which are mine and overdue?",
            f"Which recommendations came from {SHUT_REPORT}?",
            "Which recommendations have no owner?",
            "What is due before 1 July 2026?",
            f"Which recommendations mention {row.canary}?",
            f"What did {SHUT_REPORT} find?",
            "How often were the stores checked?",
            f"What does the report say about the {choose.choice(REPORT_CANARIES)} ledger?",
        ]
    )


def hidden_from(asker: Asker) -> list[str]:
    words = [row.canary for row in ROWS if not row.shown_to(asker)]
    words += [row.ref for row in ROWS if not row.shown_to(asker)]
    return words if Role.LIAISON in asker.roles else words + REPORT_CANARIES
