from datetime import date
from threading import Thread

import pytest
from sqlalchemy import text

from assistant.adapters.state.database import open_database
from assistant.adapters.state.model_tokens import SqlBudget
from assistant.domain.errors import StoreUnavailable


@pytest.fixture
def engine(tmp_path):
    made = open_database(None, tmp_path)
    yield made
    made.dispose()


class Day:
    def __init__(self):
        self.day = date(2026, 3, 1)

    def __call__(self):
        return self.day


def test_no_more_is_granted_than_a_day_has(engine):
    budget = SqlBudget(engine, 1_000, Day())
    assert budget.reserve(600)
    assert not budget.reserve(401)
    assert budget.reserve(400)
    assert not budget.reserve(1)
    assert budget.used() == 1_000


def test_what_was_not_used_can_be_used_again(engine):
    budget = SqlBudget(engine, 1_000, Day())
    assert budget.reserve(1_000)
    budget.settle(1_000, 120)
    assert budget.used() == 120
    assert budget.reserve(880)


def test_each_day_has_its_own_budget_and_a_restart_does_not_renew_it(engine):
    day = Day()
    assert SqlBudget(engine, 100, day).reserve(100)
    assert not SqlBudget(engine, 100, day).reserve(1)
    day.day = date(2026, 3, 2)
    assert SqlBudget(engine, 100, day).reserve(100)


def test_a_budget_of_nothing_grants_nothing(engine):
    assert not SqlBudget(engine, 0, Day()).reserve(1)


def test_threads_together_are_granted_no_more_than_the_budget(engine):
    budget = SqlBudget(engine, 1_000, Day())
    granted = []
    threads = [Thread(target=lambda: granted.append(budget.reserve(100))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(granted) == 10
    assert budget.used() == 1_000


def test_a_database_without_its_table_is_an_outage(engine):
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE model_tokens"))
    budget = SqlBudget(engine, 1_000, Day())
    for call in (lambda: budget.reserve(1), lambda: budget.settle(1, 1), budget.used):
        with pytest.raises(StoreUnavailable):
            call()
