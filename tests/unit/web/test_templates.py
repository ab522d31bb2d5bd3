"""The web app's gallery of templates, as it lies in the tree."""

import json
from pathlib import Path

import pytest

from backend.scenes import Document, list_templates, validate

FOLDER = Path(__file__).resolve().parents[3] / "web" / "public" / "templates"


@pytest.mark.requirement("web:templates:documents")
def test_every_template_of_the_gallery_is_a_document_without_errors() -> None:
    known = {template.id for template in list_templates()}
    entries = json.loads((FOLDER / "templates.json").read_text("utf-8"))
    assert len(entries) > 60
    for entry in entries:
        assert entry["id"] in known
        assert (FOLDER / f"{entry['id']}.webp").is_file()
        for shape in ("document", "square", "tall"):
            found = validate(Document.model_validate(entry[shape]))
            assert not [problem for problem in found if problem.severity == "error"], entry["id"]
