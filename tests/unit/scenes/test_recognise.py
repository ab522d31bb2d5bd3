"""Code → document."""

import pytest

from backend.scenes import apply, compile_document, list_templates, parse_operations
from backend.scenes.examples import example_document
from backend.scenes.kinds import ACTIONS, KINDS, accepts
from backend.scenes.recognise import NoSceneError, recognise

_HAND_WRITTEN = '''
from manim import *

GAP = 0.5  # used below


class Shapes(Scene):
    """Two shapes."""

    def helper(self):
        return 3

    def construct(self):
        title = Text("Shapes", font_size=40).to_edge(UP)
        # the circle
        circle = Circle(radius=2, color=BLUE).set_fill(BLUE, opacity=0.5)
        circle.shift(LEFT * 2)
        square = Square(side_length=self.helper())
        square.next_to(circle, RIGHT, buff=GAP)
        self.play(Write(title))
        self.play(Create(circle), Create(square), run_time=2)
        self.wait()
        for turn in range(3):
            self.play(Rotate(square, angle=PI / 2))
        label = Text("done", color="#ff0000")
        self.play(FadeIn(label, shift=UP), circle.animate.set_color(RED))
        self.wait(2)
'''


@pytest.mark.requirement("scenes:recognise:own")
def test_every_template_and_kind_comes_back_from_its_code() -> None:
    documents = [template.build() for template in list_templates()]
    documents += [example_document(kind) for kind in KINDS.values()]
    for action in ACTIONS.values():
        kind = next((kind for kind in KINDS.values() if accepts(action, kind)), KINDS["circle"])
        documents.append(example_document(kind, action))
    for document in documents:
        found = recognise(compile_document(document).source)
        assert found.exact, document.meta.title
        assert found.document.to_json() == document.to_json(), document.meta.title


def test_hand_written_code_becomes_objects_beats_and_blocks() -> None:
    found = recognise(_HAND_WRITTEN)
    objects = {item.id: item for item in found.document.objects}
    assert objects["title"].args["text"] == "Shapes"
    assert objects["circle"].args == {"radius": 2, "color": "BLUE"}
    assert objects["circle"].style.fill_opacity == 0.5
    assert objects["label"].args["color"] == "#ff0000"
    blocks = [entry for entry in found.document.timeline if entry.type == "block"]
    assert [block.reads for block in blocks] == [("square",)]
    times = [s.run_time for e in found.document.timeline if e.type == "beat" for s in e.steps]
    assert times[:3] == [None, 2, 2]


def test_code_of_hands_that_is_recognised_compiles_to_code_that_is_recognised_alike() -> None:
    once = recognise(_HAND_WRITTEN).document
    again = recognise(compile_document(once).source).document
    assert [item.id for item in again.objects] == [item.id for item in once.objects]


def test_a_small_change_by_hand_stays_a_document() -> None:
    template = next(t for t in list_templates() if t.id == "tangent")
    source = compile_document(template.build()).source
    changed = source.replace('The derivative is a slope",\n', 'Slopes",\n').replace(
        "run_time=2", "run_time=5"
    )
    found = recognise(changed)
    title = found.document.find("title")
    assert title is not None
    assert title.args["text"] == "Slopes"
    assert found.blocks == 0
    assert found.document.meta.theme == "dark"


@pytest.mark.parametrize(
    "source", ["", "x = 1", "class A:\n    pass", "def construct(self): ...", "class S(Scene:"]
)
def test_code_without_a_scene_is_refused(source: str) -> None:
    with pytest.raises(NoSceneError):
        recognise(source)


def test_what_is_done_to_a_part_is_not_done_to_the_whole() -> None:
    code = _HAND_WRITTEN.replace("circle.shift(LEFT * 2)", "circle.get_part(1).set_color(RED)")
    compiled = compile_document(recognise(code).document).source
    assert "circle.get_part(1).set_color(RED)" in compiled


def test_the_style_of_an_object_that_became_python_comes_back() -> None:
    document = list_templates()[0].build()
    raw = [
        {"op": "set_style", "id": document.objects[0].id, "name": "opacity", "value": 0.5},
        {"op": "wrap_block", "id": document.objects[0].id},
    ]
    changed = apply(document, parse_operations(raw)).document
    assert recognise(compile_document(changed).source).document.to_json() == changed.to_json()
