"""Operations done to code in place: only the words that change, change."""

import ast

import pytest

from backend.scenes import parse_operations
from backend.scenes.recognise import NotInPlaceError, recognise, rewrite

_CODE = """from manim import *


class Two(Scene):
    def construct(self):
        # the big one
        circle = Circle(radius=2)  # stays
        word = Text("old", font_size=30).to_edge(UP)

        self.play(Create(circle), Write(word))  # both
        self.wait(2)
        self.play(
            circle.animate.shift(RIGHT),  # off it goes
            run_time=3,
        )
        word.set_opacity(0.5)
        self.play(FadeOut(circle), FadeOut(word))
"""


def _changed(*operations: dict[str, object]) -> str:
    changed = rewrite(_CODE, parse_operations(list(operations)))
    ast.parse(changed)
    assert {line.strip() for line in changed.splitlines() if line.strip().startswith("#")} == {
        "# the big one"
    }
    return changed


def _lines(changed: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    old, new = _CODE.splitlines(), changed.splitlines()
    gone = [line.strip() for line in old if line not in new]
    return gone, [line.strip() for line in new if line not in old]


@pytest.mark.requirement("scenes:rewrite:in-place")
@pytest.mark.parametrize(
    ("operation", "line"),
    [
        (
            {"op": "set_arg", "id": "circle", "name": "radius", "value": 3},
            "circle = Circle(radius=3)  # stays",
        ),
        (
            {"op": "set_arg", "id": "word", "name": "text", "value": "new"},
            'word = Text("new", font_size=30).to_edge(UP)',
        ),
        (
            {"op": "set_style", "id": "circle", "name": "color", "value": "RED"},
            "circle = Circle(radius=2, color=RED)  # stays",
        ),
        (
            {"op": "set_style", "id": "circle", "name": "scale", "value": 2},
            "circle = Circle(radius=2).scale(2)  # stays",
        ),
        (
            {"op": "set_style", "id": "circle", "name": "fill", "value": "RED"},
            "circle = Circle(radius=2).set_fill(color=RED)  # stays",
        ),
        (
            {"op": "set_style", "id": "circle", "name": "width", "value": 5},
            "circle = Circle(radius=2).scale_to_fit_width(5)  # stays",
        ),
        (
            {"op": "set_place", "id": "word", "place": {"edge": "down", "gap": 1}},
            'word = Text("old", font_size=30).to_edge(DOWN, buff=1)',
        ),
        (
            {"op": "set_place", "id": "circle", "place": {"at": [1, 2]}},
            "circle = Circle(radius=2).move_to([1, 2, 0])  # stays",
        ),
        (
            {"op": "set_place", "id": "word", "place": {"relation": "below", "of": "circle"}},
            'word = Text("old", font_size=30).next_to(circle, DOWN)',
        ),
        (
            {"op": "set_time", "id": "beat_1", "seconds": 2},
            "self.play(Create(circle), Write(word), run_time=2)  # both",
        ),
        (
            {"op": "set_time", "id": "beat_1", "index": 1, "seconds": 2},
            "self.play(Create(circle), Write(word, run_time=2))  # both",
        ),
        ({"op": "set_time", "id": "beat_2", "seconds": 0.5}, "run_time=0.5,"),
        ({"op": "set_beat", "id": "beat_1", "name": "wait", "value": 5}, "self.wait(5)"),
        ({"op": "set_beat", "id": "beat_2", "name": "wait", "value": 5}, "self.wait(5)"),
    ],
)
def test_one_line_changes_and_every_remark_stays(operation: dict[str, object], line: str) -> None:
    gone, come = _lines(_changed(operation))
    assert come == [line]
    assert len(gone) <= 1


@pytest.mark.requirement("scenes:rewrite:in-place")
def test_several_operations_are_done_one_after_the_other() -> None:
    changed = _changed(
        {"op": "set_arg", "id": "word", "name": "text", "value": "new"},
        {"op": "set_arg", "id": "circle", "name": "radius", "value": 3},
        {"op": "set_style", "id": "circle", "name": "color", "value": "RED"},
        {"op": "rename", "id": "word", "to": "label"},
    )
    assert changed == (
        _CODE.replace("Circle(radius=2)", "Circle(radius=3, color=RED)")
        .replace('word = Text("old"', 'label = Text("new"')
        .replace("Write(word)", "Write(label)")
        .replace("word.set_opacity", "label.set_opacity")
        .replace("FadeOut(word)", "FadeOut(label)")
    )


@pytest.mark.requirement("scenes:rewrite:in-place")
def test_an_object_goes_with_its_part_in_every_play() -> None:
    gone, come = _lines(_changed({"op": "remove", "id": "word"}))
    assert 'word = Text("old", font_size=30).to_edge(UP)' in gone
    assert come == ["self.play(Create(circle))  # both", "self.play(FadeOut(circle))"]


@pytest.mark.requirement("scenes:rewrite:in-place")
def test_the_rate_of_a_beat_changes_alone() -> None:
    beat = recognise(_CODE).document.entry("beat_2")
    assert beat is not None
    assert beat.type == "beat"
    steps = [step.model_dump(exclude_defaults=True) | {"rate": "linear"} for step in beat.steps]
    _, come = _lines(_changed({"op": "set_steps", "id": "beat_2", "steps": steps}))
    assert come == ["rate_func=linear,"]


@pytest.mark.requirement("scenes:rewrite:in-place")
def test_a_beat_and_its_pause_go_together() -> None:
    gone, come = _lines(_changed({"op": "remove_beat", "id": "beat_1"}))
    assert gone == ["self.play(Create(circle), Write(word))  # both", "self.wait(2)"]
    assert come == []


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "set_arg", "id": "nobody", "name": "text", "value": "new"},
        {"op": "set_arg", "id": "circle", "name": "sound", "value": 1},
        {"op": "rename", "id": "word", "to": "circle"},
        {"op": "set_place", "id": "word", "place": {"region": "center"}},
        {"op": "set_time", "id": "beat_9", "seconds": 1},
        {"op": "set_beat", "id": "beat_1", "name": "narration", "value": "x"},
        {"op": "set_meta", "name": "title", "value": "x"},
    ],
)
def test_what_needs_more_than_a_few_words_is_refused(operation: dict[str, object]) -> None:
    with pytest.raises(NotInPlaceError):
        rewrite(_CODE, parse_operations([operation]))


def test_an_object_that_other_code_needs_is_not_removed() -> None:
    code = _CODE.replace("word.set_opacity(0.5)", "word.next_to(circle, UP)")
    with pytest.raises(NotInPlaceError, match="other code needs 'circle'"):
        rewrite(code, parse_operations([{"op": "remove", "id": "circle"}]))
