"""Whose turn it is: a job's place among the waiting jobs of its own person.

```text
Ada's 1st, 2nd, 3rd …   ─▶  turn 0, 1, 2 … 9, 9, 9
Bob's 1st               ─▶  turn 0: before Ada's 2nd, however many she asked for first
```

The queue serves lower turns first and each turn in order, so that one person's hundred jobs delay
another's first by one job. Nobody starves: Convex posts an unclaimed job again every minute, and by
then its place among its person's jobs has moved up.
"""

from typing import Final

TURNS: Final = 10
# Between a queue's name and the turn, in the names of the lists that hold the messages.
SEPARATOR: Final = ":"
# Older entries are of messages that a queue lost; they must not hold anybody back.
WAITING_SECONDS_MAX: Final = 900


def waiting_key(queue: str, owner_id: str) -> str:
    """Where the waiting jobs of a person are noted, by the time of their acceptance."""
    return f"waiting{SEPARATOR}{queue}{SEPARATOR}{owner_id}"


def lists_of(queue: str) -> tuple[str, ...]:
    """The lists that hold a queue's messages, the first served first."""
    return (queue, *(f"{queue}{SEPARATOR}{turn}" for turn in range(1, TURNS)))


TRANSPORT: Final[dict[str, object]] = {"priority_steps": list(range(TURNS)), "sep": SEPARATOR}
"""What every application on the broker must agree on."""
