"""A committee paper of a dozen reports over a register of five hundred entries, drafted anew."""

import csv
import shutil
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time

from assistant.door import open_door
from eval.bench import ours
from eval.bench.rows import Row, Target

REPORTS, ENTRIES = 12, 500
UNTIL = date(2026, 9, 30)
_A_REPORT = ENTRIES // REPORTS + 1
_STATUSES = ("In progress", "Closed", "Pending sign-off", "", "Not applicable")
_PORTFOLIOS = ("Crime", "Local Policing", "Digital and Data", "")
_MOST_MS = 3_000.0


def measure(scratch: Path, times: int) -> list[Row]:
    """Draft the papers of different periods, so that none is had from the last; the best counts.

    Args:
        scratch: Where the reports, the register and their index are made.
        times: How often.
    """
    scratch = scratch / "drafting"
    shutil.rmtree(scratch, ignore_errors=True)
    documents = scratch / "documents"
    documents.mkdir(parents=True)
    titles = [_write(documents, number) for number in range(REPORTS)]
    register = _register(scratch / "register.csv", titles)
    home = scratch / "home"
    ours.index(home, documents, register=register, as_at=UNTIL)
    door = open_door(home=home)
    took, worked = [], []
    try:
        for earlier in range(times):
            started, began = perf_counter(), process_time()
            door.draft(UNTIL - timedelta(days=91 + earlier), UNTIL)
            took.append((perf_counter() - started) * 1000)
            worked.append((process_time() - began) * 1000)
    finally:
        door.close()
    what = f"paper of {REPORTS} reports and {ENTRIES} entries"
    note = f"{min(worked):,.0f} ms of processor time"
    return [Row(what, min(took), times, target=Target(_MOST_MS), note=note)]


def _published(number: int) -> date:
    return UNTIL - timedelta(days=5 + 7 * number)


def _write(folder: Path, number: int) -> str:
    title = f"Inspection {number + 1}: how the police record matter {number + 1}"
    day = _published(number)
    found = "\n\n".join(
        f"We found that the police did well in town {town}. They seldom knew why."
        for town in range(40)
    )
    asked = "\n\n".join(
        f"Recommendation {each}: By 31 March 2027, forces should mend part {each} of matter "
        f"{number + 1}."
        for each in range(1, _A_REPORT + 1)
    )
    text = (
        f"# {title}\n\nPublished on {day.day} {day:%B %Y}\n\n## Summary\n\n{found}\n\n"
        f"## Recommendations\n\n{asked}\n"
    )
    (folder / f"inspection-{number + 1}.md").write_text(text, encoding="utf-8")
    return title


def _register(path: Path, titles: list[str]) -> Path:
    head = ("Reference", "Report", "Published", "Number", "Recommendation", "Owner", "Portfolio",
            "Due date", "Status", "Notes")  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for place in range(ENTRIES):
            report, number = place % REPORTS, place // REPORTS + 1
            due = UNTIL + timedelta(days=place % 400 - 200)
            writer.writerow(
                (f"R{report + 1}-{number}", titles[report], _published(report).isoformat(), number,
                 f"By 31 March 2027, forces should mend part {number} of matter {report + 1}.",
                 f"Supt Owner {place % 17}" if place % 11 else "", _PORTFOLIOS[place % 4],
                 due.isoformat() if place % 7 else "", _STATUSES[place % 5], f"Note {place}.")
            )  # fmt: skip
    return path
