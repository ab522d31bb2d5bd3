"""The data itself: closed, canonical, versioned."""

import pytest
from pydantic import ValidationError

from backend.scenes import Document


def test_a_document_survives_its_file() -> None:
    document = Document.model_validate(
        {
            "objects": [{"id": "c", "kind": "circle", "args": {"radius": 2.0}}],
            "timeline": [{"id": "b", "wait": 1}],
        }
    )
    assert Document.model_validate_json(document.to_json()) == document
    assert document.objects[0].args == {"radius": 2}


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        Document.model_validate({"objects": [{"id": "c", "kind": "circle", "colour": "red"}]})
    with pytest.raises(ValidationError):
        Document.model_validate({"objects": [{"id": "Not a name", "kind": "circle"}]})


@pytest.mark.requirement("scenes:schema:published")
def test_a_document_of_a_newer_program_is_refused() -> None:
    with pytest.raises(ValidationError, match="newer"):
        Document.model_validate({"version": 99})


def test_what_needs_another_object_comes_after_it() -> None:
    document = Document.model_validate(
        {
            "objects": [
                {"id": "p", "kind": "plot", "args": {"axes": "a", "function": "x"}},
                {"id": "a", "kind": "axes"},
            ]
        }
    )
    assert [item.id for item in document.objects] == ["a", "p"]


def test_a_formula_has_one_spelling() -> None:
    def plot(text: str) -> Document:
        return Document.model_validate(
            {"objects": [{"id": "p", "kind": "plot", "args": {"axes": "a", "function": text}}]}
        )

    assert plot("2x² - 3") == plot("2*x^2-3")
