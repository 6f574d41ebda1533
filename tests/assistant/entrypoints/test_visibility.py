"""A thousand random people and questions, against a filter that knows nothing of the code."""

import csv
import io
import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.bootstrap import build_assistant
from assistant.domain.errors import NotFound
from assistant.domain.people import Asker, Role
from assistant.entrypoints.api.app import build_app
from assistant.render.document import answer_document
from assistant.reports.trace import Trace
from assistant.service import Assistant, Question
from assistant.settings import Settings, read_settings
from ingest.job import Request, ingest
from tests.assistant.entrypoints.conftest import Roles

DAY = date(2026, 10, 1)
PEOPLE = ["Ann Archer", "Ben Baxter", "Cat Corley", "Dev Dhillon", "Eva Elland", "Fay Fulford"]
AREAS = ["Custody", "Fraud", "Vetting", "Control Room"]
# Only "public" and "force" let anyone else in; whatever else stands there is restricted.
MARKINGS = ["public", "force", "Restricted", "", "true", " RESTRICTED ", "null", "publik"]
OPEN_REPORT = "Open hands: an inspection of property stores"
SHUT_REPORT = "Closed doors: a review of covert premises"


def _email(name: str) -> str:
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
        return asker.email == _email(self.owner)


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


def _register(rows: list[Row]) -> str:
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
                _email(row.owner),
                row.area,
                row.due,
                row.status,
                row.marking,
                f"Discussed with {row.canary}hall.",
            ]
        )
    return out.getvalue()


def _report(title: str, words: list[str]) -> str:
    paragraphs = "\n\n".join(
        f"We found that the {word} stores were checked every week by two officers. "
        f"The {word} ledger was kept up to date."
        for word in words
    )
    return f"# {title}\n\n## Findings\n\n{paragraphs}\n"


def _ingest(folder: Path, models: Path, rows: list[Row], reports: dict[str, str]) -> Settings:
    papers = folder / "papers"
    papers.mkdir(parents=True)
    for name, text in reports.items():
        (papers / name).write_text(text, encoding="utf-8")
    register = folder / "register-2026-09-30.csv"
    register.write_text(_register(rows), encoding="utf-8")
    home = folder / "home"
    shutil.copytree(models, home / "models")
    settings = read_settings(home=home, today=DAY, rate_per_minute=1_000_000)
    ingest(Request(paths=(papers,), register=register, as_at=date(2026, 9, 30)), settings)
    return settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> Settings:
    """A library with everything in it."""
    reports = {
        "open.md": _report(OPEN_REPORT, ["found", "lost"]),
        "shut.md": _report(SHUT_REPORT, REPORT_CANARIES),
        "odd.md": _report(f"{SHUT_REPORT} too", REPORT_CANARIES),
        "reports.yaml": "reports:\n- file: shut.md\n  visibility: restricted\n"
        "- file: odd.md\n  visibility: tru\n",
    }
    return _ingest(tmp_path_factory.mktemp("whole"), sample_home / "models", ROWS, reports)


@pytest.fixture(scope="module")
def assistant(settings: Settings) -> Iterator[Assistant]:
    made = build_assistant(settings)
    yield made
    made.close()


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> Iterator[Assistant]:
    """The assistant over a library in which nothing restricted ever was."""
    rows = [row for row in ROWS if row.marking in {"public", "force"}]
    reports = {"open.md": _report(OPEN_REPORT, ["found", "lost"])}
    folder = tmp_path_factory.mktemp("without")
    made = build_assistant(_ingest(folder, sample_home / "models", rows, reports))
    yield made
    made.close()


@pytest.fixture(scope="module")
def app(assistant: Assistant, settings: Settings) -> Any:
    return build_app(assistant, settings.model_copy(update={"auth_keys": True}), Roles())


def _someone(choose: random.Random) -> Asker:
    role = choose.choice([Role.OFFICER, Role.OFFICER, Role.COMMITTEE, Role.ADMINISTRATOR])
    if choose.random() < 0.1:
        role = Role.LIAISON
    name = choose.choice([*PEOPLE, "Zed Nobody", "Yan Outsider"])
    return Asker(_email(name), name, frozenset({role}), "http")


def _question(choose: random.Random) -> str:
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


def _hidden(asker: Asker) -> list[str]:
    words = [row.canary for row in ROWS if not row.shown_to(asker)]
    words += [row.ref for row in ROWS if not row.shown_to(asker)]
    return words if Role.LIAISON in asker.roles else words + REPORT_CANARIES


def test_a_thousand_random_questions_show_nobody_what_is_not_theirs(assistant: Assistant) -> None:
    choose = random.Random(20261001)
    shown_something = counted = 0
    for _ in range(1_000):
        asker, question = _someone(choose), _question(choose)
        trace = Trace()
        answer = assistant.ask(Question(question, asker), trace=trace)
        document = answer_document(answer)

        visible = {row.ref for row in ROWS if row.shown_to(asker)}
        assert {entry["ref"] for entry in document["entries"]} <= visible, question
        told = (json.dumps(document) + repr(trace.steps)).lower()
        seen = [
            word
            for word in _hidden(asker)
            if word.lower() in told and word.lower() not in question.lower()
        ]
        assert seen == [], (question, asker.roles, asker.email)
        if question == "How many recommendations are there?":
            assert document["count"] == len(visible)
            counted += 1
        if question == "What do I own?":
            own = {row.ref for row in ROWS if _email(row.owner) == asker.email}
            assert {entry["ref"] for entry in document["entries"]} <= own
        shown_something += bool(document["entries"])

    assert shown_something > 300
    assert counted > 20


def _said(text: str) -> dict[str, str]:
    return {"role": "user", "content": text}


def _reports(client: TestClient) -> list[str]:
    return [each["id"] for each in client.get("/sources").json()["reports"]]


@pytest.mark.parametrize("role", ["officer", "committee", "administrator", "liaison"])
@pytest.mark.parametrize("name", ["Zed Nobody", "Ann Archer"])
def test_every_listing_and_export_holds_exactly_what_the_asker_may_see(
    app: Any, role: str, name: str
) -> None:
    asker = Asker(_email(name), name, frozenset({Role(role)}))
    client = TestClient(app, headers={"Authorization": f"Bearer {role} {_email(name)}"})
    visible = {row.ref for row in ROWS if row.shown_to(asker)}

    listing = client.get("/register").json()
    exported = client.get("/register?format=csv").content.decode("utf-8-sig")
    pages = {
        entry["ref"]
        for offset in range(0, 80, 7)
        for entry in client.get(f"/register?offset={offset}&limit=7").json()["entries"]
    }

    assert {entry["ref"] for entry in listing["entries"]} == visible
    assert listing["count"] == len(visible)
    assert {row["ref"] for row in csv.DictReader(io.StringIO(exported))} == visible
    assert pages == visible
    told = [
        exported,
        client.get("/register").text,
        client.get("/sources").text,
        client.get("/search", params={"query": "stores ledger kept", "k": 100}).text,
        client.post("/ask/stream", json={"question": "List all entries in the register"}).text,
        client.get("/").text,
        client.get("/recommendations?whose=all").text,
        client.get("/recommendations?whose=mine&sort=-ref").text,
        client.get("/reports").text,
        client.post("/", content="question=List+all+entries+in+the+register").text,
        client.post("/answer", content="question=List+all+entries+in+the+register").text,
        client.post("/v1/chat/completions", json={"messages": [_said("List all entries")]}).text,
        *(client.get(f"/reports/{each}").text for each in _reports(client)),
    ]
    hidden = [word for word in _hidden(asker) if any(word in text for text in told)]
    assert hidden == []
    assert f"{len(visible)} entries that you may see" in client.get("/reports").text
    assert (SHUT_REPORT in told[2]) == (role == "liaison")


def _told(assistant: Assistant, question: str) -> dict[str, Any]:
    asker = Asker("zed@x.example", "Zed", frozenset({Role.OFFICER}), "http")
    document = answer_document(assistant.ask(Question(question, asker)))
    # The two libraries are of course not the same version.
    del document["provenance"]
    for each in document["citations"]:
        each.pop("version", None)
    return document


def test_for_an_outsider_everything_is_as_if_what_is_restricted_were_not_there(
    assistant: Assistant, without: Assistant
) -> None:
    choose = random.Random(3)
    outsider = Asker("zed@x.example", roles=frozenset({Role.OFFICER}))
    hidden = [row for row in ROWS if not row.shown_to(outsider)]
    named = [
        form.format(row=row)
        for row in (*hidden[:4], *hidden[-2:])
        for form in (
            "What is the status of {row.ref}?",
            "Who owns {row.ref}?",
            "What does {row.owner} own?",
            "Which recommendations are in {row.area}?",
            "Which recommendations mention {row.canary}?",
        )
    ]
    questions = {*named, *(_question(choose) for _ in range(120))}

    for question in sorted(questions):
        assert _told(assistant, question) == _told(without, question), question


def test_what_may_not_be_seen_is_not_found_like_what_is_not_there(
    app: Any, assistant: Assistant
) -> None:
    client = TestClient(app, headers={"Authorization": "Bearer officer zed@x.example"})
    outsider = Asker("zed@x.example", "Zed", frozenset({Role.OFFICER}), "http")
    hidden = next(row for row in ROWS if not row.shown_to(outsider)).ref
    everything = Asker(roles=frozenset({Role.LIAISON}))
    shut = next(each for each in assistant.reports(everything) if each.title == SHUT_REPORT)

    entry, no_entry = client.get(f"/register/{hidden}"), client.get("/register/QRX-999")
    page, no_page = client.get(f"/sources/{shut.id}"), client.get("/sources/nothing")

    assert entry.status_code == no_entry.status_code == 404
    assert entry.text.replace(hidden, "*") == no_entry.text.replace("QRX-999", "*")
    assert (page.status_code, page.text) == (404, no_page.text)
    with pytest.raises(NotFound, match="No report called"):
        assistant.search("ledger", k=5, report=SHUT_REPORT, asker=outsider)


def test_the_time_of_an_answer_tells_nothing_either(assistant: Assistant) -> None:
    asker = Asker("zed@x.example", "Zed", frozenset({Role.OFFICER}), "http")
    hidden = next(row for row in ROWS if not row.shown_to(asker))

    def took(ref: str) -> float:
        times = []
        for _ in range(15):
            started = perf_counter()
            assistant.ask(Question(f"What is the status of {ref}?", asker))
            times.append(perf_counter() - started)
        return median(times)

    assert abs(took(hidden.ref) - took("QRX-999")) < 0.01


def test_a_role_taken_away_counts_from_the_next_request(app: Any) -> None:
    listings = [
        TestClient(app, headers={"Authorization": f"Bearer {role} zed@x.example"})
        .get("/register")
        .json()["count"]
        for role in ("liaison", "officer", "liaison", "officer")
    ]

    assert listings[0] == listings[2] == len(ROWS)
    assert listings[1] == listings[3] < len(ROWS)


def test_where_others_read_along_only_what_is_published_is_used(assistant: Assistant) -> None:
    asker = Asker(_email("Ann Archer"), "Ann", frozenset({Role.LIAISON}), "slack", public_only=True)
    public = {row.ref for row in ROWS if row.marking == "public"}

    answer = assistant.ask(Question("List all entries in the register", asker))

    assert {entry.ref for entry in answer.entries} <= public
    assert [each.title for each in assistant.reports(asker)] == [OPEN_REPORT]
    assert assistant.refusals(asker) == []
