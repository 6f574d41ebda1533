"""Which suites are run with what there is."""

from pathlib import Path

import pytest

from eval.choice import Means, chosen
from eval.faults import DatasetError


def names(means: Means, *asked: str, fast: bool = False) -> list[str]:
    return [suite.name for suite in chosen(asked, means, fast=fast)]


def test_without_anything_special_the_projects_own_suites_run() -> None:
    plain = names(Means())

    assert {"register", "attacks", "drafts"} <= set(plain)
    assert not {"judged", "obliqa", "squad"} & set(plain)


def test_a_model_or_real_files_add_suites() -> None:
    assert set(names(Means(judges=True))) - set(names(Means())) == {"judged"}
    assert "obliqa" in names(Means(Path("somewhere")))


def test_a_running_service_is_not_asked_about_a_library_that_it_doesnt_serve() -> None:
    assert set(names(Means())) - set(names(Means(against=True))) == {"attacks"}
    assert names(Means(against=True), "attacks") == ["attacks"]


def test_the_fast_part_is_of_the_suites_named() -> None:
    assert names(Means(), "reports", "retrieval", fast=True) == ["reports", "retrieval"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [("nosuch", "There is no suite"), ("obliqa", "--shared-data"), ("judged", "language model")],
)
def test_what_cannot_be_run_is_a_sentence(asked: str, said: str) -> None:
    with pytest.raises(DatasetError, match=said):
        chosen([asked], Means(), fast=False)
