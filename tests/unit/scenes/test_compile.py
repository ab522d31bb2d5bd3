"""Document → code."""

import ast

import pytest

from backend.scenes import Document, compile_document, list_templates
from backend.scenes.compiler.names import object_name, variable
from backend.scenes.duration import document_seconds


@pytest.mark.requirement("scenes:compile:deterministic")
def test_equal_documents_compile_to_equal_bytes() -> None:
    for template in list_templates():
        one, two = template.build(), template.build()
        again = Document.model_validate_json(one.to_json())
        assert compile_document(one).source == compile_document(two).source
        assert compile_document(again).source == compile_document(one).source


@pytest.mark.requirement("scenes:compile:map")
def test_every_object_and_beat_is_found_again_by_its_lines(tangent: Document) -> None:
    compiled = compile_document(tangent)
    lines = compiled.source.split("\n")
    for item in tangent.objects:
        line = next(
            n
            for n, text in enumerate(lines, 1)
            if text.strip().startswith(f"{variable(item.id)} = ")
        )
        span = compiled.at_line(line)
        assert span is not None
        assert (span.part, span.id) == ("object", item.id)
    played = [n for n, text in enumerate(lines, 1) if "self.play" in text]
    found = {span.id for n in played if (span := compiled.at_line(n)) is not None}
    assert found == {entry.id for entry in tangent.timeline}


def test_compiled_code_defines_every_name_it_uses_or_has_it_from_manim() -> None:
    import manim  # noqa: PLC0415 - slow to import, only needed here

    known = (
        set(vars(manim)) | set(dir(__builtins__)) | {"np"} | set(__import__("builtins").__dict__)
    )
    for template in list_templates():
        tree = ast.parse(compile_document(template.build()).source)
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        stored |= {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        stored |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
        stored |= {
            a.asname or a.name
            for n in ast.walk(tree)
            if isinstance(n, ast.Import | ast.ImportFrom)
            for a in n.names
        }
        missing = {node.id for node in names} - stored - known
        assert not missing, (template.id, missing)


def test_a_line_of_compiled_code_is_never_wider_than_a_page() -> None:
    for template in list_templates():
        source = compile_document(template.build()).source
        body = source.split("\n")[1:]
        assert max(len(line) for line in body) <= 130, template.id


def test_a_name_that_is_taken_comes_back() -> None:
    for name in ("curve", "table", "self", "class", "np", "dot", "title", "axes"):
        assert object_name(variable(name)) == name


def test_objects_in_one_region_at_one_time_divide_it() -> None:
    words = {"kind": "text", "args": {"text": "a"}, "place": {"region": "center"}}
    document = Document.model_validate(
        {
            "objects": [{"id": "one", **words}, {"id": "two", **words}, {"id": "late", **words}],
            "timeline": [
                {"id": "a", "steps": [{"do": "fade_in", "target": ["one", "two"]}]},
                {"id": "b", "steps": [{"do": "fade_out", "target": "two"}]},
                {"id": "c", "steps": [{"do": "fade_in", "target": "late"}]},
            ],
        }
    )
    source = compile_document(document).source
    assert "place(one, CENTER_AREA_1)" in source
    assert "place(two, CENTER_AREA_2)" in source
    assert "place(late, CENTER_AREA_2)" in source


def test_seconds_are_what_the_beats_add_up_to() -> None:
    document = Document.model_validate(
        {
            "objects": [{"id": "a", "kind": "circle"}],
            "timeline": [
                {
                    "id": "go",
                    "steps": [
                        {"do": "create", "target": "a", "run_time": 2},
                        {"do": "indicate", "target": "a", "start": "after"},
                    ],
                    "wait": 0.5,
                }
            ],
        }
    )
    assert document_seconds(document) == 3.5
