"""Measured values, kept in a file, so that a long bench can be made in several short sittings."""

import json
from pathlib import Path
from time import perf_counter


class OutOfTimeError(Exception):
    """The sitting is over; what was measured is kept."""


class Samples:
    """Values by name, in the order they were measured; saved after each."""

    def __init__(self, file: Path | None, *, seconds: float | None) -> None:
        self._file = file
        self._ends = None if seconds is None else perf_counter() + seconds
        self._values: dict[str, list[float]] = {}
        if file is not None and file.exists():
            self._values = json.loads(file.read_text(encoding="utf-8"))

    def of(self, name: str) -> list[float]:
        return self._values.get(name, [])

    def lacks(self, count: int, *names: str) -> bool:
        """Whether one of the names has fewer values than that.

        Raises:
            OutOfTimeError: one has, and the sitting is over.
        """
        if all(len(self.of(name)) >= count for name in names):
            return False
        if self._ends is not None and perf_counter() > self._ends:
            raise OutOfTimeError
        return True

    def add(self, **values: float) -> None:
        """Add one value to each of the names."""
        for name, value in values.items():
            self._values.setdefault(name, []).append(round(value, 4))
        if self._file is not None:
            self._file.write_text(json.dumps(self._values, indent=1), encoding="utf-8")
