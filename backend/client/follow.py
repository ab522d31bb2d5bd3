"""Server-sent events of a session, read line by line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from backend.client.errors import ApiError


@dataclass(frozen=True)
class Event:
    """One event: `session`, `scene`, `settled` or `error`, and what it carries."""

    name: str
    data: dict[str, object]


class EventReader:
    """Feed it lines; it gives an event at each blank one."""

    def __init__(self) -> None:
        self._name = ""
        self._data: list[str] = []

    def feed(self, line: str) -> Iterator[Event]:
        """What this line completes."""
        if line == "" and self._data:
            yield Event(self._name, cast("dict[str, object]", json.loads("\n".join(self._data))))
            self._name, self._data = "", []
        elif line.startswith("event:"):
            self._name = line.removeprefix("event:").strip()
        elif line.startswith("data:"):
            self._data.append(line.removeprefix("data:").strip())


_BREAKS_MAX = 3


class Course:
    """How far a session has been followed: to its end, or to a break."""

    def __init__(self) -> None:
        self.ended = False
        self._breaks = 0

    def take(self, event: Event) -> None:
        """Note what came.

        Raises:
            ApiError: the API has nothing more to tell, and this is why.
        """
        self._breaks = 0
        self.ended = event.name == "settled"
        if event.name == "error":
            message, code = str(event.data.get("error")), str(event.data.get("code"))
            raise ApiError(
                message,
                status=int(cast("int", event.data.get("status", 500))),
                code=code,
                details={},
                request_id=None,
                retry_after_seconds=None,
            )

    def is_lost(self) -> bool:
        """Count a break; True when there were too many in a row."""
        self._breaks += 1
        return self._breaks > _BREAKS_MAX
