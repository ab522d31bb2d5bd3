"""Identifiers in a fixed order."""


class FakeIds:
    """Counts upwards in the shape of a UUID v4."""

    def __init__(self) -> None:
        self._last = 0

    def uuid(self) -> str:
        self._last += 1
        return f"00000000-0000-4000-8000-{self._last:012d}"

    def token(self, size_bytes: int) -> bytes:
        self._last += 1
        return self._last.to_bytes(8, "big").rjust(size_bytes, b"\0")[-size_bytes:]
