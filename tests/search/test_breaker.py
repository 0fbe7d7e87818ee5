"""The breaker, by its own clock."""

import pytest

from search.client import Breaker
from search.errors import EngineUnavailable


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(failures=2, rest=10, clock=clock)


def fail(breaker: Breaker) -> None:
    with pytest.raises(EngineUnavailable, match="down"), breaker.guard():
        raise EngineUnavailable("down")


def test_opens_after_failures_in_a_row_and_calls_nobody(breaker: Breaker) -> None:
    fail(breaker)
    assert breaker.state == "closed"
    fail(breaker)
    assert breaker.state == "open"
    with pytest.raises(EngineUnavailable, match="resting"), breaker.guard():
        pytest.fail("was called while open")


def test_a_success_between_failures_starts_the_count_anew(breaker: Breaker) -> None:
    fail(breaker)
    with breaker.guard():
        pass
    fail(breaker)
    assert breaker.state == "closed"


def test_half_open_closes_on_success(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    fail(breaker)
    clock.now += 10
    assert breaker.state == "half-open"
    with breaker.guard():
        pass
    assert breaker.state == "closed"


def test_half_open_rests_longer_each_time_up_to_a_minute(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    fail(breaker)
    for rest in (20, 40, 60, 60):
        clock.now = breaker._open_until
        fail(breaker)
        assert breaker._open_until == clock.now + rest


def test_another_error_is_no_failure_of_the_engine(breaker: Breaker) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), breaker.guard():
            raise ZeroDivisionError
    assert breaker.state == "closed"
