import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from assistant.entrypoints.cli.app import build_app as build_command_line

Client = Callable[..., TestClient]
PERIOD = {"since": "2026-07-01", "until": "2026-09-30"}


def test_the_same_period_gives_the_same_draft(client_of: Client) -> None:
    client = client_of("liaison")

    one, again = (client.post("/drafts", json=PERIOD).json() for _ in range(2))

    assert one == again
    assert client.get(f"/drafts/{one['id']}").json() == one
    assert one["kind"] == "draft"
    assert one["status"] == "draft"
    assert one["sections"][0]["heading"] == "Purpose of report"
    assert one["id"] in [each["id"] for each in client.get("/drafts").json()["drafts"]]


def test_a_draft_is_had_as_word_markdown_and_ledger(client_of: Client) -> None:
    client = client_of("administrator")
    made = client.post("/drafts", json=PERIOD).json()

    word, text = client.get(made["docx"]), client.get(made["md"])
    table, ledger = client.get(made["ledger_csv"]), client.get(f"/drafts/{made['id']}/ledger")

    assert docx.Document(io.BytesIO(word.content)).tables
    assert "wordprocessingml" in word.headers["content-type"]
    assert text.text == made["markdown"]
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert len(rows) == len(ledger.json()["ledger"]) == len(made["ledger"])


def test_every_quotation_of_the_ledger_opens(client_of: Client) -> None:
    client = client_of("liaison")
    made = client.post("/drafts", json=PERIOD).json()
    sources = [s for each in made["ledger"] for s in each["sources"] if s["kind"] == "passage"]
    accept = {"accept": "application/json"}

    opened = [client.get(each["url"], headers=accept).json() for each in sources[:12]]

    assert len(sources) > 40
    assert all(each["quote_found"] for each in opened)


def test_a_section_is_changed_drafted_again_approved_and_then_fixed(client_of: Client) -> None:
    client = client_of("liaison")
    made = client.post("/drafts", json={"since": "2026-08-01", "until": "2026-08-31"}).json()
    path = f"/drafts/{made['id']}"

    changed = client.patch(f"{path}/sections/purpose", json={"text": "Because we must."}).json()
    again = client.post(f"{path}/regenerate").json()
    approved = client.post(f"{path}/approve").json()
    refused = client.patch(f"{path}/sections/purpose", json={"text": "No."})

    for each in (changed, again, approved):
        assert each["sections"][0]["text"] == "1.1 Because we must."
    assert [e["made"] for e in changed["ledger"] if e["section"] == "purpose"] == ["person"]
    assert (made["status"], approved["status"]) == ("draft", "approved")
    assert "DRAFT" not in approved["markdown"]
    assert refused.status_code == 422
    assert "is approved" in refused.json()["detail"]


def test_two_drafts_are_compared(client_of: Client) -> None:
    client = client_of("liaison")
    one = client.post("/drafts", json={"since": "2026-04-01", "until": "2026-06-30"}).json()
    other = client.post("/drafts", json=PERIOD).json()

    found = client.get(f"/drafts/{one['id']}/compare/{other['id']}").json()

    assert {"basis": "open entries", "before": 60, "after": 69} in found["figures"]
    assert found["statements"]


@pytest.mark.parametrize("role", ["officer", "committee"])
def test_only_the_liaison_team_may_draft_or_read_drafts(client_of: Client, role: str) -> None:
    made = client_of("liaison").post("/drafts", json=PERIOD).json()
    client = client_of(role)

    assert client.post("/drafts", json=PERIOD).status_code == 403
    for path in ("/drafts", f"/drafts/{made['id']}", made["docx"], made["ledger_csv"]):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize(
    ("body", "status"),
    [({"since": "2026-09-30", "until": "2026-07-01"}, 422),
     ({"since": "0001-01-01", "until": "2026-09-30"}, 422),
     ({"since": "2026-09-30", "until": "9999-12-31"}, 422), ({"since": "2026-09-30"}, 422),
     ({**PERIOD, "colour": "red"}, 422), ({**PERIOD, "as": "a@b.example"}, 403)],
)  # fmt: skip
def test_a_request_that_makes_no_sense_is_refused(
    client_of: Client, body: dict[str, str], status: int
) -> None:
    answer = client_of("liaison").post("/drafts", json=body)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_draft_that_there_is_not_is_not_found(client_of: Client) -> None:
    client = client_of("liaison")

    for path in ("/drafts/none", "/drafts/none.docx", "/drafts/none/ledger"):
        assert client.get(path).status_code == 404


@pytest.fixture
def run(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.setenv("LIAISON_HOME", str(sample_home))

    def command(*words: str) -> tuple[int, str, str]:
        period = ("--since", "2026-07-01", "--until", "2026-09-30")
        done = CliRunner().invoke(build_command_line(), ["draft", *(words or period)])
        return done.exit_code, done.stdout, done.stderr

    return command


Run = Callable[..., tuple[int, str, str]]
DATES = ("--since", "2026-07-01", "--until", "2026-09-30")


def test_without_a_file_the_command_prints_markdown(run: Run) -> None:
    code, out, _ = run()

    assert code == 0
    assert "# Inspection update" in out
    assert "[^1]: " in out


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_the_command_writes_the_paper_and_its_ledger_beside_it(
    run: Run, tmp_path: Path, ending: str
) -> None:
    paper = tmp_path / f"paper.{ending}"

    code, out, _ = run(*DATES, "--out", str(paper))

    assert code == 0
    assert str(paper) in out.replace("\n", "")
    assert paper.stat().st_size > 1000
    assert (tmp_path / "paper.ledger.csv").read_text(encoding="utf-8-sig").startswith("section,")


def test_the_command_prints_one_json_document(run: Run) -> None:
    code, out, _ = run(*DATES, "--json")

    assert code == 0
    assert json.loads(out)["since"] == "2026-07-01"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((*DATES, "--as", "una.reed@wexmoor.police.example"), 1, "Only the liaison team"),
        ((*DATES, "--out", "paper.pdf"), 2, ".docx or .md"),
        (("--since", "2026-09-30", "--until", "2026-07-01"), 2, "before it begins"),
        (("--since", "nonsense", "--until", "2026-07-01"), 2, "not a date"),
        (("--since", "2026-09-30"), 2, "--until"),
    ],
)
def test_the_command_says_what_is_wrong_by_its_exit_code(
    run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    exit_code, _, err = run(*words)

    assert exit_code == code
    assert said in " ".join(err.split())
