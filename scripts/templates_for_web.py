"""Writes what the web app's gallery of templates shows: their documents, from `backend.scenes`.

    python -m scripts.templates_for_web

The stills beside it are posters of these documents as the pipeline drew them.
"""

import json
from pathlib import Path
from typing import Literal

from backend.scenes import Template, list_templates

ROOT = Path(__file__).resolve().parents[1]

TARGET = ROOT / "web" / "public" / "templates" / "templates.json"
SHAPES: dict[str, Literal["1:1", "9:16"]] = {"square": "1:1", "tall": "9:16"}


def entry(template: Template) -> dict[str, object]:
    """One template; a shape is told only where the document differs from the wide one."""
    wide = template.build({})
    entry: dict[str, object] = {
        "id": template.id,
        "title": template.title,
        "subject": template.subject,
        "description": template.description,
        "words": " ".join(template.words),
        "document": json.loads(wide.to_json()),
    }
    for name, aspect in SHAPES.items():
        entry[name] = json.loads(template.build({}, aspect=aspect).to_json())
    return entry


def gallery() -> str:
    """The file's text: one line a template; what needs a file of the project's is left out."""
    lines = [
        json.dumps(entry(template), ensure_ascii=False, separators=(",", ":"))
        for template in list_templates()
        if not any(param.type == "asset" for param in template.params)
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    TARGET.write_text(gallery(), "utf-8")
    print(TARGET.relative_to(ROOT))
