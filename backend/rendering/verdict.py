"""From what happened in a box to what it means for the scene.

The order matters: what we saw from outside comes before what the box says of itself, because a box
may say anything.
"""

import re
import signal
from collections.abc import Mapping
from typing import Final

from backend.rendering.outcome import ErrorClass, LimitHit, Rejected
from backend.rendering.sandbox import messages
from backend.rendering.sandbox.supervise import Ended, Stop

_SIGNAL_BASE: Final = 128
_CPU_SHARE: Final = 0.5
_CLAIMS: Final = {
    "CODE_ERROR": ErrorClass.CODE_ERROR,
    "TEX_ERROR": ErrorClass.TEX_ERROR,
    "OUTPUT_MISSING": ErrorClass.OUTPUT_MISSING,
    "INTERNAL": ErrorClass.OUTPUT_MISSING,
}
_LIMIT_CLAIMS: Final = {
    "RENDER_TIMEOUT": ErrorClass.RENDER_TIMEOUT,
    "LIMIT_MEMORY": ErrorClass.LIMIT_MEMORY,
}
_NO_SPACE = re.compile(r"\[Errno (?:27|28|122)\]")
_TOO_MANY = re.compile(r"\[Errno 11\]|can't start new thread")
_TYPE_NAME = re.compile(r"[^\W\d]\w{0,79}")
_ENDED: Final = "The scene's process ended without an answer."

_LIMIT_MESSAGES: Final = {
    ErrorClass.LIMIT_MEMORY: "The scene needs more memory than a render may use. "
    "Use fewer or simpler objects, or split the scene.",
    ErrorClass.LIMIT_PROCESSES: "The scene starts more processes or threads than a render "
    "may have. A scene needs none.",
    ErrorClass.LIMIT_DISK: "The scene fills the space that a render has for files. "
    "Write none, and check for plays in a loop without an end.",
    ErrorClass.LIMIT_OUTPUT: "The scene prints more than a render may say. Remove the print calls.",
    ErrorClass.RENDER_TIMEOUT: "The scene did not finish in time. "
    "Shorten it, use fewer objects, or check for a loop without an end.",
}
_STOPS: Final = {
    Stop.MEMORY: ErrorClass.LIMIT_MEMORY,
    Stop.PROCESSES: ErrorClass.LIMIT_PROCESSES,
    Stop.DISK: ErrorClass.LIMIT_DISK,
    Stop.OUTPUT: ErrorClass.LIMIT_OUTPUT,
    Stop.DEADLINE: ErrorClass.RENDER_TIMEOUT,
}


def limit(error_class: ErrorClass, ended: Ended | None = None, *, cpu: bool = False) -> LimitHit:
    """A limit in the words that users see."""
    kind = None
    if error_class is ErrorClass.RENDER_TIMEOUT:
        busy = ended is not None and ended.pressure.cpu_seconds > _CPU_SHARE * ended.wall_seconds
        kind = "cpu" if cpu or busy else "wall"
    return LimitHit(error_class, _LIMIT_MESSAGES[error_class], kind=kind)


def judge(ended: Ended) -> Rejected | LimitHit | None:
    """Why there is no result, or None when the box claims that there is one."""
    if ended.stop is Stop.CANCEL:
        raise AssertionError  # the renderer answers a cancel before it asks for a verdict
    if ended.pressure.oom_kills:
        return limit(ErrorClass.LIMIT_MEMORY)
    if ended.stop is Stop.DEADLINE and ended.last is None and ended.pressure.fork_refusals:
        # It waited for a process or a thread that it did not get.
        return limit(ErrorClass.LIMIT_PROCESSES)
    if ended.stop is not None and (ended.last is None or ended.stop is not Stop.DEADLINE):
        return limit(_STOPS[ended.stop], ended)
    claim = ended.last
    if claim is None:
        return _silent(ended)
    if claim.get("type") != "rejected":
        return None
    return _claimed(ended)


def _silent(ended: Ended) -> Rejected | LimitHit:
    if ended.pressure.fork_refusals:
        return limit(ErrorClass.LIMIT_PROCESSES)
    code = ended.exit_code or 0
    number = -code if code < 0 else code - _SIGNAL_BASE
    if number == signal.SIGXCPU:
        return limit(ErrorClass.RENDER_TIMEOUT, cpu=True)
    if number == signal.SIGXFSZ:
        return limit(ErrorClass.LIMIT_DISK)
    if number == signal.SIGSYS:
        message = "The scene made a system call of a kind that is refused."
        return Rejected(ErrorClass.CODE_ERROR, message, error_type="SystemCallRefused")
    return Rejected(ErrorClass.OUTPUT_MISSING, _ENDED)


def _type_of(error: Mapping[str, object]) -> str | None:
    found = error.get("type")
    return found if isinstance(found, str) and _TYPE_NAME.fullmatch(found) else None


def _claimed(ended: Ended) -> Rejected | LimitHit:
    claim: Mapping[str, object] = ended.last or {}
    name = messages.text(claim.get("class"), limit=40)
    if name in _LIMIT_CLAIMS:
        return limit(_LIMIT_CLAIMS[name], ended)
    found = messages.items([claim.get("error")], limit=1)
    error: Mapping[str, object] = found[0] if found else {}
    message = messages.text(error.get("message")) or _ENDED
    if _NO_SPACE.search(message):
        return limit(ErrorClass.LIMIT_DISK)
    if ended.pressure.fork_refusals or _TOO_MANY.search(message):
        return limit(ErrorClass.LIMIT_PROCESSES)
    return Rejected(
        _CLAIMS.get(name, ErrorClass.CODE_ERROR),
        message,
        line=messages.whole(error.get("line"), low=1, high=100_000),
        error_type=_type_of(error),
    )
