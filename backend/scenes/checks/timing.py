"""How long things take, and whether that can be."""

from collections.abc import Iterator

from backend.scenes.checks.problem import Problem
from backend.scenes.document import Beat, Document
from backend.scenes.duration import entry_seconds

SECONDS_MAX = 600
STEP_SECONDS_MAX = 120


def timing(document: Document) -> Iterator[Problem]:
    if not document.timeline:
        yield Problem("timeline.empty", "Nothing happens: the timeline is empty", "timeline")
    total = 0.0
    for entry in document.timeline:
        if not isinstance(entry, Beat):
            continue
        total += entry_seconds(document, entry)
        for number, step in enumerate(entry.steps):
            value = step.run_time
            if isinstance(value, int | float) and not 0 < value <= STEP_SECONDS_MAX:
                message = f"Run time must be > 0 and ≤ {STEP_SECONDS_MAX} s, got {value:g}"
                yield Problem("step.run_time", message, entry.id, f"steps.{number}.run_time")
        if isinstance(entry.wait, int | float) and not 0 < entry.wait <= STEP_SECONDS_MAX:
            message = f"Wait must be > 0 and ≤ {STEP_SECONDS_MAX} s, got {entry.wait:g}"
            yield Problem("beat.wait", message, entry.id, "wait")
    if total > SECONDS_MAX:
        message = f"The scene lasts {total:.0f} s; at most {SECONDS_MAX} s are allowed"
        yield Problem("timeline.long", message, "timeline")
    elif document.timeline and total == 0 and all(isinstance(e, Beat) for e in document.timeline):
        yield Problem(
            "timeline.still", "Nothing moves and nothing waits", "timeline", severity="warning"
        )
