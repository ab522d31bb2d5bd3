"""What a wish is understood as, and which scenes it means: answered at once, without a job."""

import json
from pathlib import Path
from typing import Any

import pytest

from backend.scenes import Document, compile_document, find_template
from backend.services.wishes.messages import (
    FindScenes,
    Found,
    Message,
    ReadWish,
    Shapes,
    ShapeWish,
    Understood,
)
from backend.services.wishes.reading import read_wish
from backend.testing.api import CORRELATION, SECRET, Api

CONTRACT: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "contracts" / "wishes.json").read_text("utf-8")
)
ASKED: dict[str, type[Message]] = {
    "/wishes/read": ReadWish,
    "/wishes/find": FindScenes,
    "/wishes/shapes": ShapeWish,
}
ANSWERED: dict[str, type[Message]] = {
    "/wishes/read": Understood,
    "/wishes/find": Found,
    "/wishes/shapes": Shapes,
}


def make_document(name: str) -> dict[str, Any]:
    template = find_template(name)
    assert template is not None
    return template.build({}).model_dump(mode="json", by_alias=True, exclude_defaults=True)


@pytest.mark.requirement("author:wishes:contract")
@pytest.mark.parametrize("route", list(ASKED))
def test_both_sides_speak_of_a_wish_in_the_same_fields(route: str) -> None:
    asked = CONTRACT["asked"][route]
    read = ASKED[route].model_validate(asked)
    assert read.model_dump(mode="json", by_alias=True, exclude_unset=True) == asked
    for answer in CONTRACT["answered"][route]:
        said = ANSWERED[route].model_validate(answer)
        assert said.model_dump(mode="json", by_alias=True) == answer


@pytest.mark.requirement("author:wishes:chips")
async def test_a_sure_wish_is_answered_with_chips_and_what_they_would_do(api: Api) -> None:
    body = {
        "instruction": "make the triangle white and bigger",
        "mode": "document",
        "code": None,
        "document": make_document("pythagoras"),
    }
    answer = await api.signed("/wishes/read", body)
    assert answer.status_code == 200
    understood = answer.json()
    assert not understood["byModel"]
    best = understood["readings"][0]
    assert best["sure"]
    assert {operation["id"] for operation in best["operations"]} == {"triangle"}
    assert len(best["chips"]) == 2
    assert api.queue.jobs == []


@pytest.mark.requirement("author:wishes:chips")
@pytest.mark.parametrize(
    ("instruction", "offers"), [("don't make the curve red", 1), ("sing a song about it", 0)]
)
async def test_an_unsure_wish_is_only_offered_and_a_foreign_one_told_what_can_be_done(
    api: Api, instruction: str, offers: int
) -> None:
    document = make_document("function_plot")
    body = {"instruction": instruction, "mode": None, "code": None, "document": document}
    understood = (await api.signed("/wishes/read", body)).json()
    assert [reading["sure"] for reading in understood["readings"]] == [False] * offers
    assert ("Without one I can recolour" in understood["said"]) is (offers == 0)


@pytest.mark.requirement("author:wishes:chips")
async def test_a_wish_for_a_scene_that_is_code_is_read_from_the_code(api: Api) -> None:
    template = find_template("function_plot")
    assert template is not None
    code = compile_document(template.build({})).source
    body = {"instruction": "make the title bigger", "mode": "code", "code": code, "document": None}
    understood = (await api.signed("/wishes/read", body)).json()
    assert understood["readings"][0]["operations"][0]["op"] == "set_style"
    body |= {"code": "x = 1"}
    assert (await api.signed("/wishes/read", body)).json()["readings"] == []


@pytest.mark.requirement("author:wishes:chips")
def test_with_a_model_the_wish_is_left_to_the_job() -> None:
    wish = ReadWish(route="/wishes/read", correlation_id=CORRELATION, instruction="make it red")
    assert read_wish(wish, has_model=True) == Understood(by_model=True, said="", readings=[])


@pytest.mark.requirement("author:wishes:finds")
@pytest.mark.parametrize(
    ("instruction", "found"),
    [
        ("make the second part slower", ["b"]),
        ("the one with the circle", ["c"]),
        ("all titles blue", ["a", "b", "c"]),
        ("this scene is too fast", ["b"]),
        ("more cowbell", []),
    ],
)
async def test_a_wish_about_the_whole_video_finds_its_scenes(
    api: Api, instruction: str, found: list[str]
) -> None:
    scenes = [
        {"sceneId": "a", "title": "Opening", "words": "heading paragraph"},
        {"sceneId": "b", "title": "Proof", "words": "square triangle", "selected": True},
        {"sceneId": "c", "title": "Turning", "words": "circle hand arrow"},
    ]
    answer = await api.signed("/wishes/find", {"instruction": instruction, "scenes": scenes})
    assert answer.status_code == 200
    assert answer.json()["sceneIds"] == found
    assert (answer.json()["question"] is not None) is (found == [])


@pytest.mark.requirement("author:wishes:contract")
async def test_a_wish_that_convex_did_not_sign_or_shape_is_refused(api: Api) -> None:
    body: dict[str, object] = {"instruction": "make it red", "scenes": []}
    wrong = await api.signed("/wishes/find", body, secret=SECRET[::-1])
    assert (wrong.status_code, wrong.json()["code"]) == (401, "signature.invalid")
    odd = await api.signed("/wishes/find", {**body, "surprise": 1})
    assert (odd.status_code, odd.json()["code"]) == (422, "request.invalid")


@pytest.mark.requirement("author:wishes:shapes")
async def test_the_likeliest_templates_are_offered_filled_with_what_was_read(api: Api) -> None:
    body = {
        "instruction": "How the money is spent: rent 40, food 30, travel 20",
        "title": "Our money",
        "template": "bar_chart",
        "width": 720,
        "height": 1280,
        "theme": "light",
    }
    shapes = (await api.signed("/wishes/shapes", body)).json()["shapes"]
    assert 1 <= len(shapes) <= 3
    assert "Bar chart" not in [shape["title"] for shape in shapes]
    for shape in shapes:
        document = Document.model_validate(shape["document"])
        assert compile_document(document).source
        assert (document.meta.aspect, document.meta.theme) == ("9:16", "light")
    assert any("40" in json.dumps(shape["document"]) for shape in shapes)
    assert any("30" in chip for shape in shapes for chip in shape["chips"])
