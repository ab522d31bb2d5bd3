"""From what a model says, right or wrong, to a scene that is drawn, within a budget."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typing_extensions import override

from backend.authoring.model import ChatOptions, ModelAuthor, OpenAIChat
from backend.authoring.offline import OfflineAuthor
from backend.authoring.pipeline import Budget, FixMemory, GivenUp, Ready, Rehearsal, prepare
from backend.authoring.pipeline.memory import exchanged, signature
from backend.authoring.port import (
    AuthorUnavailableError,
    CodeSource,
    DocumentSource,
    Failure,
    Json,
    SceneBrief,
    SceneOutline,
    Source,
    Usage,
    Written,
)
from backend.scenes import compile_document, find_template
from backend.testing.scripted_model import (
    Cut,
    Fail,
    Hang,
    Raw,
    Say,
    ScriptedModel,
    Turn,
    scripted_model,
)

HEAD = "from manim import *\n\n\nclass Try(Scene):\n    def construct(self):\n"
BRIEF = SceneBrief("circles", SceneOutline("A circle", "Draw a circle"), 0, 3)
LOST = Say("I am not sure what is wrong with it.")
CALLS_MAX = 3
Frames = Callable[[str, str | None], int]


def author_of(model: ScriptedModel, *, writes: str = "code", seconds: float = 5) -> ModelAuthor:
    options = ChatOptions(
        model="scripted",
        api_key="key-of-a-person",
        base_url=model.base_url,
        timeout_seconds=seconds,
        tries_max=2,
    )
    return ModelAuthor(OpenAIChat(options), writes="code" if writes == "code" else "document")


GOOD = find_template("circle_area") or find_template("function_plot")
assert GOOD is not None
DOCUMENT = GOOD.build({}).model_dump_json(by_alias=True, exclude_defaults=True)
MISBEHAVES: dict[str, list[Turn]] = {
    "bad_json": [Say('{"objects": [{"id": }'), Say(DOCUMENT)],
    "never_json": [Say('{"objects": [')],
    "truncated": [Say(DOCUMENT[:300], finish="length"), Say(DOCUMENT)],
    "always_truncated": [Say(DOCUMENT[:300], finish="length")],
    "refusal": [Say("I'm sorry, but I can't help with that.")],
    "empty": [Say(""), Say(DOCUMENT)],
    "no_choices": [Raw(b'{"id": "a", "object": "chat.completion", "choices": []}')],
    "fenced": [Say(f"```json\n{DOCUMENT}\n```")],
    "prose": [Say(f"Of course! Here it is:\n{DOCUMENT}\nI hope that it helps.")],
    "thinking": [Say(f"<think>{{ maybe }}</think>{DOCUMENT}")],
    "wrong_schema": [Say('{"scene": {"shapes": ["circle"]}}'), Say(DOCUMENT)],
    "busy": [Fail(429, {"Retry-After": "0"}), Say(DOCUMENT)],
    "server_error": [Fail(500, {"Retry-After": "0"}), Say(DOCUMENT)],
    "huge": [Say("circle " * 20_000), Say(DOCUMENT)],
    "max_tokens_refused": [Fail(400, says="Unsupported parameter: 'max_tokens'"), Say(DOCUMENT)],
}
GONE: dict[str, list[Turn]] = {
    "always_busy": [Fail(429, {"Retry-After": "0"})],
    "no_quota": [Fail(429, {"Retry-After": "0"}, says="insufficient_quota")],
    "wrong_key": [Fail(401)],
    "wrong_model": [Fail(404)],
    "hangs": [Hang()],
    "cut": [Cut()],
    "no_json_at_all": [Raw(b"<html>bad gateway</html>")],
}


@pytest.mark.parametrize("name", sorted(MISBEHAVES))
@pytest.mark.requirement("author:pipeline:misbehaving")
def test_a_misbehaving_model_costs_its_rounds_and_leaves_a_scene(name: str) -> None:
    with scripted_model(MISBEHAVES[name]) as model:
        author = author_of(model, writes="document", seconds=2)
        written = author.write(BRIEF)
        done = prepare(written, author=author, stage=Standing(), settings={})
    assert isinstance(done, Ready)
    assert len(model.requests) <= CALLS_MAX
    assert done.written.usage.calls <= CALLS_MAX


@pytest.mark.parametrize("name", sorted(GONE))
@pytest.mark.requirement("author:pipeline:misbehaving")
def test_an_endpoint_that_is_gone_is_named_within_its_time(name: str) -> None:
    with scripted_model(GONE[name]) as model, pytest.raises(AuthorUnavailableError):
        author_of(model, writes="document", seconds=0.4).write(BRIEF)
    assert len(model.requests) <= 2


class Standing:
    """A stage whose dry runs are written down beforehand; the last answer stands for good."""

    def __init__(self, *answers: Rehearsal) -> None:
        self.answers = list(answers) or [Rehearsal(ok=True)]
        self.runs = 0

    def rehearse(self, code: str, scene_name: str | None) -> Rehearsal:
        del code, scene_name
        self.runs += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def tell(self, stage: str) -> None:
        """Nobody listens."""


def wrong(line: int, message: str = "name 'x' is not defined") -> Rehearsal:
    return Rehearsal(
        ok=False, kind="CODE_ERROR", error_type="NameError", message=message, line=line
    )


CODE = Written(
    CodeSource(HEAD + "        self.play(Create(x))\n        self.wait()\n"), "Wrote it."
)


@pytest.mark.requirement("author:pipeline:bounded")
def test_a_scene_that_no_one_can_mend_stops_at_its_budget() -> None:
    stage = Standing(wrong(6))
    with scripted_model([Say("self.play(Create(y))")]) as model:
        done = prepare(
            CODE,
            author=author_of(model),
            stage=stage,
            settings={},
            budget=Budget(model_calls=3, rehearsals=9),
        )
    assert isinstance(done, GivenUp)
    assert stage.runs <= 9
    assert len(model.requests) <= 3
    assert done.written.usage.calls == len(model.requests)
    assert [each.step for each in done.attempts].count("dry_run") >= 1


@pytest.mark.requirement("author:pipeline:bounded")
def test_a_scene_that_met_a_limit_is_not_tried_again() -> None:
    stage = Standing(Rehearsal(ok=False, kind="RENDER_TIMEOUT", message="Too slow.", hopeless=True))
    with scripted_model([LOST]) as model:
        done = prepare(CODE, author=author_of(model), stage=stage, settings={})
    assert isinstance(done, GivenUp)
    assert stage.runs == 1
    assert model.requests == []


@pytest.mark.requirement("author:pipeline:scopes")
def test_repair_asks_for_the_line_then_the_block_then_the_scene_with_signature_and_page() -> None:
    with scripted_model([LOST]) as model:
        prepare(
            CODE,
            author=author_of(model),
            stage=Standing(wrong(6)),
            settings={},
            budget=Budget(model_calls=5),
        )
    asked = [json.dumps(request["messages"]) for request in model.requests]
    assert "what is to stand in line 6 instead" in asked[0]
    assert "play(" in asked[0]
    assert any("what is to stand in lines 6 to 7 instead" in each for each in asked)
    assert any("the whole file" in each for each in asked)


@pytest.mark.timeout(60)
@pytest.mark.requirement("author:pipeline:memory")
def test_what_fixed_what_is_remembered_and_saves_the_next_call(tmp_path: Path) -> None:
    code = HEAD + "        a = Circle()\n        self.play(Craft(a))\n"
    written = Written(CodeSource(code), "Wrote it.")
    failed = wrong(7, "name 'Craft' is not defined")
    memory = FixMemory(tmp_path / "fixes.json")

    class Judge(Standing):
        @override
        def rehearse(self, code: str, scene_name: str | None) -> Rehearsal:
            super().rehearse(code, scene_name)
            return Rehearsal(ok=True) if "Create(a)" in code else failed

    def prepared(memory: FixMemory, turns: list[Turn]) -> tuple[Ready | GivenUp, int]:
        with scripted_model(turns) as model:
            done = prepare(
                written,
                author=author_of(model),
                stage=Judge(),
                settings={},
                memory=memory,
            )
        return done, len(model.requests)

    first, calls = prepared(memory, [Say("self.play(Create(a))")])
    assert isinstance(first, Ready)
    assert calls == 1
    again, calls = prepared(FixMemory(tmp_path / "fixes.json"), [LOST])
    assert isinstance(again, Ready)
    assert calls == 0
    assert "Create(a)" in again.code


@pytest.mark.requirement("author:pipeline:memory")
def test_no_text_of_a_scene_is_ever_remembered() -> None:
    assert exchanged('Text("a secret")', 'Text("another")') is None
    assert exchanged("Craft(a)", "my_secret_name(a)") is None
    assert exchanged("Craft(a)", "Create(a)") == (("Craft",), ("Create",))
    assert signature("ValueError", "secret: café €") is None


@pytest.mark.requirement("author:pipeline:placeholder")
def test_an_object_that_cannot_be_drawn_stands_as_a_placeholder_with_its_name() -> None:
    found = find_template("function_plot")
    assert found is not None
    document = found.build({})
    written = Written(DocumentSource(document.model_dump(mode="json")), "Wrote it.")
    span = next(span for span in compile_document(document).map if span.id == "title")
    stage = Standing(wrong(span.first, "no"), Rehearsal(ok=True))
    done = prepare(written, author=Nobody(), stage=stage, settings={})
    assert isinstance(done, Ready)
    assert "[title]" in done.code
    assert done.placeholders[0].startswith("“[title]” stands for the title")
    assert "“[title]” stands for" in done.written.summary


class Nobody(OfflineAuthor):
    """An author that never knows how to mend."""

    @override
    def repair(self, source: Source, failure: Failure, *, settings: Json) -> Written:
        raise AuthorUnavailableError(failure.message)


@pytest.mark.requirement("author:pipeline:geometry")
def test_what_hangs_out_of_the_frame_is_made_to_fit_or_told() -> None:
    found = find_template("function_plot")
    assert found is not None
    document = found.build({})
    written = Written(
        DocumentSource(document.model_dump(mode="json")), "Done.", operations=({"id": "curve"},)
    )
    out = {"class": "Plot", "text": None, "box": [-9.0, -1.0, 9.0, 1.0], "play": 0, "line": 3}
    bad = Rehearsal(ok=True, report={"offFrame": [out]})
    fits = prepare(written, author=Nobody(), stage=Standing(bad, Rehearsal(ok=True)), settings={})
    assert isinstance(fits, Ready)
    assert fits.faults == ()
    assert any(each.step == "geometry" and each.outcome == "done" for each in fits.attempts)
    told = prepare(written, author=Nobody(), stage=Standing(bad), settings={})
    assert isinstance(told, Ready)
    assert told.faults == ("a Plot hangs out of the frame",)
    assert "Look at the layout" in told.written.summary


@pytest.mark.requirement("author:pipeline:streams")
def test_a_plan_tells_which_scene_it_has_come_to_and_what_it_cost() -> None:
    plan = {"title": "A", "scenes": [{"title": f"P{i}", "goal": "Shows."} for i in range(4)]}
    told: list[tuple[int, int]] = []
    with scripted_model([Say(json.dumps(plan))]) as model:
        made = author_of(model).plan(
            "circles", 4, settings={}, on_scene=lambda done, total: told.append((done, total))
        )
    assert told[-1] == (4, 4)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert made.usage == Usage(100, 20, 1)
    assert model.requests[0]["stream"] is True
