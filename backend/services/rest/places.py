"""How many answers one person may keep open at once: each asks Convex again and again."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager

from backend.services.rest.errors import RateLimitedError

PLACES = 20
_RETRY_SECONDS = 5


class Places:
    """Counts the waits and streams of each person in this process."""

    def __init__(self, most: int = PLACES) -> None:
        self._most = most
        self._taken: Counter[str] = Counter()

    def check(self, person: str) -> None:
        """Refuse before an answer is begun that would take a place.

        Raises:
            RateLimitedError: the person holds as many answers open as is allowed.
        """
        if self._taken[person] >= self._most:
            message = "Too many answers are being waited for at once."
            raise RateLimitedError(
                message, limit=self._most, use=self._most, retry_after_seconds=_RETRY_SECONDS
            )

    @contextmanager
    def hold(self, person: str) -> Generator[None]:
        """Take a place for as long as the block runs; raises as `check`."""
        self.check(person)
        self._taken[person] += 1
        try:
            yield
        finally:
            self._taken[person] -= 1
            if self._taken[person] == 0:
                del self._taken[person]
