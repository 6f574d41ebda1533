from pathlib import Path

import pytest

from assistant.adapters.audit.checkpoints import Checkpoints
from assistant.adapters.audit.files import FileStore
from assistant.adapters.audit.log import ChainedAuditLog


@pytest.fixture
def checkpoints(tmp_path: Path) -> Checkpoints:
    return Checkpoints(tmp_path / "elsewhere.jsonl", b"k" * 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "audit"


@pytest.fixture
def log(folder: Path, checkpoints: Checkpoints) -> ChainedAuditLog:
    return ChainedAuditLog(FileStore(folder), checkpoints, keep_days=730)
