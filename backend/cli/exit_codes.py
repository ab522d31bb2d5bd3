"""What the exit code says, and how a failure is told: one sentence and the next thing to do."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import typer

if TYPE_CHECKING:
    from backend.client import ApiError

DONE = 0
WORK_FAILED = 1
WRONG_USAGE = 2
REFUSED = 3
NOT_SIGNED_IN = 4
AWAY = 5
INTERRUPTED = 130
_NOT_SIGNED_IN = frozenset({401, 403})
_NOT_FOUND = 404


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
            # The library's own word for what a validator raised says nothing to a person.
            message = error.format_message().replace(" Value error, ", " ")
            return _Told(WRONG_USAGE, "cli.usage", message, _help_of(error))
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
        return _Told(REFUSED, error.code, f"{error.message}{_why(error.details)}", _mend(error))
    return _Told(WORK_FAILED, "cli.unexpected", f"{type(error).__name__}: {error}")


def _help_of(error: typer.TyperException) -> str:
    """The command that was meant, when it was understood so far."""
    context = getattr(error, "ctx", None)
    return f"Try: {getattr(context, 'command_path', 'scenewright')} --help"


def _why(details: Mapping[str, object]) -> str:
    """What the API says beyond its sentence: the reason, or which fields are wrong and how."""
    reason = details.get("reason")
    if isinstance(reason, str):
        return f" ({reason.replace('_', ' ')})" if reason.islower() else f" {reason}"
    fields = details.get("fields")
    if not isinstance(fields, list):
        named = (f"{name}: {details[name]}" for name in ("field", "filter") if details.get(name))
        return "".join(f" ({one})" for one in named)
    wrong = cast("list[dict[str, object]]", fields)
    return " " + "; ".join(map(_field, wrong))


def _field(one: Mapping[str, object]) -> str:
    return f"{str(one.get('field')).removeprefix('body.')}: {one.get('problem')}"


def _mend(error: "ApiError") -> str:
    if error.status == _NOT_FOUND:
        return "The ids are listed by: scenewright sessions | scenes | versions"
    if error.code == "webhook.bad_url":
        return "To listen far from the product: an endpoint that leads here, and its --secret."
    if error.retry_after_seconds is not None:
        return f"Try again in {error.retry_after_seconds:.0f} s."
    return (
        "What you have used, and of how much: scenewright usage"
        if (error.code.startswith("limit."))
        else ""
    )
