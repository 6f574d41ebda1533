"""A log that is edited, cut, reordered or rewritten is found out every time."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.adapters.audit.chain import entry_line
from assistant.adapters.audit.checkpoints import Checkpoints
from assistant.adapters.audit.files import FileStore, segments
from assistant.adapters.audit.log import ChainedAuditLog
from assistant.adapters.audit.verify import verify
from tests.assistant.adapters.audit.events import an_event, fill

TRIALS = 20


def _edit(log_lines: list[bytes], at: int) -> list[bytes]:
    return [*log_lines[:at], log_lines[at].replace(b"Question", b"Answer__"), *log_lines[at + 1 :]]


def _edit_and_rehash(log_lines: list[bytes], at: int) -> list[bytes]:
    entry = json.loads(log_lines[at])["entry"]
    line, _ = entry_line({**entry, "asked": "nothing"})
    return [*log_lines[:at], line.encode(), *log_lines[at + 1 :]]


def _respace(log_lines: list[bytes], at: int) -> list[bytes]:
    return [*log_lines[:at], log_lines[at].replace(b":", b": ", 1), *log_lines[at + 1 :]]


def _remove(log_lines: list[bytes], at: int) -> list[bytes]:
    return [*log_lines[:at], *log_lines[at + 1 :]]


def _double(log_lines: list[bytes], at: int) -> list[bytes]:
    return [*log_lines[: at + 1], *log_lines[at:]]


def _swap(log_lines: list[bytes], at: int) -> list[bytes]:
    other = (at + 7) % len(log_lines)
    swapped = list(log_lines)
    swapped[at], swapped[other] = swapped[other], swapped[at]
    return swapped


def _cut(log_lines: list[bytes], at: int) -> list[bytes]:
    return log_lines[:at]


def _cut_the_last_one(log_lines: list[bytes], at: int) -> list[bytes]:
    return log_lines[:-1]


def _empty(log_lines: list[bytes], at: int) -> list[bytes]:
    return []


def _behead(log_lines: list[bytes], at: int) -> list[bytes]:
    return log_lines[max(at, 1) :]


def _rewrite_all(log_lines: list[bytes], at: int) -> list[bytes]:
    """Change one entry and make the whole chain anew, as someone who knows how would."""
    previous, out = "0" * 64, []
    for number, line in enumerate(log_lines):
        entry = {**json.loads(line)["entry"], "previous": previous}
        if number == at:
            entry["who"] = "someone.else@wexmoor.police.example"
        text, link = entry_line(entry)
        previous = link.hash
        out.append(text.encode())
    return out


@pytest.mark.parametrize(
    "tamper",
    [
        _edit,
        _edit_and_rehash,
        _respace,
        _remove,
        _double,
        _swap,
        _cut,
        _cut_the_last_one,
        _empty,
        _behead,
        _rewrite_all,
    ],
)
def test_tampering_is_found_every_time(
    log: ChainedAuditLog,
    folder: Path,
    checkpoints: Checkpoints,
    tamper: Callable[[list[bytes], int], list[bytes]],
) -> None:
    fill(log)
    log.close()
    path = segments(folder)[0]
    original = path.read_bytes().splitlines(keepends=True)
    assert verify(FileStore(folder), checkpoints).problems == []
    choose = random.Random(tamper.__name__)

    for _ in range(TRIALS):
        path.write_bytes(b"".join(tamper(original, choose.randrange(len(original)))))
        assert verify(FileStore(folder), checkpoints).problems, "the tampering was not noticed"

    path.write_bytes(b"".join(original))
    assert verify(FileStore(folder), checkpoints).problems == []


def test_checkpoints_made_without_the_key_vouch_for_nothing(
    log: ChainedAuditLog, folder: Path, tmp_path: Path
) -> None:
    fill(log, 5)
    path = segments(folder)[0]
    path.write_bytes(b"".join(_rewrite_all(path.read_bytes().splitlines(keepends=True), 2)))
    elsewhere = tmp_path / "elsewhere.jsonl"
    elsewhere.unlink(missing_ok=True)
    forged = ChainedAuditLog(FileStore(folder), Checkpoints(elsewhere, b"x" * 32), keep_days=1)
    forged.record(an_event())
    forged.close()

    assert (
        "not written with our key"
        in verify(FileStore(folder), Checkpoints(elsewhere, b"k" * 32)).problems[0]
    )


def test_removed_checkpoints_are_missed(
    log: ChainedAuditLog, folder: Path, checkpoints: Checkpoints, tmp_path: Path
) -> None:
    fill(log, 120)
    (tmp_path / "elsewhere.jsonl").unlink()

    assert "checkpoints are missing" in verify(FileStore(folder), checkpoints).problems[0]


def test_the_log_is_vouched_for_after_every_hundred_entries(
    log: ChainedAuditLog, folder: Path, checkpoints: Checkpoints
) -> None:
    fill(log, 205)

    verdict = verify(FileStore(folder), checkpoints)

    assert (verdict.entries, verdict.vouched, verdict.problems) == (205, 200, [])
