"""What a call may end in besides its answer."""

from collections.abc import Mapping


class ApiError(Exception):
    """The API refused; `code` is stable, the message is for people."""

    def __init__(self, message: str, *, status: int, code: str, details: Mapping[str, object],
                 request_id: str | None, retry_after_seconds: float | None) -> None:  # fmt: skip
        super().__init__(f"{message} ({code})")
        self.message = message
        self.status = status
        self.code = code
        self.details = details
        self.request_id = request_id
        self.retry_after_seconds = retry_after_seconds


class AwayError(Exception):
    """The API did not answer."""
