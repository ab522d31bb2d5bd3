"""When a delivery is tried again: the published schedule, with jitter, and what answers change.

try   1   2    3    4     5    6    7     8     9     10
wait  0   5 s  5 m  30 m  2 h  5 h  10 h  14 h  20 h  24 h      together about 75 hours
"""

from dataclasses import dataclass
from typing import Literal

_MINUTE = 60.0
_HOUR = 3600.0
WAITS_SECONDS = (
    5.0,
    5 * _MINUTE,
    30 * _MINUTE,
    2 * _HOUR,
    5 * _HOUR,
    10 * _HOUR,
    14 * _HOUR,
    20 * _HOUR,
    24 * _HOUR,
)
ATTEMPTS_MAX = len(WAITS_SECONDS) + 1
JITTER = 0.2
# A receiver that is overloaded is given at least this long.
OVERLOADED_SECONDS_MIN = 60.0

Outcome = Literal["succeeded", "retry", "failed", "gone"]
_GONE = 410
_OVERLOADED = frozenset({408, 425, 429, 503, 504})


@dataclass(frozen=True)
class Verdict:
    """What one try means for its delivery; `wait_seconds` only with `retry`."""

    outcome: Outcome
    wait_seconds: float | None = None


def judge(
    attempt: int,
    *,
    status: int | None,
    timed_out: bool,
    retry_after_seconds: float | None,
    chance: float,
) -> Verdict:
    """What follows from try number `attempt` (from 1).

    `chance` is a number from 0 to 1 that spreads the waits, so that receivers which failed together
    are not tried together. A `Retry-After` is honoured between the step's wait and twice of it.
    """
    if status is not None and 200 <= status < 300:  # noqa: PLR2004 - what HTTP calls success
        return Verdict("succeeded")
    if status == _GONE:
        return Verdict("gone")
    if attempt >= ATTEMPTS_MAX:
        return Verdict("failed")
    step = WAITS_SECONDS[attempt - 1]
    wait = step * (1 + JITTER * (2 * chance - 1))
    if timed_out or status in _OVERLOADED:
        wait = max(wait, OVERLOADED_SECONDS_MIN)
    if retry_after_seconds is not None:
        wait = max(wait, min(retry_after_seconds, 2 * max(step, OVERLOADED_SECONDS_MIN)))
    return Verdict("retry", wait)
