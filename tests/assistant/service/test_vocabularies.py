"""The words that questions are read with, made once a generation."""

import gc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.bootstrap import build_assistant
from assistant.domain.errors import StoreUnavailable
from assistant.domain.people import LOCAL
from assistant.service import Question, vocabularies
from assistant.settings import Settings, read_settings


@pytest.fixture
def thawed() -> Iterator[None]:
    """Give back to the collector of garbage what the test kept from it."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
@pytest.mark.parametrize(("many", "kept"), [(1, True), (10_000, False)])
def test_a_large_register_is_read_before_it_is_asked_and_kept_from_the_collector_of_garbage(
    sample_settings: Settings, monkeypatch: pytest.MonkeyPatch, many: int, kept: bool
) -> None:
    monkeypatch.setattr(vocabularies, "MANY", many)
    before = gc.get_freeze_count()
    with closing(build_assistant(sample_settings)) as assistant:
        assistant.warm()

    assert (gc.get_freeze_count() > before) is kept


def test_a_service_that_holds_nothing_starts_and_says_so_when_it_is_asked(tmp_path: Path) -> None:
    with closing(build_assistant(read_settings(home=tmp_path))) as assistant:
        assistant.warm()
        with pytest.raises(StoreUnavailable):
            assistant.ask(Question("How many recommendations are open?", LOCAL))
