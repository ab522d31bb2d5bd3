"""Runs prompts through an author and the pipeline, and counts how it went."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from backend.authoring.pipeline import GivenUp, Ready, Stage, prepare
from backend.authoring.port import (
    Author,
    AuthorRefusedError,
    AuthorUnavailableError,
    Docs,
    Plan,
    SceneBrief,
    Usage,
)
from backend.clock import Clock

Render = Callable[[str, str | None], bool]
"""Draws a scene and says whether there is a film."""

_MENDED = frozenset({"fix", "repair", "placeholder"})


@dataclass(frozen=True)
class SceneResult:
    """How one scene went."""

    prompt: str
    index: int
    title: str
    ready: bool
    first_try: bool
    placeholders: int
    faults: int
    # None when nothing was drawn, because it was not asked for.
    drawn: bool | None
    failure: str
    calls: int
    input_tokens: int
    output_tokens: int
    seconds: float


@dataclass(frozen=True)
class PlanResult:
    """How one plan went."""

    prompt: str
    valid: bool
    scenes: int
    seconds: float
    failure: str
    usage: Usage


@dataclass(frozen=True)
class Results:
    """Everything that was measured."""

    author: str
    plans: tuple[PlanResult, ...]
    scenes: tuple[SceneResult, ...]

    def figures(self) -> dict[str, float]:
        """The shares and sums that are compared between runs."""
        scenes, plans = self.scenes, self.plans
        drawn = [each.drawn for each in scenes if each.drawn is not None]
        whole = [each.ready and not each.placeholders for each in scenes]
        spent = [each.usage for each in plans]
        figures = {
            "prompts": len(plans),
            "plan_validity": _share([each.valid for each in plans]),
            "scenes": len(scenes),
            "first_try": _share([each.first_try for each in scenes]),
            "after_repair": _share(whole),
            "playable": _share([each.ready for each in scenes]),
            "layout_faults_per_scene": _mean([each.faults for each in scenes]),
            "calls": sum(each.calls for each in scenes) + sum(each.calls for each in spent),
            "input_tokens": sum(each.input_tokens for each in scenes)
            + sum(each.input_tokens for each in spent),
            "output_tokens": sum(each.output_tokens for each in scenes)
            + sum(each.output_tokens for each in spent),
            "plan_seconds": _mean([each.seconds for each in plans]),
            "plan_seconds_max": round(max((each.seconds for each in plans), default=0.0), 3),
            "scene_seconds": _mean([each.seconds for each in scenes]),
        }
        return figures | ({"drawn": _share(drawn)} if drawn else {})

    def as_json(self) -> dict[str, object]:
        """All of it, as it is written to a file."""
        return {
            "author": self.author,
            "figures": self.figures(),
            "plans": [asdict(each) for each in self.plans],
            "scenes": [asdict(each) for each in self.scenes],
        }


@dataclass(frozen=True)
class Bench:
    """What a run needs."""

    author: Author
    stage: Stage
    clock: Clock
    docs: Docs | None = None
    render: Render | None = None
    tell: Callable[[str], None] = lambda _line: None


def measure(bench: Bench, name: str, prompts: Iterable[str], *, scene_count: int) -> Results:
    """Plan, write and prepare every prompt; a failure is counted, never raised."""
    plans: list[PlanResult] = []
    scenes: list[SceneResult] = []
    for prompt in prompts:
        plan, result = _planned(bench, prompt, scene_count)
        plans.append(result)
        if plan is None:
            continue
        for index in range(len(plan.scenes)):
            scenes.append(_scene(bench, prompt, plan, index))
            bench.tell(f"{prompt}: scene {index + 1} of {len(plan.scenes)}")
    return Results(name, tuple(plans), tuple(scenes))


def _planned(bench: Bench, prompt: str, count: int) -> tuple[Plan | None, PlanResult]:
    started = bench.clock.monotonic_s()
    plan: Plan | None = None
    failure = ""
    try:
        plan = bench.author.plan(prompt, count, settings={})
    except (AuthorRefusedError, AuthorUnavailableError) as error:
        failure = error.code
    seconds = round(bench.clock.monotonic_s() - started, 3)
    made = len(plan.scenes) if plan else 0
    usage = plan.usage if plan else Usage()
    return plan, PlanResult(prompt, made == count, made, seconds, failure, usage)


def _scene(bench: Bench, prompt: str, plan: Plan, index: int) -> SceneResult:
    outline = plan.scenes[index]
    brief = SceneBrief(prompt, outline, index, len(plan.scenes), {})
    started = bench.clock.monotonic_s()
    done: Ready | GivenUp | None = None
    failure = ""
    try:
        written = bench.author.write(brief)
        done = prepare(
            written, author=bench.author, stage=bench.stage, settings={}, docs=bench.docs
        )
    except (AuthorRefusedError, AuthorUnavailableError) as error:
        failure = error.code
    drawn: bool | None = None
    if bench.render is not None:
        drawn = isinstance(done, Ready) and bench.render(done.code, done.scene_name)
    if isinstance(done, GivenUp):
        failure = done.failure.kind
    steps = {each.step for each in done.attempts if each.outcome == "done"} if done else set[str]()
    usage = done.written.usage if done else Usage()
    ready = isinstance(done, Ready)
    return SceneResult(
        prompt=prompt,
        index=index,
        title=outline.title,
        ready=ready,
        first_try=ready and not steps & _MENDED,
        placeholders=len(done.placeholders) if isinstance(done, Ready) else 0,
        faults=len(done.faults) if isinstance(done, Ready) else 0,
        drawn=drawn,
        failure=failure,
        calls=usage.calls,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        seconds=round(bench.clock.monotonic_s() - started, 3),
    )


def _share(values: Sequence[bool]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _mean(values: Sequence[float]) -> float:
    return round(statistics.fmean(values), 4) if values else 0.0
