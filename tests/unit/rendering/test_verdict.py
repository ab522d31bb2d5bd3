"""What we saw comes before what the box says."""

import pytest

from backend.rendering.outcome import ErrorClass, LimitHit, Rejected
from backend.rendering.sandbox.port import Pressure
from backend.rendering.sandbox.supervise import Ended, Stop
from backend.rendering.verdict import judge

CLAIM = {"type": "rendered"}


def ended(
    last: dict[str, object] | None = None,
    *,
    stop: Stop | None = None,
    code: int | None = 0,
    pressure: Pressure | None = None,
) -> Ended:
    return Ended(last, stop, code, pressure or Pressure(), 10.0, "")


def rejected(name: object, message: str = "x", error_type: str = "ValueError") -> dict[str, object]:
    error = {"type": error_type, "message": message, "line": 3}
    return {"type": "rejected", "class": name, "error": error}


@pytest.mark.requirement("rendering:verdict:table")
@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (ended({**CLAIM}), None),
        (ended({**CLAIM}, pressure=Pressure(oom_kills=1)), ErrorClass.LIMIT_MEMORY),
        (ended({**CLAIM}, stop=Stop.OUTPUT), ErrorClass.LIMIT_OUTPUT),
        (ended({**CLAIM}, stop=Stop.DEADLINE), None),
        (ended(stop=Stop.DEADLINE), ErrorClass.RENDER_TIMEOUT),
        (ended(stop=Stop.DISK), ErrorClass.LIMIT_DISK),
        (ended(stop=Stop.PROCESSES), ErrorClass.LIMIT_PROCESSES),
        (ended(code=1), ErrorClass.OUTPUT_MISSING),
        (ended(code=-11), ErrorClass.OUTPUT_MISSING),
        (ended(code=128 + 24), ErrorClass.RENDER_TIMEOUT),
        (ended(code=128 + 25), ErrorClass.LIMIT_DISK),
        (ended(code=128 + 31), ErrorClass.CODE_ERROR),
        (ended(code=1, pressure=Pressure(fork_refusals=1)), ErrorClass.LIMIT_PROCESSES),
        (
            ended(stop=Stop.DEADLINE, pressure=Pressure(fork_refusals=1)),
            ErrorClass.LIMIT_PROCESSES,
        ),
        (ended(rejected("CODE_ERROR")), ErrorClass.CODE_ERROR),
        (ended(rejected("TEX_ERROR")), ErrorClass.TEX_ERROR),
        (ended(rejected("INTERNAL")), ErrorClass.OUTPUT_MISSING),
        (ended(rejected("LIMIT_MEMORY")), ErrorClass.LIMIT_MEMORY),
        (ended(rejected("RENDER_TIMEOUT")), ErrorClass.RENDER_TIMEOUT),
        (ended(rejected(["x"])), ErrorClass.CODE_ERROR),
        (ended(rejected("CODE_ERROR", "[Errno 28] No space left")), ErrorClass.LIMIT_DISK),
        (ended(rejected("CODE_ERROR", "can't start new thread")), ErrorClass.LIMIT_PROCESSES),
        (ended({"type": "rejected", "class": None, "error": 7}), ErrorClass.CODE_ERROR),
    ],
    ids=range(23),
)
def test_an_end_has_one_class(what: Ended, expected: ErrorClass | None) -> None:
    verdict = judge(what)
    assert (verdict.error_class if verdict else None) == expected


@pytest.mark.parametrize(("seconds", "kind"), [(9.0, "cpu"), (0.5, "wall")])
def test_a_timeout_says_whether_the_scene_computed_or_slept(seconds: float, kind: str) -> None:
    verdict = judge(ended(stop=Stop.DEADLINE, pressure=Pressure(cpu_seconds=seconds)))
    assert isinstance(verdict, LimitHit)
    assert verdict.kind == kind


def test_what_is_no_name_is_no_type_of_an_error() -> None:
    verdict = judge(ended(rejected("CODE_ERROR", "x", "m/opt/x\x1b")))
    assert isinstance(verdict, Rejected)
    assert verdict.error_type is None


def test_a_claimed_error_keeps_its_line_and_type() -> None:
    verdict = judge(ended(rejected("CODE_ERROR", "bad value", "ValueError")))
    assert verdict == Rejected(ErrorClass.CODE_ERROR, "bad value", 3, "ValueError")
