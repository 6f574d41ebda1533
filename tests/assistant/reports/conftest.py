from functools import partial

import pytest

from tests.sample_reports import ask_reports, sample_stores


@pytest.fixture(scope="session")
def stores():
    return sample_stores()


@pytest.fixture
def ask(stores):
    return partial(ask_reports, stores)
