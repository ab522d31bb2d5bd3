"""When a delivery is tried again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.webhooks.schedule import ATTEMPTS_MAX, JITTER, WAITS_SECONDS, Verdict, judge


def verdict(
    attempt: int,
    status: int | None = 500,
    *,
    timed_out: bool = False,
    retry_after: float | None = None,
    chance: float = 0.5,
) -> Verdict:
    return judge(
        attempt,
        status=status,
        timed_out=timed_out,
        retry_after_seconds=retry_after,
        chance=chance,
    )


@pytest.mark.requirement("webhooks:schedule:published")
def test_ten_tries_over_about_seventy_five_hours() -> None:
    waits = [verdict(attempt).wait_seconds for attempt in range(1, ATTEMPTS_MAX)]
    assert waits == [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
    assert 75 * 3600 < sum(WAITS_SECONDS) < 76 * 3600
    assert verdict(ATTEMPTS_MAX) == Verdict("failed")


@pytest.mark.requirement("webhooks:schedule:published")
@given(attempt=st.integers(1, ATTEMPTS_MAX - 1), chance=st.floats(0, 1))
def test_jitter_keeps_within_a_fifth(attempt: int, chance: float) -> None:
    wait = verdict(attempt, chance=chance).wait_seconds
    step = WAITS_SECONDS[attempt - 1]
    assert wait is not None
    assert step * (1 - JITTER) - 1e-6 <= wait <= step * (1 + JITTER) + 1e-6


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_what_http_calls_success_ends_the_delivery(status: int) -> None:
    assert verdict(1, status) == Verdict("succeeded")


@pytest.mark.parametrize("status", [None, 199, 300, 301, 302, 307, 400, 401, 404, 500, 503])
def test_everything_else_is_tried_again(status: int | None) -> None:
    assert verdict(1, status).outcome == "retry"


@pytest.mark.requirement("webhooks:schedule:gone")
def test_a_receiver_that_is_gone_is_told_at_once() -> None:
    assert verdict(1, 410) == Verdict("gone")


@pytest.mark.requirement("webhooks:schedule:retry-after")
def test_an_overloaded_receiver_is_given_a_minute_at_least() -> None:
    for status in (429, 503):
        assert verdict(1, status).wait_seconds == 60
    assert verdict(1, None, timed_out=True).wait_seconds == 60
    assert verdict(3, 429).wait_seconds == 1800


@pytest.mark.requirement("webhooks:schedule:retry-after")
@pytest.mark.parametrize(
    ("attempt", "asked", "given"),
    [(1, 90, 90), (1, 100_000, 120), (1, 1, 60), (2, 400, 400), (2, 100_000, 600), (2, 10, 300)],
)
def test_retry_after_is_honoured_between_the_step_and_twice_of_it(
    attempt: int, asked: float, given: float
) -> None:
    """A receiver may ask for time, but not park a delivery for ever nor be hammered."""
    assert verdict(attempt, 429, retry_after=asked).wait_seconds == given
