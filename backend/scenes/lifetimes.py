"""When each object is on the frame, told from the timeline."""

from collections.abc import Iterator

from backend.scenes.document import Beat, Document, Step
from backend.scenes.kinds import ACTIONS

FOREVER = 1_000_000


def plays(document: Document) -> Iterator[tuple[int, Step]]:
    """Every step with the number of the play it belongs to."""
    number = 0
    for entry in document.timeline:
        number += 1
        if isinstance(entry, Beat):
            for step in entry.steps:
                number += step.start == "after"
                yield number, step


def lifetimes(document: Document) -> dict[str, tuple[int, int]]:
    """First and last play of each object; one that never enters is never seen: (FOREVER, FOREVER).

    A member of a group lives as long as the group.
    """
    start: dict[str, int] = {}
    end: dict[str, int] = {}
    for number, step in plays(document):
        action = ACTIONS.get(step.do)
        if action is None:
            continue
        for target in step.targets:
            if action.role == "leaves":
                end[target] = number
            elif action.role == "becomes":
                start.setdefault(target, number)
                end[target] = number
            elif action.role != "camera":
                start.setdefault(target, number)
                end.pop(target, None)
        into = step.args.get("into")
        if action.role == "becomes" and isinstance(into, dict):
            other = into.get("object")
            if isinstance(other, str):
                start.setdefault(other, number)
    spans: dict[str, tuple[int, int]] = {}
    for item in document.objects:
        owner = item.parent if item.parent and item.id not in start else item.id
        spans[item.id] = (start.get(owner, FOREVER), end.get(owner, FOREVER))
    return spans
