"""Identifiers and secrets as a dependency: the only module that draws randomness for them."""

import secrets
import uuid
from typing import Protocol


class IdSource(Protocol):
    """Where code gets new identifiers from."""

    def uuid(self) -> str:
        """A lower-case UUID v4."""
        ...

    def token(self, size_bytes: int) -> bytes:
        """Unpredictable bytes for secrets."""
        ...


class SystemIds:
    """Identifiers from the operating system's randomness."""

    def uuid(self) -> str:
        return str(uuid.uuid4())

    def token(self, size_bytes: int) -> bytes:
        return secrets.token_bytes(size_bytes)
