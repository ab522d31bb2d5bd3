"""Operations: undone to the byte, all or nothing, merged without regard to sides."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.scenes import (
    Document,
    Operation,
    OperationRefusedError,
    apply,
    compile_document,
    list_templates,
    parse_operations,
)
from backend.scenes.operations import merge
from backend.scenes.recognise import recognise

_DOCUMENTS = [template.build() for template in list_templates()]


def _some_operation(draw: st.DrawFn, document: Document) -> dict[str, Any]:
    ids = [item.id for item in document.objects]
    beats = [entry.id for entry in document.timeline]
    object_id, beat_id = draw(st.sampled_from(ids)), draw(st.sampled_from(beats))
    index = draw(st.integers(0, 6))
    number = draw(st.sampled_from([0.5, 1, 2.0, 3]))
    return draw(
        st.sampled_from(
            [
                {"op": "set_meta", "name": "theme", "value": "light"},
                {"op": "set_meta", "name": "title", "value": f"Title {index}"},
                {"op": "add", "object": {"id": f"extra_{index}", "kind": "circle"}, "index": index},
                {"op": "remove", "id": object_id},
                {"op": "set_style", "id": object_id, "name": "opacity", "value": 0.5},
                {"op": "set_style", "id": object_id, "name": "scale", "value": number},
                {"op": "set_place", "id": object_id, "place": {"region": "left"}},
                {"op": "set_place", "id": object_id, "place": None},
                {"op": "reorder", "id": object_id, "index": index},
                {"op": "rename", "id": object_id, "to": f"name_{index}"},
                {"op": "wrap_block", "id": object_id},
                {"op": "set_arg", "id": object_id, "name": "color", "value": "accent"},
                {"op": "set_arg", "id": object_id, "name": "color", "value": "primary"},
                {"op": "set_arg", "id": object_id, "name": "color", "value": None},
                {
                    "op": "add_beat",
                    "beat": {"id": f"beat_x{index}", "wait": number},
                    "index": index,
                },
                {"op": "add_beat", "beat": {"id": f"block_x{index}", "code": "pass"}},
                {"op": "remove_beat", "id": beat_id},
                {"op": "move_beat", "id": beat_id, "index": index},
                {"op": "set_beat", "id": beat_id, "name": "narration", "value": 'Say "this"'},
                {"op": "set_beat", "id": beat_id, "name": "wait", "value": number},
                {"op": "set_time", "id": beat_id, "seconds": number},
                {
                    "op": "add_step",
                    "id": beat_id,
                    "index": index,
                    "step": {"do": "indicate", "target": object_id, "start": "after"},
                },
                {"op": "remove_step", "id": beat_id, "index": index},
                {"op": "add_param", "param": {"name": f"extra_p{index}", "value": number}},
            ]
        )
    )


@st.composite
def _document_and_operations(draw: st.DrawFn) -> tuple[Document, list[dict[str, Any]]]:
    document = draw(st.sampled_from(_DOCUMENTS))
    return document, [_some_operation(draw, document) for _ in range(draw(st.integers(1, 4)))]


@pytest.mark.requirement("scenes:operations:inverse")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_document_and_operations())
def test_operations_and_their_inverse_give_the_same_bytes(
    case: tuple[Document, list[dict[str, Any]]],
) -> None:
    document, raw = case
    try:
        applied = apply(document, parse_operations(raw))
    except OperationRefusedError:
        return
    assert len(applied.descriptions) == len(raw)
    back = apply(applied.document, applied.inverse)
    assert back.document.to_json() == document.to_json()


@pytest.mark.requirement("scenes:recognise:own")
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_document_and_operations())
def test_changed_documents_come_back_from_their_code(
    case: tuple[Document, list[dict[str, Any]]],
) -> None:
    document, raw = case
    try:
        changed = apply(document, parse_operations(raw)).document
    except OperationRefusedError:
        return
    assert recognise(compile_document(changed).source).document.to_json() == changed.to_json()


@pytest.mark.requirement("scenes:operations:batch")
def test_a_batch_with_one_bad_operation_changes_nothing(tangent: Document) -> None:
    good = {"op": "set_arg", "id": "curve", "name": "color", "value": "accent"}
    bad = {"op": "set_arg", "id": "curve", "name": "stroke_width", "value": -5}
    with pytest.raises(OperationRefusedError) as caught:
        apply(tangent, parse_operations([good, bad]))
    assert caught.value.details["field"] == "stroke_width"
    for wrong in (
        {"op": "remove", "id": "nobody"},
        {"op": "rename", "id": "curve", "to": "axes"},
        {"op": "set_arg", "id": "curve", "name": "sound", "value": 1},
        {"op": "remove_step", "id": "draw", "index": 9},
    ):
        with pytest.raises(OperationRefusedError):
            apply(tangent, parse_operations([good, wrong]))


def test_an_unknown_operation_is_not_read() -> None:
    with pytest.raises(ValidationError):
        parse_operations([{"op": "explode"}])


def test_removing_an_object_takes_what_is_made_from_it(tangent: Document) -> None:
    applied = apply(tangent, parse_operations([{"op": "remove", "id": "axes"}]))
    assert {item.id for item in applied.document.objects} == {"title"}
    assert set(applied.touched) == {"axes", "curve", "slope", "point"}


def test_renaming_reaches_every_mention(tangent: Document) -> None:
    changed = apply(
        tangent, parse_operations([{"op": "rename", "id": "f", "to": "height"}])
    ).document
    assert '"f"' not in changed.to_json()
    compile(compile_document(changed).source, "scene.py", "exec")


@pytest.mark.requirement("scenes:operations:merge")
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_document_and_operations(), st.integers(0, 4))
def test_merging_does_not_depend_on_sides(
    case: tuple[Document, list[dict[str, Any]]], cut: int
) -> None:
    document, raw = case
    sides = [parse_operations(raw[:cut]), parse_operations(raw[cut:])]
    try:
        one, other = merge(document, *sides), merge(document, *reversed(sides))
    except OperationRefusedError:
        return
    assert one.document.to_json() == other.document.to_json()
    assert {c.path for c in one.conflicts} == {c.path for c in other.conflicts}


@pytest.mark.requirement("scenes:operations:merge")
def test_two_colours_for_one_object_are_a_named_conflict(tangent: Document) -> None:
    def red(value: str) -> list[Operation]:
        return parse_operations([{"op": "set_arg", "id": "curve", "name": "color", "value": value}])

    merged = merge(tangent, red("accent"), red("good"))
    assert [c.path for c in merged.conflicts] == ["objects.curve.args.color"]
    assert merged.document == tangent
    wider = parse_operations([{"op": "set_arg", "id": "curve", "name": "stroke_width", "value": 9}])
    both = merge(tangent, red("accent"), wider)
    curve = both.document.find("curve")
    assert curve is not None
    assert not both.conflicts
    assert (curve.args["color"], curve.args["stroke_width"]) == ("accent", 9)
