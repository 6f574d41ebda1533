import json
import shutil
import tarfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from assistant.adapters.audit.verify import verify as verify_audit
from assistant.adapters.switch import FileSwitch
from assistant.bootstrap import audit_checkpoints, audit_store, build_assistant
from assistant.domain.errors import SwitchedOff
from assistant.domain.people import Asker, Role
from assistant.entrypoints.api.app import build_app
from assistant.entrypoints.cli.app import build_app as build_cli
from assistant.service import Question
from assistant.settings import Settings, read_settings
from tests.homes import copy_home


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    """A home of one's own, with the sample library in it."""
    copy = tmp_path / "home"
    copy_home(sample_home, copy)
    return copy


@pytest.fixture
def settings(home: Path, sample_settings: Settings) -> Settings:
    return sample_settings.model_copy(update={"home": home})


def _liaison(home: Path, *arguments: str) -> Result:
    environment = {"LIAISON_HOME": str(home), "LIAISON_TODAY": "2026-10-01"}
    return CliRunner().invoke(build_cli(), list(arguments), env=environment)


def test_switched_off_means_every_way_in_says_so_at_once(home: Path, settings: Settings) -> None:
    assistant = build_assistant(settings)
    client = TestClient(build_app(assistant, settings))
    overdue = {"question": "Which recommendations are overdue?"}
    report = client.get("/sources").json()["reports"][0]["id"]
    ref = client.get("/register?limit=1").json()["entries"][0]["ref"]
    assert client.post("/ask", json=overdue).status_code == 200

    assert _liaison(home, "off", "--why", "wrong register loaded").exit_code == 0

    for reply in (
        client.post("/ask", json=overdue),
        client.get("/search", params={"query": "fraud"}),
        client.get("/register"),
        client.get("/register?format=xlsx"),
        client.get("/register/check"),
        client.get(f"/register/{ref}"),
        client.get("/sources"),
        client.get(f"/sources/{report}"),
    ):
        assert reply.status_code == 503
        assert "switched off" in reply.json()["detail"]
    assert "switched off" in client.post("/ask/stream", json=overdue).text
    with pytest.raises(SwitchedOff):
        assistant.ask(Question("Which are overdue?", Asker(channel="slack")))
    asked = _liaison(home, "ask", "Which are overdue?")
    assert (asked.exit_code, "switched off" in asked.stderr) == (3, True)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json()["status"] == "switched off"
    assert "liaison_switched_off 1.0" in client.get("/metrics").text

    assert _liaison(home, "on").exit_code == 0
    assert client.post("/ask", json=overdue).status_code == 200
    assert _liaison(home, "on").exit_code == 2
    assistant.close()
    kept = json.loads(_liaison(home, "audit", "export", "--json").stdout)["entries"]
    switched = [entry["asked"] for entry in kept if entry["action"] == "switch"]
    assert switched == ["off wrong register loaded", "on"]


def test_switched_off_is_said_on_pages_and_at_the_doors_for_programs_too(
    home: Path, settings: Settings
) -> None:
    client = TestClient(build_app(build_assistant(settings), settings))
    report = client.get("/sources").json()["reports"][0]["id"]
    assert _liaison(home, "off").exit_code == 0

    browser = {"Accept": "text/html"}
    for path in ("/", "/recommendations", "/reports", f"/reports/{report}", "/check"):
        shown = client.get(path, headers=browser)
        assert (shown.status_code, "switched off" in shown.text) == (503, True)
    chat = {"messages": [{"role": "user", "content": "Which are overdue?"}]}
    assert "switched off" in client.post("/v1/chat/completions", json=chat).text
    assert "switched off" in client.post("/v1/chat/completions", json={**chat, "stream": True}).text
    period = {"since": "2026-07-01", "until": "2026-09-30"}
    assert "switched off" in client.post("/drafts", json=period).text
    assert "switched off" in client.post("/", content="question=overdue").text


def test_a_switch_that_cannot_be_seen_is_off(tmp_path: Path) -> None:
    file = tmp_path / "no-folder"
    file.write_text("", encoding="utf-8")

    assert FileSwitch(file / "home").is_off()


def test_what_someone_asked_is_exported_by_person_and_period(home: Path) -> None:
    for person in ("una.reed@x.example", "joss@x.example"):
        asked = _liaison(home, "ask", "Which recommendations are overdue?", "--as", person)
        assert asked.exit_code == 0

    whole = json.loads(_liaison(home, "audit", "export", "--json").stdout)
    unas = json.loads(
        _liaison(home, "audit", "export", "--person", "Una.Reed@x.example", "--json").stdout
    )
    future = json.loads(_liaison(home, "audit", "export", "--since", "2199-01-01", "--json").stdout)
    out = home.parent / "export.jsonl"
    assert _liaison(home, "audit", "export", "--out", str(out)).exit_code == 0

    assert whole["count"] == 2
    assert [entry["who"] for entry in unas["entries"]] == ["una.reed@x.example"]
    entry = unas["entries"][0]
    assert entry["asked"] == "Which recommendations are overdue?"
    assert entry["channel"] == "cli"
    assert entry["facts"]["outcome"] == "answered"
    assert entry["facts"]["count"] == len(entry["facts"]["entries"]) > 0
    assert entry["facts"]["generation"]
    assert entry["facts"]["register_version"]
    assert entry["facts"]["sources"]
    assert entry["facts"]["model"] is None
    assert future["count"] == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_verify_says_when_the_log_was_touched(home: Path) -> None:
    _liaison(home, "ask", "Which recommendations are overdue?")
    assert _liaison(home, "audit", "verify").exit_code == 0
    log = next((home / "audit").glob("*.jsonl"))
    log.write_bytes(log.read_bytes().replace(b"overdue", b"closed!"))

    found = _liaison(home, "audit", "verify", "--json")

    assert found.exit_code == 1
    assert "not as it was written" in json.loads(found.stdout)["problems"][0]


def test_keys_are_made_used_listed_and_revoked_from_the_command_line(
    home: Path, settings: Settings
) -> None:
    from assistant.bootstrap import identities

    made = json.loads(
        _liaison(home, "keys", "create", "Dashboard", "--role", "committee", "--json").stdout
    )
    proving = settings.model_copy(update={"auth_keys": True})
    assistant = build_assistant(proving)
    app = build_app(assistant, proving, identities(proving))
    client = TestClient(app, headers={"Authorization": f"Bearer {made['key']}"})

    assert client.get("/register?limit=1").status_code == 200
    assert client.get("/metrics").status_code == 403
    assert TestClient(app).get("/register").status_code == 401
    listed = _liaison(home, "keys", "list", "--json").stdout
    assert json.loads(listed)["keys"][0]["prefix"] == made["prefix"]
    assert made["key"] not in listed
    assert _liaison(home, "keys", "revoke", made["prefix"]).exit_code == 0
    assert client.get("/register?limit=1").status_code == 401
    assert _liaison(home, "keys", "revoke", made["prefix"]).exit_code == 1
    assistant.close()
    kept = _liaison(home, "audit", "export", "--json").stdout
    assert made["key"] not in kept
    assert f"create {made['prefix']} committee" in kept
    assert verify_audit(audit_store(settings), audit_checkpoints(settings)).problems == []


def _answers(settings: Settings) -> list[str]:
    assistant = build_assistant(settings)
    asker = Asker("marguerite.lowe@wexmoor.police.example", roles=frozenset({Role.LIAISON}))
    questions = ["Which recommendations are overdue?", "What do I own?", "And the closed ones?"]
    told = []
    for question in questions:
        answer = assistant.ask(Question(question, asker, thread="t1"))
        told.append("\n".join(statement.text for statement in answer.statements))
    assistant.close()
    return told


def test_a_backup_restored_elsewhere_answers_verifies_and_knows_its_keys(
    home: Path, settings: Settings, tmp_path: Path
) -> None:
    before = _answers(settings)
    prefix = json.loads(_liaison(home, "keys", "create", "Una", "--json").stdout)["prefix"]
    file, elsewhere = tmp_path / "backup.tar.gz", tmp_path / "elsewhere" / "home"

    serving = build_assistant(settings)
    assert _liaison(home, "backup", str(file)).exit_code == 0
    serving.close()
    assert file.stat().st_mode & 0o077 == 0
    shutil.rmtree(home)
    assert _liaison(elsewhere, "restore", str(file)).exit_code == 0

    assert _liaison(elsewhere, "verify").exit_code == 0
    assert _liaison(elsewhere, "audit", "verify").exit_code == 0
    assert _answers(settings.model_copy(update={"home": elsewhere})) == before
    assert prefix in _liaison(elsewhere, "keys", "list", "--json").stdout
    log = _liaison(elsewhere, "audit", "export", "--json").stdout
    assert "And the closed ones?" in log


def test_a_backup_does_not_overwrite_and_a_restore_does_not_mix(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    file.write_bytes(b"something")

    assert _liaison(home, "backup", str(file)).exit_code == 2
    assert file.read_bytes() == b"something"
    file.unlink()
    assert _liaison(home, "backup", str(file)).exit_code == 0
    assert _liaison(home, "restore", str(file)).exit_code == 2
    assert _liaison(tmp_path / "new", "restore", str(tmp_path / "none.tar.gz")).exit_code == 2
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("harm", ["flip", "cut", "empty", "stranger"])
def test_a_damaged_backup_restores_nothing(home: Path, tmp_path: Path, harm: str) -> None:
    file, new = tmp_path / "backup.tar.gz", tmp_path / "new"
    assert _liaison(home, "backup", str(file)).exit_code == 0
    content = bytearray(file.read_bytes())
    if harm == "flip":
        content[len(content) // 2] ^= 0xFF
    file.write_bytes({"cut": bytes(content[:-5000]), "empty": b""}.get(harm, bytes(content)))
    if harm == "stranger":
        with tarfile.open(file, "w:gz") as tar:
            tar.add(home / "current", arcname="../outside")

    assert _liaison(new, "restore", str(file)).exit_code == 3
    assert not new.exists()
    assert not (tmp_path / "outside").exists()
    assert [path.name for path in tmp_path.iterdir() if "restoring" in path.name] == []


def test_an_index_is_handed_out_and_taken_from_the_command_line(home: Path, tmp_path: Path) -> None:
    def run(where: Path, command: str) -> Result:
        shared = str(tmp_path / "shared")
        environment = {"LIAISON_HOME": str(where), "LIAISON_SHARED_INDEX": shared}
        return CliRunner().invoke(build_cli(), [command, "--json"], env=environment)

    assert run(tmp_path / "node", "take").exit_code == 1
    name = json.loads(run(home, "share").stdout)["shared"]
    assert json.loads(run(tmp_path / "node", "take").stdout)["taken"] == name
    assert json.loads(run(tmp_path / "node", "take").stdout)["taken"] is None
    assert _liaison(tmp_path / "node", "verify").exit_code == 0
    assert _liaison(home, "share").exit_code == 2


def test_settings_that_would_open_the_service_to_all_are_refused(tmp_path: Path) -> None:
    from assistant.bootstrap import identities
    from assistant.domain.errors import InvalidUse

    entra = "https://login.microsoftonline.com/x/v2.0"
    for wrong, named in (
        ({"oidc_issuer": entra}, "LIAISON_OIDC_AUDIENCE"),
        ({"oidc_issuer": entra, "oidc_audience": "a"}, "LIAISON_OIDC_TENANT"),
    ):
        with pytest.raises(InvalidUse, match=named):
            identities(read_settings(home=tmp_path, **wrong))
    with pytest.raises(InvalidUse, match="LIAISON_OIDC_ROLE_NAMES"):
        read_settings(oidc_role_names="Boss=emperor")
