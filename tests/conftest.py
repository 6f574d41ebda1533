"""Fixtures shared by all tests."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import build_assistant
from assistant.domain.answers import Answer
from assistant.domain.people import Asker, Role
from assistant.service import Assistant, Question
from assistant.settings import Settings, read_settings
from ingest.job import Request, ingest
from tests import offline

offline.stay_here()

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files that some tests read; they skip where it isn't there."""
    if not SHARED.is_dir():
        pytest.skip(f"the real files are not here ({SHARED} does not exist)")
    return SHARED


SAMPLE = Path(__file__).resolve().parents[1] / "eval" / "sample" / "library"


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder in which the sample library is indexed; not to be written to."""
    home = tmp_path_factory.mktemp("sample") / "home"
    settings = read_settings(home=home)
    registers = sorted(SAMPLE.glob("register-*.xlsx"))
    ingest(Request(paths=(SAMPLE,), register=registers[0]), settings)
    for register in registers[1:]:
        ingest(Request(register=register), settings)
    return home


@pytest.fixture(scope="session")
def sample_settings(sample_home: Path) -> Settings:
    """Settings of the sample library, on the day after its last register."""
    return read_settings(home=sample_home, today=date(2026, 10, 1))


@pytest.fixture
def asks(sample_assistant: Assistant) -> Callable[[str], Answer]:
    """Ask a question of the sample library as the liaison team does."""
    liaison = Asker(roles=frozenset({Role.LIAISON}))
    return lambda text: sample_assistant.ask(Question(text, liaison))


@pytest.fixture(scope="session")
def sample_assistant(sample_settings: Settings) -> Iterator[Assistant]:
    """The assistant over the sample library."""
    assistant = build_assistant(sample_settings)
    yield assistant
    assistant.close()


@pytest.fixture(scope="session", autouse=True)
def nothing_outside_is_called() -> Iterator[None]:
    """Fail the run if anything tried to reach beyond this machine."""
    yield
    assert offline.attempts == []
