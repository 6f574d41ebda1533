from typing import Any

import pytest

from assistant.domain.errors import StoreUnavailable
from assistant.service.stores import Stores


class FakeGeneration:
    """A generation that only knows its name and whether it is open."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_open = True
        self.library: Any = None
        self.dense: Any = None
        self.words: Any = None
        self.register: Any = None

    def close(self) -> None:
        assert self.is_open, "closed twice"
        self.is_open = False


class Pointer:
    """What is published, as the folder would have it."""

    def __init__(self) -> None:
        self.name: str | None = "a"
        self.opened: list[FakeGeneration] = []
        self.broken = False

    def open(self) -> FakeGeneration:
        if self.name is None or self.broken:
            raise StoreUnavailable("Nothing there.")
        self.opened.append(FakeGeneration(self.name))
        return self.opened[-1]


@pytest.fixture
def pointer() -> Pointer:
    return Pointer()


@pytest.fixture
def stores(pointer: Pointer) -> Stores:
    return Stores(pointer.open, lambda: pointer.name)


def test_the_generation_is_opened_once_while_the_pointer_stays(
    stores: Stores, pointer: Pointer
) -> None:
    for _ in range(3):
        with stores.use() as generation:
            assert generation.name == "a"

    assert len(pointer.opened) == 1


def test_an_answer_keeps_its_generation_and_the_next_gets_the_newer(
    stores: Stores, pointer: Pointer
) -> None:
    with stores.use() as older:
        pointer.name = "b"
        with stores.use() as newer:
            assert (older.name, newer.name) == ("a", "b")
            assert pointer.opened[0].is_open
        assert pointer.opened[0].is_open
    assert not pointer.opened[0].is_open
    assert pointer.opened[1].is_open


def test_a_newer_generation_that_cannot_be_opened_leaves_the_older_answering(
    stores: Stores, pointer: Pointer
) -> None:
    with stores.use():
        pass
    pointer.name, pointer.broken = "b", True

    with stores.use() as generation:
        assert generation.name == "a"


def test_without_any_generation_there_is_an_outage(stores: Stores, pointer: Pointer) -> None:
    pointer.name = None

    with pytest.raises(StoreUnavailable):
        stores.use().__enter__()


def test_closing_closes_everything_and_nothing_opens_again_by_itself(
    stores: Stores, pointer: Pointer
) -> None:
    with stores.use():
        pass
    stores.close()

    assert [each.is_open for each in pointer.opened] == [False]
