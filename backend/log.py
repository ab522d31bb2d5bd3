"""Logs: one JSON line an event, with the ids of the action that caused it.

Owns: the shape of a line, and the ids bound to the current task or request.
Never does: write prompts, code, secrets, signatures or signed addresses (`_HIDDEN` drops them).
Look next: `backend/api/app.py` binds ids of a request, `backend/workers/door.py` those of a task.
"""

import logging
import re
import sys
from collections.abc import Generator, MutableMapping
from contextlib import contextmanager
from typing import TextIO

import structlog
from structlog.stdlib import BoundLogger

_HIDDEN = frozenset(
    {
        "prompt",
        "code",
        "source",
        "secret",
        "signature",
        "authorization",
        "password",
        "token",
        "body",
    }
)

_ERROR_CODE = re.compile(r"[a-z_]+(\.[a-z_]+)*")

# The ids that tie the log lines of one user action together, across every process.
CORRELATION_FIELDS = (
    "correlationId",
    "projectId",
    "sessionId",
    "sceneId",
    "sceneVersion",
    "jobId",
    "attempt",
)


def set_up_logging(*, service: str, level: str, release: str, stream: TextIO | None = None) -> None:
    """Send structlog and the standard library's loggers to one stream as JSON lines."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
        structlog.processors.format_exc_info,
        _hide,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _StampService(service, release),
                structlog.processors.JSONRenderer(sort_keys=True),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "celery", "kombu"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = True
    # Access lines are ours (`request.answered`), and chatty clients stay quiet.
    for name in ("uvicorn.access", "httpx", "httpcore", "botocore", "boto3", "urllib3"):
        logging.getLogger(name).setLevel(logging.WARNING)


def get_logger(name: str) -> BoundLogger:
    """A logger that speaks in events and fields."""
    return structlog.stdlib.get_logger(name)


@contextmanager
def bound(**ids: object) -> Generator[None]:
    """Add these ids to every line written inside the block."""
    known = {name: value for name, value in ids.items() if value is not None}
    with structlog.contextvars.bound_contextvars(**known):
        yield


class _StampService:
    def __init__(self, service: str, release: str) -> None:
        self._service = service
        self._release = release

    def __call__(
        self, _logger: object, _name: str, event: MutableMapping[str, object]
    ) -> MutableMapping[str, object]:
        event["service"] = self._service
        event["release"] = self._release
        return event


def _hide(
    _logger: object, _name: str, event: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    for name in _HIDDEN & event.keys():
        # `code` is also what errors are called by; a dotted name is one, a program never is.
        if name != "code" or _ERROR_CODE.fullmatch(str(event[name])) is None:
            event[name] = "[hidden]"
    return event
