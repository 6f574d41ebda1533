"""State in SQLite and in a real PostgreSQL: same shape, same behaviour, shared by nodes."""

import gc
import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text

from assistant.adapters.audit.checkpoints import Checkpoints
from assistant.adapters.audit.log import ChainedAuditLog
from assistant.adapters.audit.verify import entries, verify
from assistant.adapters.state.audit import SqlStore
from assistant.adapters.state.database import open_database
from assistant.adapters.state.keys import SqlKeys
from assistant.adapters.state.schema import HEAD, MIGRATIONS, every_table
from assistant.adapters.state.threads import SqlThreads
from assistant.bootstrap import build_assistant, identities
from assistant.domain.audit import Action, AuditEvent
from assistant.domain.errors import StoreUnavailable
from assistant.domain.people import Asker, Role
from assistant.domain.plans import Plan, Route, Turn
from assistant.entrypoints.api.app import build_app
from assistant.settings import Settings
from tests.postgres import postgres, postgres_programs
from tests.serving import served

TRIALS = 20


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed on this machine")
    with postgres(programs) as address:
        yield address


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """Address of an empty database."""
    name = f"t{uuid4().hex}"
    url = postgres_server.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return postgres_server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Opens the same database anew each time, as another node would."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    engines: list[Engine] = []

    def again() -> Engine:
        engines.append(open_database(url, tmp_path))
        return engines[-1]

    yield again
    for engine in engines:
        engine.dispose()


Opened = Callable[[], Engine]


def test_migrations_come_to_what_the_program_describes(opened: Opened) -> None:
    with opened().connect() as connection:
        differs = compare_metadata(MigrationContext.configure(connection), every_table())

    assert differs == [], "a table was changed without a migration"


def test_the_newest_migration_is_the_one_that_is_run() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_nodes_that_start_at_once_make_the_tables_once(opened: Opened) -> None:
    with ThreadPoolExecutor(6) as pool:
        engines = list(pool.map(lambda _: opened(), range(6)))

    with engines[0].connect() as connection:
        rows = connection.execute(text("SELECT version_num FROM alembic_version")).all()
    assert [row[0] for row in rows] == [HEAD]


def test_a_database_of_a_newer_version_is_left_alone(opened: Opened, tmp_path: Path) -> None:
    engine = opened()
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreUnavailable, match="newer version"):
        opened()


def test_a_database_that_is_not_there_is_an_outage() -> None:
    with pytest.raises(StoreUnavailable, match="LIAISON_DATABASE_URL"):
        open_database("postgresql://nobody@/none?host=/nowhere", Path("unused"))


def test_a_key_revoked_on_one_node_opens_nothing_on_another(opened: Opened) -> None:
    here, there = SqlKeys(opened()), SqlKeys(opened())
    key, secret = here.create("Una", Role.COMMITTEE, 30, "una@x.example")
    assert there.find(secret)

    there.revoke(key.prefix)

    assert here.find(secret) is None
    assert here.all()[0].revoked is not None


def test_a_conversation_goes_on_on_another_node(opened: Opened) -> None:
    here, there = SqlThreads(opened(), 30), SqlThreads(opened(), 30)
    turn = Turn(Plan(Route.HELP, "what can be asked", message="é ✓"), ("FR-1",))

    here.keep("t1", "una@x.example", turn)

    assert there.last("t1", "una@x.example") == turn
    assert there.last("t1", "other@x.example") is None


def _log(engine: Engine, folder: Path, name: str) -> tuple[ChainedAuditLog, Checkpoints]:
    checkpoints = Checkpoints(folder / f"{name}.jsonl", b"k" * 32)
    return ChainedAuditLog(SqlStore(engine), checkpoints, keep_days=730), checkpoints


def _event(asked: str) -> AuditEvent:
    return AuditEvent(Action.ASK, Asker("una@x.example"), asked, {"outcome": "answered"})


def test_nodes_write_one_audit_log(opened: Opened, tmp_path: Path) -> None:
    first, second = opened(), opened()
    logs = [_log(first, tmp_path, "a"), _log(second, tmp_path, "b")]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: logs[n % 2][0].record(_event(str(n))), range(60)))
    for log, _ in logs:
        log.close()

    store = SqlStore(first)
    assert sorted(int(entry["asked"]) for entry in entries(store)) == list(range(60))
    for _, checkpoints in logs:
        assert verify(store, checkpoints).problems == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entries SET line = replace(line, 'answered', 'declined') WHERE seq = {n}",
        "DELETE FROM audit_entries WHERE seq = {n}",
        "DELETE FROM audit_entries WHERE seq >= {n}",
        "DELETE FROM audit_entries WHERE seq <= {n}",
        "UPDATE audit_entries SET line = (SELECT line FROM audit_entries o WHERE o.seq = "
        "audit_entries.seq % 30 + 1) WHERE seq = {n}",
    ],
)
def test_tampering_with_the_rows_is_found_every_time(
    opened: Opened, tmp_path: Path, tampering: str
) -> None:
    engine = opened()
    log, checkpoints = _log(engine, tmp_path, "a")
    for number in range(30):
        log.record(_event(f"Question {number}?"))
    log.close()
    assert verify(SqlStore(engine), checkpoints).problems == []
    choose = random.Random(tampering)

    for _ in range(TRIALS):
        with engine.connect() as connection, connection.begin() as transaction:
            statement = tampering.format(n=choose.randrange(1, 31))
            assert connection.execute(text(statement)).rowcount
            kept = connection.execute(text("SELECT line FROM audit_entries ORDER BY seq")).all()
            transaction.rollback()
        found = verify(_Rows([row[0] for row in kept]), checkpoints)
        assert found.problems, statement


class _Rows(SqlStore):
    """Rows as they would be, had the tampering been committed."""

    def __init__(self, kept: list[str]) -> None:
        self._kept = kept

    def lines(self) -> Iterator[tuple[str, bytes]]:
        for number, line in enumerate(self._kept, start=1):
            yield f"row {number}", line.encode()


def test_where_the_database_is_away_nothing_is_kept_or_answered(tmp_path: Path) -> None:
    engine = open_database(None, tmp_path)
    log, _ = _log(engine, tmp_path, "a")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE audit_entries"))

    with pytest.raises(StoreUnavailable, match="nothing is answered"):
        log.record(_event("Anyone there?"))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_two_services_share_keys_conversations_drafts_and_the_audit_log(
    sample_home: Path, sample_settings: Settings, postgres_url: str, tmp_path: Path
) -> None:
    settings = []
    for node in ("a", "b"):
        home = tmp_path / node
        shutil.copytree(sample_home, home, ignore=shutil.ignore_patterns("serving", "audit*"))
        changes = {"home": home, "database_url": postgres_url, "auth_keys": True}
        settings.append(sample_settings.model_copy(update=changes))
    keys = SqlKeys(open_database(postgres_url, tmp_path))
    _, secret = keys.create("Una", Role.LIAISON, 30, "una@x.example")
    headers = {"Authorization": f"Bearer {secret}"}
    apps = [build_app(build_assistant(one), one, identities(one)) for one in settings]

    with (
        served(apps[0]) as here,
        served(apps[1]) as there,
        httpx.Client(headers=headers, timeout=30) as client,
    ):
        first = {"question": "Which recommendations are in the Crime portfolio?"}
        second = {"question": "Which of them are overdue?"}
        client.post(f"{here}/ask", json={**first, "thread": "t1"})
        there_told = client.post(f"{there}/ask", json={**second, "thread": "t1"}).json()
        alone = [client.post(f"{node}/ask", json=first).json() for node in (here, there)]
        period = {"since": "2026-07-01", "until": "2026-09-30"}
        draft = client.post(f"{here}/drafts", json=period).json()
        found = client.get(f"{there}/drafts/{draft['id']}").json()

    assert {entry["portfolio"] for entry in there_told["entries"]} == {"Crime"}
    assert all(entry["status"] == "open" for entry in there_told["entries"])
    assert alone[0]["text"] == alone[1]["text"]
    assert found == draft
    store = SqlStore(open_database(postgres_url, tmp_path))
    asked = [entry["asked"] for entry in entries(store) if entry["action"] == "ask"]
    assert asked == [first["question"], second["question"], first["question"], first["question"]]
    assert {entry["who"] for entry in entries(store)} == {"una@x.example"}
    # Services let go of their connections when they end with their process; here that is now.
    del apps, store, keys
    gc.collect()
