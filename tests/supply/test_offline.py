"""Nothing is fetched from anywhere, by the tests or by what they test."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import offline

ROOT = Path(__file__).resolve().parents[2]
OFFLINE = [
    "tests/assistant/service", "tests/assistant/reports", "tests/assistant/register",
    "tests/assistant/adapters/generation", "tests/assistant/adapters/embedding",
    "tests/assistant/render", "tests/assistant/entrypoints/test_api.py", "tests/ingest/test_job.py",
    "tests/ingest/test_sandbox.py", "tests/ingest/register",
]  # fmt: skip


def test_a_connection_to_the_outside_would_be_noticed() -> None:
    before = len(offline.attempts)
    with socket.socket() as outside, pytest.raises(OSError, match="stay on this machine"):
        outside.connect(("192.0.2.1", 443))
    assert offline.attempts[before:] == ["192.0.2.1"]
    del offline.attempts[before:]
    assert offline.is_here("127.0.0.1")
    assert offline.is_here("::1")
    assert not offline.is_here("huggingface.co")


@pytest.mark.torture
def test_a_part_of_the_suite_passes_without_any_network(request: pytest.FixtureRequest) -> None:
    """In a network of its own, where there is nothing but the machine itself."""
    if shutil.which("unshare") is None:
        pytest.skip("this system has no unshare")
    alone = ["unshare", "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    tried = subprocess.run([*alone, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"this system allows no network of one's own: {tried.stderr[-200:]}")
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x", *OFFLINE]
    done = subprocess.run([*alone, *tests], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout[-3000:]
    passed = _passed(done.stdout)
    assert passed > 200
    request.node.user_properties += [("tried", passed), ("survived", passed)]


def _passed(said: str) -> int:
    before, _, _ = said.rpartition(" passed")
    return int(before.rsplit(None, 1)[-1])


def test_what_is_known_of_a_run_is_read_from_it() -> None:
    assert _passed("....\n1 failed, 600 passed in 3.1s") == 600
