"""What is told about a document that cannot work."""

import pytest

from backend.scenes import Document, Problem, validate


def _problems(objects: list[object], steps: list[object] | None = None) -> list[Problem]:
    timeline = [{"id": "go", "steps": steps or [], "wait": 1}]
    return validate(Document.model_validate({"objects": objects, "timeline": timeline}))


def _messages(objects: list[object], steps: list[object] | None = None) -> list[str]:
    return [problem.message for problem in _problems(objects, steps)]


@pytest.mark.requirement("scenes:validate:messages")
def test_a_step_without_its_target_names_the_missing_input() -> None:
    assert "Node 'FadeIn' missing required input 'mobject'" in _messages([], [{"do": "fade_in"}])


@pytest.mark.requirement("scenes:validate:messages")
def test_a_value_out_of_range_is_named_with_its_limit() -> None:
    problems = _problems([{"id": "c", "kind": "circle", "args": {"radius": -5}}])
    found = next(problem for problem in problems if problem.code == "input.value")
    assert found.message == "Circle radius must be > 0, got -5"
    assert (found.id, found.field) == ("c", "radius")


@pytest.mark.requirement("scenes:validate:messages")
def test_a_circle_of_references_is_walked() -> None:
    messages = _messages(
        [
            {
                "id": "a",
                "kind": "text",
                "args": {"text": "a"},
                "place": {"relation": "below", "of": "b"},
            },
            {
                "id": "b",
                "kind": "text",
                "args": {"text": "b"},
                "place": {"relation": "below", "of": "a"},
            },
        ]
    )
    assert "Circular dependency detected: a → b → a" in messages


@pytest.mark.requirement("scenes:validate:messages")
def test_an_object_of_the_wrong_kind_cannot_be_connected() -> None:
    messages = _messages(
        [
            {"id": "t", "kind": "text", "args": {"text": "a"}},
            {"id": "p", "kind": "plot", "args": {"axes": "t", "function": "x"}},
        ]
    )
    assert any(message.startswith("Cannot connect text to axes") for message in messages)


def test_all_problems_come_at_once() -> None:
    problems = _problems(
        [
            {"id": "c", "kind": "circle", "args": {"radius": "big", "colour": "red"}},
            {"id": "c", "kind": "cirle"},
            {"id": "p", "kind": "plot", "args": {"axes": "nobody", "function": "y^"}},
            {"id": "s", "kind": "square", "place": {"region": "middle", "edge": "up"}},
        ],
        [{"do": "dance", "target": "c"}, {"do": "create", "target": "ghost", "run_time": -1}],
    )
    assert {problem.code for problem in problems} >= {
        "id.duplicate",
        "kind.unknown",
        "input.value",
        "input.unknown",
        "input.expression",
        "object.unknown",
        "place.ways",
        "place.region",
        "action.unknown",
        "step.run_time",
    }


def test_an_object_that_nobody_shows_is_a_warning() -> None:
    problems = _problems([{"id": "c", "kind": "circle"}])
    assert [(p.code, p.severity) for p in problems] == [("object.unreachable", "warning")]


def test_an_empty_timeline_is_told() -> None:
    assert [p.code for p in validate(Document())] == ["timeline.empty"]
