"""Edits by rules do what was asked, touch nothing else, and ask when they are not sure."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any, cast

import pytest

from backend.authoring.offline import OfflineAuthor
from backend.authoring.offline.edits import SURE, read_edit
from backend.authoring.port import (
    AuthorRefusedError,
    CodeSource,
    DocumentSource,
    Failure,
    SceneCard,
)
from backend.scenes import Beat, Document, compile_document, find_template

EDITS = sorted((Path(__file__).parents[2] / "bench" / "authoring").glob("edits*.txt"))


def make_document(template: str) -> Document:
    found = find_template(template)
    assert found is not None
    return found.build({})


def cases() -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for line in "\n".join(file.read_text() for file in EDITS).splitlines():
        if " => " in line and not line.startswith("#"):
            head, _, wanted = line.rpartition(" => ")
            template, _, instruction = head.partition(" | ")
            found.append((template, instruction, wanted))
    return found


def judge(template: str, instruction: str, wanted: str) -> str:
    """`right`, `offered` (right among three), `asked` (it did not act), or `wrong`."""
    document = make_document(template)
    readings = read_edit(document, instruction)
    if wanted in {"offer", "refuse"}:
        return "right" if not readings or readings[0].sure < SURE else "wrong"
    fits = [all(_has(edit.operations, part) for part in wanted.split(" & ")) for edit in readings]
    if fits and fits[0] and readings[0].sure >= SURE:
        return "wrong" if _goes_too_far(readings[0].operations, wanted) else "right"
    if any(fits[:3]):
        return "offered" if readings[0].sure < SURE else "wrong"
    return "wrong" if readings and readings[0].sure >= SURE else "asked"


TIME = {"set_time", "set_beat"}
# What a template computes from its values: the swaps of a sorted row follow the row.
FOLLOWS = {"set_steps", "add_beat", "remove_beat"}


def _goes_too_far(operations: tuple[dict[str, Any], ...], wanted: str) -> bool:
    """Whether something is changed that no part of the label asks for."""
    parts = [part.split(" ") for part in wanted.split(" & ")]
    asked = [(op, rest[0] if rest else "") for op, *rest in parts]
    remade = any(op in {"set_arg", "set_param"} for op, _ in asked)
    return any(
        not (remade and operation["op"] in FOLLOWS)
        and not any(
            (op in TIME and operation["op"] in TIME)
            or (op == operation["op"] and name in map(str, ["", *operation.values()]))
            for op, name in asked
        )
        for operation in operations
    )


def _has(operations: tuple[dict[str, Any], ...], wanted: str) -> bool:
    op, *words = wanted.split(" ")
    mine = [operation for operation in operations if operation["op"] == op]
    if op == "set_time":
        return bool(mine)
    text = [" ".join(str(value) for value in operation.values()) for operation in mine]
    return any(all(word in line for word in words if '"' not in word) for line in text)


@pytest.mark.requirement("author:offline:edits")
def test_labelled_instructions_are_mostly_right_and_hardly_ever_wrong() -> None:
    verdicts = {case: judge(*case) for case in cases()}
    total = len(verdicts)
    assert total >= 500
    counts = Counter(verdicts.values())
    sys.stdout.write(f"edits: {total} sentences, {dict(counts)}\n")
    wrong = [case for case, verdict in verdicts.items() if verdict == "wrong"]
    assert counts["right"] / total >= 0.7, verdicts
    assert (counts["right"] + counts["offered"]) / total >= 0.9, verdicts
    assert counts["wrong"] / total < 0.03, wrong


@pytest.mark.requirement("author:offline:touches")
def test_an_edit_changes_what_was_asked_and_nothing_else() -> None:
    before = make_document("function_plot")
    source = DocumentSource(before.model_dump(mode="json", exclude_defaults=True))
    made = OfflineAuthor().edit(source, "make the curve red", settings={})
    assert isinstance(made.source, DocumentSource)
    after = Document.model_validate(made.source.document)
    changed = [b.id for a, b in zip(before.objects, after.objects, strict=True) if a != b]
    assert changed == ["curve"]
    assert after.timeline == before.timeline
    assert made.summary == "No model is connected. By rule: made the curve red."


@pytest.mark.requirement("author:offline:touches")
@pytest.mark.parametrize(("instruction", "slower"), [("too fast", True), ("speed it up", False)])
def test_comparison_words_mean_the_other_direction(instruction: str, slower: bool) -> None:  # noqa: FBT001 - pytest's parameter
    before = make_document("function_plot")
    source = DocumentSource(before.model_dump(mode="json", exclude_defaults=True))
    made = OfflineAuthor().edit(source, instruction, settings={})
    assert isinstance(made.source, DocumentSource)
    after = Document.model_validate(made.source.document)

    def seconds(document: Document) -> float:
        beats = [entry for entry in document.timeline if isinstance(entry, Beat)]
        times = [step.run_time for beat in beats for step in beat.steps]
        return sum(float(t) if isinstance(t, int | float) else 1.0 for t in times)

    assert (seconds(after) > seconds(before)) is slower


def choices_of(refusal: AuthorRefusedError) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", refusal.details["choices"])


@pytest.mark.requirement("author:offline:asks")
def test_an_unsure_reading_is_offered_and_nothing_is_changed() -> None:
    document = make_document("function_plot").model_dump(mode="json", exclude_defaults=True)
    with pytest.raises(AuthorRefusedError) as caught:
        OfflineAuthor().edit(DocumentSource(document), "don't make the curve red", settings={})
    (choice,) = choices_of(caught.value)
    assert choice["chips"] == ["make the curve red"]
    assert choice["operations"][0]["id"] == "curve"


@pytest.mark.requirement("author:offline:asks")
def test_two_wishes_in_one_sentence_are_shown_as_two_chips() -> None:
    document = make_document("pythagoras").model_dump(mode="json", exclude_defaults=True)
    wish = "make the triangle white and bigger"
    choices = cast(
        "list[dict[str, Any]]", OfflineAuthor().understand(DocumentSource(document), wish)
    )
    assert choices[0]["chips"] == ["make the triangle white", "make the triangle bigger"]
    assert choices[0]["sure"]
    assert len(choices) <= 3


@pytest.mark.requirement("author:offline:asks")
def test_code_scenes_and_unknown_wishes_are_refused_with_what_can_be_done() -> None:
    author = OfflineAuthor()
    with pytest.raises(AuthorRefusedError, match="No model is connected"):
        author.edit(CodeSource("x = 1"), "make it red", settings={})
    code = compile_document(make_document("function_plot")).source
    changed = author.edit(CodeSource(code), "make the title bigger", settings={}).source
    assert isinstance(changed, CodeSource)
    assert changed.code.count("\n") == code.count("\n")
    assert "scale(1.35)" in changed.code
    document = make_document("function_plot").model_dump(mode="json", exclude_defaults=True)
    with pytest.raises(AuthorRefusedError, match="Without one I can recolour"):
        author.edit(DocumentSource(document), "add some music", settings={})


@pytest.mark.requirement("author:offline:asks")
@pytest.mark.parametrize(
    "wish", ["title red and title blue", "make the curve red and add a legend", "title red, slower"]
)
def test_wishes_that_meet_or_that_no_rule_can_do_are_not_done_by_half(wish: str) -> None:
    readings = read_edit(make_document("function_plot"), wish)
    said = [edit.said for edit in readings if edit.sure >= SURE]
    if wish == "title red, slower":
        assert said[0] == "made the title red, and made the scene slower (1.6× the time)"
    else:
        assert said == []


def edited(template: str, instruction: str) -> Document:
    source = DocumentSource(make_document(template).model_dump(mode="json", exclude_defaults=True))
    made = OfflineAuthor().edit(source, instruction, settings={})
    assert isinstance(made.source, DocumentSource)
    return Document.model_validate(made.source.document)


@pytest.mark.requirement("author:offline:touches")
def test_the_swaps_of_a_sorted_row_follow_its_new_values() -> None:
    found = find_template("bubble_sort")
    assert found is not None
    wanted = found.build({"values": [4, 1, 3]})
    assert edited("bubble_sort", "sort 4, 1, 3 instead").timeline == wanted.timeline


@pytest.mark.requirement("author:offline:touches")
def test_what_goes_with_a_removed_object_is_said_before_it_goes() -> None:
    (first, *_) = read_edit(make_document("vector_sum"), "remove the grid")
    assert first.sure < SURE
    assert first.said.startswith("removed the plane with the first, the second and the sum")


@pytest.mark.requirement("author:offline:edits")
@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("die Kurve rot bitte", "made the curve red"),
        ("pon el fondo blanco", "changed the theme to light"),
        ("le titre plus grand", "made the title bigger"),
    ],
)
def test_common_wishes_are_understood_in_other_languages(wish: str, said: str) -> None:
    assert read_edit(make_document("function_plot"), wish)[0].said == said


@pytest.mark.requirement("author:offline:touches")
@pytest.mark.parametrize("wish", ["the pendulum should be longer", "start slower"])
def test_a_wish_about_a_part_does_not_change_the_pace_of_the_whole(wish: str) -> None:
    assert all(edit.sure < SURE for edit in read_edit(make_document("pendulum"), wish))


@pytest.mark.requirement("author:offline:asks")
def test_half_of_what_was_said_is_never_done_as_if_it_were_all() -> None:
    for wish in ("the tangent orange and the rest white", "at 2 and length 9 and width 77"):
        readings = read_edit(make_document("tangent"), wish)
        assert all(edit.sure < SURE for edit in readings), wish


@pytest.mark.requirement("author:offline:repairs")
def test_a_broken_object_is_left_out_and_named() -> None:
    document = make_document("pythagoras").model_dump(mode="json", exclude_defaults=True)
    failure = Failure(kind="CODE_ERROR", message="no such thing", line=12, object_id="example")
    made = OfflineAuthor().repair(DocumentSource(document), failure, settings={})
    assert isinstance(made.source, DocumentSource)
    assert Document.model_validate(made.source.document).find("example") is None
    assert made.summary == "Left out the example, which could not be drawn: no such thing"


@pytest.mark.parametrize(
    ("instruction", "found"),
    [
        ("make the second part slower", ("b",)),
        ("all titles blue", ("a", "b", "c")),
        ("the one with the circle", ("c",)),
        ("scene 1 is too fast", ("a",)),
        ("the last scene", ("c",)),
        ("more cowbell", ()),
    ],
)
@pytest.mark.requirement("author:offline:locates")
def test_scenes_are_found_by_place_by_words_and_all_together(
    instruction: str, found: tuple[str, ...]
) -> None:
    cards = [
        SceneCard("a", "Opening", "the title"),
        SceneCard("b", "Proof", "squares on the sides"),
        SceneCard("c", "Unit circle", "a hand turns on a circle"),
    ]
    assert OfflineAuthor().locate(instruction, cards).scene_ids == found
