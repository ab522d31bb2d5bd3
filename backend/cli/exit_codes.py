"""What the exit code says, and how a failure is told: one sentence and the next thing to do."""

import json
import sys
from dataclasses import dataclass

import typer

DONE = 0
WORK_FAILED = 1
WRONG_USAGE = 2
REFUSED = 3
NOT_SIGNED_IN = 4
AWAY = 5
INTERRUPTED = 130
_NOT_SIGNED_IN = frozenset({401, 403})


class WorkFailedError(Exception):
    """The product did its part and the work did not succeed."""


def report(error: BaseException, *, as_json: bool) -> int:
    """Tell the failure on stderr and answer the exit code."""
    told = _explain(error)
    if told is None:
        return getattr(error, "exit_code", DONE)
    if as_json:
        print(json.dumps({"error": told.message, "code": told.name}), file=sys.stderr)
    else:
        advice = f"\n  {told.advice}" if told.advice else ""
        print(f"scenewright: {told.message}{advice}", file=sys.stderr)
    return told.exit_code


@dataclass(frozen=True)
class _Told:
    exit_code: int
    name: str
    message: str
    advice: str = ""


def _explain(error: BaseException) -> _Told | None:
    """What to say; nothing for an ordinary exit."""
    match error:
        case typer.Exit():
            return None
        case typer.Abort() | KeyboardInterrupt():
            return _Told(INTERRUPTED, "cli.interrupted", "Interrupted.")
        case typer.TyperException():
            return _Told(WRONG_USAGE, "cli.usage", str(error), "Try: scenewright --help")
        case WorkFailedError():
            return _Told(WORK_FAILED, "cli.work_failed", str(error))
        case _:
            return _explain_call(error)


def _explain_call(error: BaseException) -> _Told:
    from backend.client import ApiError, AwayError  # noqa: PLC0415 - loaded on failure only

    if isinstance(error, AwayError):
        return _Told(AWAY, "cli.away", str(error), "Start it with: scenewright up")
    if isinstance(error, ApiError) and error.status in _NOT_SIGNED_IN:
        advice = "Give --key, set SCENEWRIGHT_API_KEY, or run: scenewright login"
        return _Told(NOT_SIGNED_IN, error.code, error.message, advice)
    if isinstance(error, ApiError):
        return _Told(REFUSED, error.code, error.message)
    return _Told(WORK_FAILED, "cli.unexpected", f"{type(error).__name__}: {error}")
