import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from structlog.contextvars import bound_contextvars

from assistant.adapters.audit.chain import canonical
from assistant.adapters.audit.checkpoints import Checkpoints, read_key
from assistant.adapters.audit.files import FileStore, segments
from assistant.adapters.audit.log import ChainedAuditLog
from assistant.adapters.audit.verify import entries, verify
from assistant.domain.audit import Action, AuditEvent
from assistant.domain.errors import InvalidUse, StoreUnavailable
from assistant.domain.people import Asker
from tests.assistant.adapters.audit.events import an_event, fill

TRIALS = 20


def test_what_was_done_can_be_read_back_in_order(
    log: ChainedAuditLog, folder: Path, checkpoints: Checkpoints
) -> None:
    with bound_contextvars(request="r-17"):
        log.record(an_event("How many are open?"))
    log.record(an_event("And mine?"))
    log.close()

    first, second = entries(FileStore(folder))

    assert (first["seq"], first["asked"], first["request"]) == (1, "How many are open?", "r-17")
    assert (second["seq"], second["asked"], second["request"]) == (2, "And mine?", None)
    assert first["who"] == "una.reed@wexmoor.police.example"
    assert first["facts"]["sources"] == ["r1:3"]
    verdict = verify(FileStore(folder), checkpoints)
    assert (verdict.entries, verdict.vouched, verdict.problems) == (2, 2, [])


def test_whatever_is_asked_stays_one_line_that_parses(
    log: ChainedAuditLog, folder: Path, checkpoints: Checkpoints
) -> None:
    nasty = 'a\r\nb\x1b[31m"}\\{"\u2028\x00\x7f\x85\ud83d'
    log.record(AuditEvent(Action.ASK, Asker(name="x\n{}", channel='c"'), nasty))
    log.close()

    [(_, line)] = list(FileStore(folder).lines())

    assert all(32 <= byte < 127 for byte in line.rstrip(b"\n"))
    assert next(entries(FileStore(folder)))["asked"] == nasty
    assert verify(FileStore(folder), checkpoints).problems == []


def test_where_it_cannot_be_written_nothing_is_kept_half(
    log: ChainedAuditLog, folder: Path, checkpoints: Checkpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.record(an_event())
    write = os.write

    def full(file: int, content: bytes) -> int:
        if b"Question" not in content:
            return write(file, content)
        write(file, content[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(StoreUnavailable, match="No space left"):
        log.record(an_event("Question that does not fit?"))
    monkeypatch.undo()
    log.record(an_event("After space was freed?"))
    log.close()

    assert [entry["asked"] for entry in entries(FileStore(folder))] == [
        "Which are overdue?",
        "After space was freed?",
    ]
    assert verify(FileStore(folder), checkpoints).problems == []


def test_a_checkpoint_that_cannot_be_written_stops_the_log(folder: Path, tmp_path: Path) -> None:
    log = ChainedAuditLog(
        FileStore(folder), Checkpoints(tmp_path / "gone" / "file", b"k" * 32), keep_days=9
    )

    with pytest.raises(StoreUnavailable, match="checkpoints can't be written"):
        fill(log, 100)


def test_a_log_removed_while_in_use_is_not_begun_anew(log: ChainedAuditLog, folder: Path) -> None:
    log.record(an_event())
    segments(folder)[0].unlink()

    with pytest.raises(StoreUnavailable, match="cut or removed"):
        log.record(an_event())


def test_an_entry_that_was_being_written_when_the_machine_stopped_is_left_out(
    log: ChainedAuditLog, folder: Path, checkpoints: Checkpoints
) -> None:
    log.record(an_event("kept?"))
    log.close()
    with segments(folder)[0].open("ab") as file:
        file.write(b'{"entry":{"seq":2,"pre')

    again = ChainedAuditLog(FileStore(folder), checkpoints, keep_days=9)
    again.record(an_event("next?"))
    again.close()

    assert [entry["asked"] for entry in entries(FileStore(folder))] == ["kept?", "next?"]
    assert verify(FileStore(folder), checkpoints).problems == []


def test_a_damaged_end_is_not_written_over(
    log: ChainedAuditLog, folder: Path, checkpoints: Checkpoints
) -> None:
    log.record(an_event())
    with segments(folder)[0].open("ab") as file:
        file.write(b"rubbish\n")

    with pytest.raises(StoreUnavailable, match="damaged"):
        ChainedAuditLog(FileStore(folder), checkpoints, keep_days=9).record(an_event())


def test_threads_and_logs_of_one_folder_make_one_chain(
    folder: Path, checkpoints: Checkpoints
) -> None:
    logs = [ChainedAuditLog(FileStore(folder), checkpoints, keep_days=9) for _ in range(3)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: logs[n % 3].record(an_event(str(n))), range(90)))
    for log in logs:
        log.close()

    assert sorted(int(entry["asked"]) for entry in entries(FileStore(folder))) == list(range(90))
    verdict = verify(FileStore(folder), checkpoints)
    assert (verdict.vouched, verdict.problems) == (90, [])


_APPENDING = """
import sys
from pathlib import Path
from assistant.adapters.audit.checkpoints import Checkpoints
from assistant.adapters.audit.files import FileStore
from assistant.adapters.audit.log import ChainedAuditLog
from assistant.domain.audit import Action, AuditEvent
from assistant.domain.people import Asker
log = ChainedAuditLog(FileStore(Path(sys.argv[1])), Checkpoints(Path(sys.argv[2]), b"k" * 32), 9)
for number in range(10_000):
    log.record(AuditEvent(Action.ASK, Asker(name="x"), str(number)))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def test_whatever_was_answered_before_a_kill_is_in_the_log(
    folder: Path, checkpoints: Checkpoints, tmp_path: Path
) -> None:
    answered = 0
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", _APPENDING, str(folder), str(tmp_path / "elsewhere.jsonl")],
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout
            for _ in range(25):
                answered += bool(process.stdout.readline())
            process.kill()
            answered += len(process.stdout.readlines())

    log = ChainedAuditLog(FileStore(folder), checkpoints, keep_days=9)
    log.record(an_event("last"))
    log.close()

    verdict = verify(FileStore(folder), checkpoints)
    assert answered >= 75
    assert answered < verdict.entries <= answered + 1 + 3
    assert verdict.problems == []


def test_months_past_their_time_are_removed_and_the_rest_still_verifies(
    folder: Path, checkpoints: Checkpoints
) -> None:
    day = datetime(2025, 1, 15, 12, tzinfo=UTC)
    now = day

    log = ChainedAuditLog(FileStore(folder), checkpoints, keep_days=60, now=lambda: now)
    for month in range(6):
        now = day + timedelta(days=31 * month)
        log.record(an_event(f"In month {month}?"))
        log.record(an_event(f"Also in month {month}?"))
    log.close()

    assert [path.stem for path in segments(folder)] == ["2025-04", "2025-05", "2025-06"]
    assert verify(FileStore(folder), checkpoints).problems == []
    segments(folder)[0].unlink()
    assert verify(FileStore(folder), checkpoints).problems


def test_a_clock_that_is_put_back_does_not_break_the_chain(
    folder: Path, checkpoints: Checkpoints
) -> None:
    now = datetime(2026, 11, 1, 0, 30, tzinfo=UTC)
    log = ChainedAuditLog(FileStore(folder), checkpoints, keep_days=730, now=lambda: now)
    log.record(an_event("first"))
    now -= timedelta(hours=1)
    log.record(an_event("second"))
    log.close()

    assert [entry["asked"] for entry in entries(FileStore(folder))] == ["first", "second"]
    assert verify(FileStore(folder), checkpoints).problems == []


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    key = tmp_path / "key"
    made = read_key(key, make=True)
    assert len(made) >= 32
    assert read_key(key, make=True) == made
    assert key.stat().st_mode & 0o777 == 0o600

    key.chmod(0o640)
    with pytest.raises(InvalidUse, match="chmod 600"):
        read_key(key, make=True)
    key.chmod(0o600)
    key.write_text("short", encoding="utf-8")
    with pytest.raises(InvalidUse, match="characters"):
        read_key(key, make=False)
    with pytest.raises(InvalidUse, match="can't be read"):
        read_key(tmp_path / "none", make=False)


def test_an_entry_costs_little(log: ChainedAuditLog) -> None:
    took = []
    for _ in range(50):
        started = perf_counter()
        log.record(an_event())
        took.append(perf_counter() - started)

    # The aim is 2 ms; the least of many on whatever disk there is catches a log that is read whole.
    assert min(took) < 0.5


def test_lines_are_canonical() -> None:
    assert canonical({"b": 1, "a": "é"}) == '{"a":"\\u00e9","b":1}'
