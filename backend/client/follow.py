"""Server-sent events of a session, read line by line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast


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
