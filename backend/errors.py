"""The error vocabulary.

Every failure that may cross an edge is a `ServiceError` subclass that declares five facts.
Edges translate them in one place each; nothing in between catches and re-words them.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

Owner = Literal["caller", "scene_author", "upstream", "us"]


class ServiceError(Exception):
    """A failure with a name: what happened, whose turn it is, whether trying again can help."""

    code: ClassVar[str] = "internal"
    http_status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False
    owner: ClassVar[Owner] = "us"
    public: ClassVar[bool] = False

    def __init__(self, message: str, /, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.details: Mapping[str, object] = details


def all_error_classes() -> list[type[ServiceError]]:
    """Every error class that is loaded, sorted by code."""
    found: set[type[ServiceError]] = {ServiceError}
    queue: list[type[ServiceError]] = [ServiceError]
    while queue:
        for child in queue.pop().__subclasses__():
            if child not in found:
                found.add(child)
                queue.append(child)
    return sorted(found, key=lambda cls: cls.code)
