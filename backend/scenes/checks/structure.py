"""Checks of the whole: names that occur twice, circles, objects that nobody sees."""

from collections.abc import Iterator

from backend.scenes.canonical import dependencies
from backend.scenes.checks.problem import Problem
from backend.scenes.document import Block, Document
from backend.scenes.kinds import KINDS
from backend.scenes.lifetimes import FOREVER, lifetimes
from backend.scenes.values import refs_in


def duplicates(document: Document) -> Iterator[Problem]:
    """Objects and parameters share one set of names; timeline entries have their own."""
    seen: set[str] = set()
    for name in (*(p.name for p in document.params), *(o.id for o in document.objects)):
        if name in seen:
            yield Problem("id.duplicate", f"The name '{name}' is used twice", name, "id")
        seen.add(name)
    entries: set[str] = set()
    for entry in document.timeline:
        if entry.id in entries:
            yield Problem("id.duplicate", f"The name '{entry.id}' is used twice", entry.id, "id")
        entries.add(entry.id)


def cycles(document: Document) -> Iterator[Problem]:
    """Kahn's algorithm; what cannot be made is walked until it meets itself."""
    needs = dependencies(document.objects)
    left = {name: set(others) for name, others in needs.items()}
    while ready := [name for name, others in left.items() if not others]:
        for name in ready:
            del left[name]
        for others in left.values():
            others.difference_update(ready)
    reported: set[str] = set()
    for start in left:
        path = [start]
        while True:
            following = min(name for name in left[path[-1]] if name in left)
            if following in path:
                circle = [*path[path.index(following) :], following]
                break
            path.append(following)
        if not reported & set(circle):
            reported |= set(circle)
            message = f"Circular dependency detected: {' → '.join(circle)}"
            yield Problem("object.circle", message, circle[0])


def unreachable(document: Document) -> Iterator[Problem]:
    """Objects that no beat shows and nothing that is shown is made from."""
    spans = lifetimes(document)
    if any(isinstance(entry, Block) for entry in document.timeline):
        return
    used = _mentioned(document)
    for item in document.objects:
        if item.parent is not None and spans[item.id][0] != FOREVER:
            used.add(item.parent)
    for item in document.objects:
        hidden = spans[item.id][0] == FOREVER and item.id not in used
        kind = KINDS.get(item.kind)
        if hidden and kind is not None and "mobject" in kind.tags:
            message = f"Object '{item.id}' is never shown"
            yield Problem("object.unreachable", message, item.id, severity="warning")


def _mentioned(document: Document) -> set[str]:
    """The objects that arguments and places refer to."""
    used: set[str] = set()
    values = [value for item in document.objects for value in item.args.values()]
    for entry in document.timeline:
        for step in getattr(entry, "steps", ()):
            values += step.args.values()
    for value in values:
        used |= {ref.text for ref in refs_in(value) if ref.kind == "object"}
    for item in document.objects:
        if item.place is not None:
            used |= {name for name in (item.place.of, item.place.axes) if name}
    return used
