from threading import Barrier, Thread

from assistant.adapters.language_model.breaker import Breaker


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def failing(times, clock):
    breaker = Breaker(5, 30, clock)
    for _ in range(times):
        assert breaker.admits()
        breaker.failed()
    return breaker


def test_it_opens_at_the_fifth_failure_in_a_row():
    assert failing(4, Clock()).admits()
    assert not failing(5, Clock()).admits()


def test_a_success_between_failures_starts_the_count_again():
    breaker = failing(4, Clock())
    breaker.succeeded()
    for _ in range(4):
        breaker.failed()
    assert breaker.admits()


def test_after_a_rest_one_call_alone_may_try():
    clock = Clock()
    breaker = failing(5, clock)
    clock.now = 29.9
    assert not breaker.admits()
    clock.now = 30
    assert [breaker.admits() for _ in range(3)] == [True, False, False]


def test_a_trial_that_fails_opens_it_for_another_rest():
    clock = Clock()
    breaker = failing(5, clock)
    clock.now = 30
    assert breaker.admits()
    breaker.failed()
    clock.now = 59
    assert not breaker.admits()
    clock.now = 60
    assert breaker.admits()


def test_a_trial_that_succeeds_closes_it():
    clock = Clock()
    breaker = failing(5, clock)
    clock.now = 30
    assert breaker.admits()
    breaker.succeeded()
    assert [breaker.admits() for _ in range(3)] == [True, True, True]


def test_of_many_threads_one_alone_may_try():
    clock = Clock()
    breaker = failing(5, clock)
    clock.now = 31
    together = Barrier(8)
    admitted = []

    def ask():
        together.wait()
        admitted.append(breaker.admits())

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(admitted) == [False] * 7 + [True]
