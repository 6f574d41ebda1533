from collections.abc import Callable, Iterator
from functools import partial

import pytest

from assistant.bootstrap import build_assistant
from assistant.domain.answers import Answer
from assistant.domain.people import Asker, Role
from assistant.service import Question
from assistant.settings import read_settings
from ingest.job import Request, ingest
from tests.assistant.reports.judged_letters import write_letters
from tests.sample_reports import ask_reports, sample_stores


@pytest.fixture(scope="session")
def stores():
    return sample_stores()


@pytest.fixture
def ask(stores):
    return partial(ask_reports, stores)


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Answer]]:
    """Ask a question of letters that give grades, in a thread where one is named."""
    folder = tmp_path_factory.mktemp("judged")
    settings = read_settings(home=folder / "home")
    ingest(Request(paths=(write_letters(folder / "letters"),)), settings)
    assistant = build_assistant(settings)
    liaison = Asker(roles=frozenset({Role.LIAISON}))
    yield lambda text, thread=None: assistant.ask(Question(text, liaison, thread=thread))
    assistant.close()
