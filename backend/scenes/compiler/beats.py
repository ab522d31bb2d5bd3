"""How one beat is written: plays, statements on the scene, a pause."""

from dataclasses import dataclass

from backend.scenes.compiler.literals import Scope, written
from backend.scenes.compiler.names import variable
from backend.scenes.compiler.objects import arguments
from backend.scenes.compiler.printer import Text, call
from backend.scenes.document import Beat, Step
from backend.scenes.kinds import ACTIONS, Arg
from backend.scenes.rates import rate_code

_NUMBER = Arg("", "number")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement and the steps of the beat that it carries out."""

    text: Text
    steps: tuple[int, ...]


def statements(beat: Beat, scope: Scope) -> list[Statement]:
    found: list[Statement] = []
    playing: list[int] = []

    def flush() -> None:
        if playing:
            found.append(_play(beat, playing, scope))
            playing.clear()

    for number, step in enumerate(beat.steps):
        if not ACTIONS[step.do].timed:
            flush()
            found.append(Statement(_plain(step, scope), (number,)))
            continue
        if step.start == "after":
            flush()
        playing.append(number)
    flush()
    if beat.wait is not None:
        found.append(Statement(call("self.wait", [written(_NUMBER, beat.wait, scope)]), ()))
    return found


def _play(beat: Beat, numbers: list[int], scope: Scope) -> Statement:
    steps = [beat.steps[number] for number in numbers]
    times = {str(step.run_time) for step in steps}
    rates = {step.rate for step in steps}
    shared: list[Text] = []
    if len(times) == 1 and steps[0].run_time is not None:
        shared.append(written(_NUMBER, steps[0].run_time, scope).prefixed("run_time="))
    if len(rates) == 1 and steps[0].rate is not None:
        shared.append(Text(f"rate_func={rate_code(steps[0].rate)}"))
    own_time, own_rate = len(times) > 1, len(rates) > 1
    animations = [_animation(step, scope, own_time=own_time, own_rate=own_rate) for step in steps]
    if beat.lag is not None and len(animations) > 1:
        lag = written(_NUMBER, beat.lag, scope).prefixed("lag_ratio=")
        animations = [call("LaggedStart", [*animations, lag])]
    return Statement(call("self.play", [*animations, *shared]), tuple(numbers))


def _animation(step: Step, scope: Scope, *, own_time: bool, own_rate: bool) -> Text:
    action = ACTIONS[step.do]
    timing: list[Text] = []
    if own_time and step.run_time is not None:
        timing.append(written(_NUMBER, step.run_time, scope).prefixed("run_time="))
    if own_rate and step.rate is not None:
        timing.append(Text(f"rate_func={rate_code(step.rate)}"))
    listed = arguments(action.args, step.args, scope)
    targets = [Text(variable(name)) for name in step.targets if name != "camera"]
    if action.form == "animate":
        who = targets[0].flat() if targets else "self.camera.frame"
        head = call(f"{who}.animate", timing).flat() if timing else f"{who}.animate"
        return call(f"{head}.{action.callee}", listed)
    scene = [Text("self")] if action.needs_scene else []
    return call(action.callee, [*scene, *targets, *listed, *timing])


def _plain(step: Step, scope: Scope) -> Text:
    action = ACTIONS[step.do]
    targets = [Text(variable(name)) for name in step.targets if name != "camera"]
    listed = arguments(action.args, step.args, scope)
    if action.form == "method":
        return call(f"{targets[0].flat()}.{action.callee}", listed)
    scene = [Text("self")] if action.needs_scene else []
    return call(action.callee, [*scene, *targets, *listed])
