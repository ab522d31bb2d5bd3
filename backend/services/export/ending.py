"""How an attempt at an export or a cut ends: a failure is reported, never raised."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from backend.errors import ServiceError
from backend.log import get_logger
from backend.services.pipeline import failures
from backend.services.pipeline.workshop import Workshop

_LOG = get_logger(__name__)


@contextmanager
def ending(kind: str, shop: Workshop, fail: Callable[[dict[str, object]], None]) -> Generator[None]:
    """Tell the ledger a named failure of the work within, and count how it ended.

    What is not wanted any more ends by `StoppedError`, which is not a failure and passes.
    """
    outcome, code = "succeeded", ""
    try:
        yield
    except ServiceError as error:
        failure = failures.of_error(error)
        outcome, code = "failed", failure.code
        _LOG.warning(f"{kind}.failed", code=error.code, reason=error.message)
        fail({"status": "error", "error": failure.as_json()})
    shop.observed.job_ended(kind, outcome, code)
