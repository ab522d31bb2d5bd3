"""Edits of time: faster, slower, a pause."""

import re

from backend.authoring.offline.clauses import clauses
from backend.authoring.offline.numbers import NUMBER
from backend.authoring.offline.reading import Edit, Json
from backend.authoring.offline.targets import find_targets
from backend.scenes import Beat, Document

_SLOWER = re.compile(
    r"\b(?:slow(?:er|ly| down)?|too (?:fast|quick)|more time|longer|half as fast)\b", re.IGNORECASE
)
_FASTER = re.compile(
    r"\b(?:fast(?:er)?|quick(?:er|ly)?|speed (?:it |this )?up|too (?:slow|long)|less time"
    r"|shorter)\b",
    re.IGNORECASE,
)
_SLOW_AFTER_ALL = re.compile(r"\btoo (?:fast|quick)\b|\bhalf as (?:fast|quick)\b", re.IGNORECASE)
_FAST_AFTER_ALL = re.compile(r"\btoo (?:slow|long)\b|\bhalf as (?:slow|long)\b", re.IGNORECASE)
_OF_A_PART = re.compile(
    r"\b(?:start|begin|beginning|intro|opening|end|ending|finish)\b", re.IGNORECASE
)
_OF_ALL = re.compile(
    r"\b(?:scene|video|film|clip|animation|everything|all|it|this|that|whole|time)\b", re.IGNORECASE
)
_PAUSE = re.compile(r"\b(?:wait|pause|hold|breathe|stay|linger|rest)\b", re.IGNORECASE)


def read_pace(document: Document, text: str) -> Edit | None:
    """The whole scene faster or slower."""
    if _PAUSE.search(text):
        return None
    slow = _is_slower(text)
    if slow is None:
        return None
    factor = 1.6 if slow else 0.625
    if re.search(r"\b(?:twice|double|2x|2 times|half)\b", text, re.IGNORECASE):
        factor = 2.0 if slow else 0.5
    beats = [entry for entry in document.timeline if isinstance(entry, Beat)]
    operations = [operation for beat in beats for operation in _stretch(beat, factor)]
    said = f"made the scene {'slower' if slow else 'faster'} ({factor:g}× the time)"
    sure = 0.5 if _of_a_part(document, text) else 0.85
    return Edit(tuple(operations), said, sure) if operations else None


def _of_a_part(document: Document, text: str) -> bool:
    """`the pendulum should be longer`, `start slower`: part of the scene, or no matter of time."""
    clause = next((part for part in clauses(text) if _is_slower(part) is not None), text)
    if _OF_A_PART.search(clause):
        return True
    named = {target.object.id for target in find_targets(document, clause)}
    if not named or _OF_ALL.search(clause):
        return False
    main = {item.id for item in document.objects if item.kind != "heading"}
    return named != main or bool(re.search(r"\b(?:longer|shorter)\b", clause, re.IGNORECASE))


def _is_slower(text: str) -> bool | None:
    """Nothing when it says neither, or both."""
    if _SLOW_AFTER_ALL.search(text):
        return True
    if _FAST_AFTER_ALL.search(text):
        return False
    slower, faster = _SLOWER.search(text), _FASTER.search(text)
    return None if (slower is None) == (faster is None) else slower is not None


def _stretch(beat: Beat, factor: float) -> list[Json]:
    operations: list[Json] = []
    for index, step in enumerate(beat.steps):
        seconds = step.run_time if isinstance(step.run_time, int | float) else 1.0
        changed = round(seconds * factor, 3)
        operations.append({"op": "set_time", "id": beat.id, "index": index, "seconds": changed})
    if isinstance(beat.wait, int | float) and beat.wait:
        value = round(beat.wait * factor, 3)
        operations.append({"op": "set_beat", "id": beat.id, "name": "wait", "value": value})
    return operations


def read_wait(document: Document, text: str) -> Edit | None:
    """A pause at the start or at the end."""
    match = re.search(
        rf"{_PAUSE.pattern}.*?(?:{NUMBER}\s*(?:s|sec|second)|longer|more)", text, re.IGNORECASE
    ) or re.search(
        rf"{NUMBER}[\s-]*(?:s|sec|seconds?)[\s-]+(?:pause|rest|wait)\b", text, re.IGNORECASE
    )
    beats = [entry for entry in document.timeline if isinstance(entry, Beat)]
    if match is None or not beats:
        return None
    first = re.search(r"\b(?:start|beginning|first)\b", text, re.IGNORECASE)
    beat = beats[0] if first else beats[-1]
    now = beat.wait if isinstance(beat.wait, int | float) else 0
    seconds = float(match.group(1)) if match.group(1) else now + 1.5
    operation: Json = {"op": "set_beat", "id": beat.id, "name": "wait", "value": seconds}
    return Edit((operation,), f"waits {seconds:g} s at the {'start' if first else 'end'}", 0.85)
