"""What the eye would find wrong: off the frame, text over text, text too small, nothing at all."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from backend.authoring.pipeline.stage import Rehearsal

FRAME_WIDTH = 128 / 9
FRAME_HEIGHT = 8.0
_MARGIN = 0.5
_SHOWN = 6


@dataclass(frozen=True)
class Fault:
    """One layout fault, and where it is."""

    kind: str
    message: str
    text: str | None = None
    class_name: str = ""
    box: tuple[float, float, float, float] | None = None
    line: int | None = None


def faults_of(rehearsal: Rehearsal) -> list[Fault]:
    """The layout faults that a dry run saw."""
    report = rehearsal.report
    found: list[Fault] = []
    for each in _items(report.get("offFrame")):
        text = _text(each.get("text"))
        name = str(each.get("class", "object"))
        told = f"“{text}”" if text else f"a {name}"
        found.append(
            Fault(
                "off_frame", f"{told} hangs out of the frame", text, name, _box(each), _line(each)
            )
        )
    for each in _items(report.get("overlappingTexts") or report.get("overlaps")):
        names = [str(text) for text in _listed(each.get("texts"))]
        told = " and ".join(f"“{name}”" for name in names)
        first = names[0] if names else None
        found.append(Fault("overlap", f"{told} cover each other", first, line=_line(each)))
    for each in _items(report.get("smallTexts")):
        text = _text(each.get("text"))
        found.append(Fault("small", f"“{text}” is too small to read", text, line=_line(each)))
    return found[: _SHOWN * 2]


def told(faults: Sequence[Fault]) -> tuple[str, ...]:
    """The faults in words, each once."""
    return tuple(dict.fromkeys(fault.message for fault in faults))[:_SHOWN]


def fitting_scale(box: tuple[float, float, float, float]) -> float:
    """By how much an object must shrink to fit the frame with a margin."""
    wide, tall = box[2] - box[0], box[3] - box[1]
    room_wide, room_tall = FRAME_WIDTH - 2 * _MARGIN, FRAME_HEIGHT - 2 * _MARGIN
    return min(1.0, room_wide / max(wide, 1e-6), room_tall / max(tall, 1e-6))


def shift_into(box: tuple[float, float, float, float], scale: float) -> tuple[float, float]:
    """How far a shrunk object must move to stand inside the frame."""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    half = ((box[2] - box[0]) * scale / 2, (box[3] - box[1]) * scale / 2)
    room = (FRAME_WIDTH / 2 - _MARGIN / 2, FRAME_HEIGHT / 2 - _MARGIN / 2)
    moved = [
        min(max(centre, -side + extent), side - extent) if extent < side else 0.0
        for centre, extent, side in zip(middle, half, room, strict=True)
    ]
    return (round(moved[0] - middle[0], 2), round(moved[1] - middle[1], 2))


def fitted(source: str, fault: Fault) -> str | None:
    """The code with one object shrunk and moved into the frame before it is first shown."""
    if fault.kind != "off_frame" or fault.box is None or fault.line is None:
        return None
    name = _variable(source, fault)
    lines = source.split("\n")
    if name is None or not 1 <= fault.line <= len(lines):
        return None
    scale = fitting_scale(fault.box)
    right, up = shift_into(fault.box, scale)
    calls = [f".scale({scale:.2f})"] if scale < 1 else []
    calls += [f".shift(np.array([{right:g}, {up:g}, 0]))"] if right or up else []
    if not calls:
        return None
    head = lines[fault.line - 1]
    indent = head[: len(head) - len(head.lstrip())]
    return "\n".join(
        [*lines[: fault.line - 1], f"{indent}{name}{''.join(calls)}", *lines[fault.line - 1 :]]
    )


def _variable(source: str, fault: Fault) -> str | None:
    """The one variable that holds the object which hangs out."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return None
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        written = ast.unparse(node.value)
        if f"{fault.class_name}(" in written and (not fault.text or repr(fault.text) in written):
            found.add(node.targets[0].id)
    return found.pop() if len(found) == 1 else None


def _items(value: object) -> list[Mapping[str, object]]:
    return [cast("Mapping[str, object]", each) for each in _listed(value) if isinstance(each, dict)]


def _listed(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _line(each: Mapping[str, object]) -> int | None:
    line = each.get("line")
    return line if isinstance(line, int) else None


def _box(each: Mapping[str, object]) -> tuple[float, float, float, float] | None:
    edges = [float(edge) for edge in _listed(each.get("box")) if isinstance(edge, int | float)]
    if len(edges) != len(("left", "bottom", "right", "top")):
        return None
    return (edges[0], edges[1], edges[2], edges[3])
