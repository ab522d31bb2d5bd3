"""`make bench-scenes`: how long a document of a hundred objects takes to compile and to check."""

import json
import statistics
import time
from collections.abc import Callable

from backend.scenes import Document, compile_document, validate

COUNT = 100
ROUNDS = 15
AIMS = {"compile_100_objects_ms": 20.0, "validate_100_objects_ms": 10.0}
_KINDS = (
    ("circle", {"radius": 0.5, "color": "accent"}),
    ("text", {"text": "A line of text"}),
    ("formula", {"formula": "a^2 + b^2 = c^2"}),
    ("axes", {"x_range": [-3, 3, 1]}),
    ("bar_chart", {"values": [1, 2, 3], "labels": ["a", "b", "c"]}),
    ("arrow", {"start": [0, 0, 0], "end": [1, 1, 0]}),
)


def document() -> Document:
    """A hundred objects of mixed kinds, each shown in a beat of its own, half on each other."""
    objects: list[object] = []
    beats: list[object] = []
    for number in range(COUNT):
        kind, args = _KINDS[number % len(_KINDS)]
        made: dict[str, object] = {"id": f"thing_{number}", "kind": kind, "args": args}
        if number % 2:
            made["place"] = {"relation": "below", "of": f"thing_{number - 1}"}
        else:
            made["place"] = {"region": ("left", "center", "right")[number % 3]}
        objects.append(made)
        steps = [{"do": "fade_in", "target": f"thing_{number}", "run_time": 0.5}]
        if number:
            steps.append({"do": "fade_out", "target": f"thing_{number - 1}"})
        beats.append({"id": f"beat_{number}", "steps": steps, "wait": 0.5})
    return Document.model_validate({"objects": objects, "timeline": beats})


def median_ms(action: Callable[[], object]) -> float:
    """The median processor time of one call, after a warm one."""
    action()
    seconds: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        action()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds) * 1000


def main() -> None:
    made = document()
    values = {
        "compile_100_objects_ms": median_ms(lambda: compile_document(made)),
        "validate_100_objects_ms": median_ms(lambda: validate(made)),
    }
    figures = {
        name: {"value": round(value, 2), "unit": "ms", "aim": AIMS[name], "ok": value <= AIMS[name]}
        for name, value in values.items()
    }
    print(json.dumps(figures))  # noqa: T201 - the line that the bench is for


if __name__ == "__main__":
    main()
