"""A register of the largest size that is loaded: how long loading takes, and an answer."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import process_time

from openpyxl import Workbook

from assistant.door import Door, open_door
from eval.bench import ours
from eval.bench.rows import Row, Target
from eval.bench.timing import in_turns

UNTIL = date(2026, 9, 30)
_HEAD = ("Ref", "Report", "Published", "Type", "No.", "Recommendation", "Addressee",
         "Inspectorate deadline", "Portfolio", "Business area", "Owner", "Owner email", "Status",
         "Priority", "Notes", "Last update", "Date closed")  # fmt: skip
_PORTFOLIOS = ("Crime", "Local Policing", "Digital and Data", "People", "Operations", "Justice")
_STATUSES = ("Closed", "In progress", "Closed", "Open", "Closed", "Pending sign-off", "Closed")
_SUBJECTS = ("custody", "fraud", "stalking", "vetting", "missing children", "roads", "firearms",
             "burglary", "call handling", "cyber crime", "hate crime", "rural crime")  # fmt: skip
_TASKS = ("review the guidance on", "train all officers in", "publish figures of", "supervise",
          "agree a protocol with partners on", "check the quality of")  # fmt: skip
_AREAS, _OWNERS = 60, 400
_PER_REPORT = 40
_FIRST, _LAST = ("Ada", "Ben", "Cora", "Dev", "Esme", "Finn", "Gwen", "Hal"), (
    "Marlowe", "Thackett", "Osgood", "Penhale", "Rusholme", "Stannard", "Tranter", "Upwood",
    "Varley", "Wrexton")  # fmt: skip
QUESTIONS = (
    "How many recommendations are open?",
    "How many are overdue in the Crime portfolio?",
    "What is due in October 2026?",
    "Who owns {ref}?",
    "What does {owner} own that is overdue?",
    "Which recommendations did {owner} close this year?",
    "Which entries of {area} are due before 31 December 2026?",
    "Show me the overdue recommendations",
    "Everything in the People portfolio",
    "How many are overdue by portfolio?",
    "When is {ref} due?",
    "List the high priority recommendations of {area} that are still open",
    "What is the status of {ref}?",
    "Which are pending sign-off?",
    "How many recommendations has {owner}?",
    "Show me recommendations due this month in Digital and Data",
    "What is the next deadline for {owner}?",
    "Which recommendations mention a protocol with partners on {subject}?",
    "What share of the Justice portfolio is closed?",
    "Which have no owner in Local Policing?",
    "How many recommendations came from {report}?",
    "List the open recommendations from {report}",
    "Break down open recommendations by business area",
    "Which recommendations changed hands?",
)
"""An ordinary mix: about the owner's, an area's and a report's few, and the whole."""
_MEDIAN_MS, _UNDERSTAND_MS, _LOAD_S = 50.0, 10.0, 75.0


def measure(scratch: Path, entries: int, asked: int) -> list[Row]:
    """Load a register of so many entries, and time a mix of questions on it.

    Args:
        scratch: Where the register and its index are made.
        entries: How many.
        asked: How many questions.
    """
    scratch = scratch / f"register-{entries}"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    path = write(scratch / "register.xlsx", entries)
    began = process_time()
    ours.index(scratch / "home", register=path, as_at=UNTIL)
    loading = process_time() - began
    door = open_door(home=scratch / "home")
    size = f"{entries:,} entries"
    try:
        rows = list(_asked(door, size, questions(entries, asked)))
    finally:
        door.close()
    note = "processor time"
    what = f"register of {size} loaded"
    return [Row(what, loading, 1, unit="s", target=Target(_LOAD_S), note=note), *rows]


def _asked(door: Door, size: str, texts: list[str]) -> Iterator[Row]:
    understood: list[float] = []

    def ask(text: str) -> None:
        answer = door.ask(text, today=UNTIL)
        understood.append(answer["provenance"]["took_ms"]["understand"])

    (times,) = in_turns(texts, ask)
    note = f"{times.work:.1f} ms of processor time; the document included"
    yield Row(f"a mix of questions, {size}, p50", times.p50, times.n, target=Target(_MEDIAN_MS),
              note=note)  # fmt: skip
    yield Row(f"a mix of questions, {size}, p95", times.p95, times.n)
    middle = sorted(understood)[len(understood) // 2]
    yield Row(f"understanding, {size}, p50", middle, times.n, target=Target(_UNDERSTAND_MS))


def questions(entries: int, asked: int) -> list[str]:
    """Return so many questions of the mix, each about another entry."""
    found = []
    for turn in range(asked):
        place = turn * 7919 % entries
        found.append(
            QUESTIONS[turn % len(QUESTIONS)].format(
                ref=_ref(place),
                owner=_owner(place),
                area=_area(place),
                report=_report(place),
                subject=_SUBJECTS[place % len(_SUBJECTS)],
            )
        )
    return found


def write(path: Path, entries: int) -> Path:
    """Write a workbook of so many entries, and return its path."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.append(_HEAD)
    for place in range(entries):
        sheet.append(_row(place))
    book.save(path)
    return path


def _row(place: int) -> tuple[object, ...]:
    due = UNTIL + timedelta(days=place * 13 % 1500 - 1200)
    status = _STATUSES[place // 3 % len(_STATUSES)]
    owned = place % 11 != 0
    subject = _SUBJECTS[place % len(_SUBJECTS)]
    task = _TASKS[place // 5 % len(_TASKS)]
    deadline = f"By {due.day} {due:%B %Y}"
    return (
        _ref(place), _report(place), UNTIL - timedelta(days=place // _PER_REPORT % 2000),
        "Recommendation" if place % 5 else "Area for improvement", place % _PER_REPORT + 1,
        f"{deadline}, chief constables should {task} {subject}, with attention to part "
        f"{place % 97} of the standard, and report what they found to the board.",
        "Chief constables", deadline if place % 9 else None, _PORTFOLIOS[place % 6], _area(place),
        _owner(place) if owned else None,
        f"{_owner(place).replace(' ', '.').lower()}@force.example" if owned else None,
        status, ("High", "Medium", "Low")[place % 3], f"Discussed at meeting {place % 50}.",
        UNTIL - timedelta(days=place % 300),
        due if status == "Closed" else None,
    )  # fmt: skip


def _ref(place: int) -> str:
    return f"RG{place // _PER_REPORT + 1}-{place % _PER_REPORT + 1:02}"


def _report(place: int) -> str:
    number = place // _PER_REPORT
    return f"Inspection {number + 1}: how forces deal with {_SUBJECTS[number % len(_SUBJECTS)]}"


def _owner(place: int) -> str:
    number = place * 31 % _OWNERS
    first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
    return f"{first} {last}{'son' if number // (len(_FIRST) * len(_LAST)) else ''}"


def _area(place: int) -> str:
    number = place // 2 % _AREAS
    return f"{_SUBJECTS[number % len(_SUBJECTS)].title()} Team {number // len(_SUBJECTS) + 1}"
