"""Operations done to code in place."""

import pytest

from backend.scenes import parse_operations
from backend.scenes.recognise import NotInPlaceError, rewrite

_CODE = """from manim import *


class Two(Scene):
    def construct(self):
        # the big one
        circle = Circle(radius=2)  # stays
        word = Text("old", font_size=30).to_edge(UP)
        self.play(Create(circle), Write(word))
"""


def test_only_the_words_that_change_change() -> None:
    operations = parse_operations(
        [
            {"op": "set_arg", "id": "word", "name": "text", "value": "new"},
            {"op": "set_arg", "id": "circle", "name": "radius", "value": 3},
            {"op": "set_style", "id": "circle", "name": "color", "value": "RED"},
            {"op": "rename", "id": "word", "to": "label"},
        ]
    )
    changed = rewrite(_CODE, operations)
    assert changed == (
        _CODE.replace("Circle(radius=2)", "Circle(radius=3, color=RED)")
        .replace('word = Text("old"', 'label = Text("new"')
        .replace("Write(word)", "Write(label)")
    )


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "set_arg", "id": "nobody", "name": "text", "value": "new"},
        {"op": "set_arg", "id": "circle", "name": "sound", "value": 1},
        {"op": "rename", "id": "word", "to": "circle"},
        {"op": "remove", "id": "word"},
    ],
)
def test_what_needs_more_than_a_few_words_is_refused(operation: dict[str, object]) -> None:
    with pytest.raises(NotInPlaceError):
        rewrite(_CODE, parse_operations([operation]))
