"""State in SQLite and in a real PostgreSQL: same shape, same behaviour, shared by nodes."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from assistant.adapters.audit.checkpoints import Checkpoints
from assistant.adapters.audit.log import ChainedAuditLog
from assistant.adapters.audit.verify import entries, verify
from assistant.adapters.state.audit import SqlStore
from assistant.adapters.state.database import open_database
from assistant.adapters.state.keys import SqlKeys
from assistant.adapters.state.schema import HEAD, MIGRATIONS, every_table
from assistant.adapters.state.slack import Arrival, Journal
from assistant.adapters.state.switch import KNOWN_S, SharedSwitch, make_switch
from assistant.adapters.state.threads import SqlThreads
from assistant.adapters.switch import FileSwitch
from assistant.domain.audit import Action, AuditEvent
from assistant.domain.errors import InvalidUse, StoreUnavailable, SwitchedOff
from assistant.domain.people import Asker, Role
from assistant.domain.plans import Plan, Route, Turn

TRIALS = 20


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
    turn = Turn(Plan(Route.HELP, "", choices=("é ✓",)), ("FR-1",))

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


def test_nodes_vouch_for_one_log_in_a_folder_that_they_share(
    opened: Opened, tmp_path: Path
) -> None:
    folder = tmp_path / "outside"
    folder.mkdir()
    now = datetime(2025, 1, 1, tzinfo=UTC)
    vouching = [Checkpoints(folder, b"k" * 32, node) for node in ("a", "b", "idle")]
    logs = [ChainedAuditLog(SqlStore(opened()), each, 60, lambda: now) for each in vouching]
    logs[2].record(_event("Once."))
    for number in range(250):
        now += timedelta(hours=12)
        logs[number % 2].record(_event(str(number)))

    store = SqlStore(opened())
    # Whichever node is asked, and though one has long been idle and what is old was removed.
    for each in vouching:
        verdict = verify(store, each)
        assert (verdict.problems, verdict.entries) == ([], 121)
    for log in logs:
        log.close()
    assert {path.stem for path in folder.iterdir()} == {"a", "b", "idle"}
    (folder / "a.jsonl").unlink()
    (folder / "b.jsonl").unlink()
    assert verify(store, vouching[2]).problems


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


def test_an_event_that_slack_delivers_to_both_nodes_is_taken_in_once(opened: Opened) -> None:
    nodes = [Journal(opened(), name, 60) for name in ("a", "b")]

    with ThreadPoolExecutor(4) as pool:
        brought = [[Arrival(f"event {n // 4}")] for n in range(40)]
        taken = list(pool.map(lambda n: nodes[n % 2].take_in_all(brought[n]), range(40)))

    assert sum(first for (first,) in taken) == 10
    assert not any(nodes[0].take_in_all([Arrival(f"event {n}") for n in range(10)]))


def test_switched_off_on_one_node_is_off_on_the_others_within_a_second(
    opened: Opened, tmp_path: Path
) -> None:
    time = [0.0]
    switches = [
        SharedSwitch(FileSwitch(tmp_path / name), opened, lambda: time[0]) for name in ("a", "b")
    ]
    assert not any(each.is_off() for each in switches)

    switches[0].off("wrong register")
    switches[0].off("still wrong")
    time[0] += KNOWN_S

    for each in switches:
        with pytest.raises(SwitchedOff):
            each.check()
    switches[1].on()
    time[0] += KNOWN_S
    assert not switches[1].is_off()
    # The first node's own flag file is its operator's.
    assert switches[0].is_off()
    switches[0].on()
    switches[0].check()
    with pytest.raises(InvalidUse):
        switches[0].on()


def test_a_node_is_silenced_though_the_database_is_away(tmp_path: Path) -> None:
    switch = make_switch(tmp_path, "postgresql://nobody@/none?host=/nowhere", "Una")

    with pytest.raises(StoreUnavailable, match="LIAISON_DATABASE_URL"):
        switch.check()
    assert switch.is_off()
    with pytest.raises(StoreUnavailable, match="Only this node"):
        switch.off("why")
    with pytest.raises(SwitchedOff, match="Ask Una"):
        switch.check()
