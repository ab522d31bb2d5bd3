"""Short how-to pages of our own: the questions that an API reference does not answer.

A recipe is a Markdown file: a title line, a sentence or two, the words people use for it, and one
Python block that runs as a test.

    # Put a label under an object
    Also asked as: caption below, text beneath a shape

    Place the label with `next_to` …

    ```python
    class LabelUnder(Scene): …
    ```
"""

import re
from pathlib import Path

from mcp_server.page import Page

FOLDER = Path(__file__).parent
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
ASKED = re.compile(r"^Also asked as: (.*)$", re.MULTILINE)


def recipe_pages(version: str) -> list[Page]:
    """Every recipe of this folder."""
    return [read_recipe(file, version) for file in sorted(FOLDER.glob("*.md"))]


def read_recipe(file: Path, version: str) -> Page:
    """One recipe as a page."""
    raw = file.read_text("utf-8")
    title = raw.splitlines()[0].removeprefix("# ").strip()
    code = BLOCK.search(raw)
    asked = ASKED.search(raw)
    words = [word.strip() for word in asked.group(1).split(",")] if asked else []
    body = ASKED.sub("", BLOCK.sub("", raw.split("\n", 1)[1])).strip()
    return Page(
        id=f"recipe.{file.stem}",
        kind="recipe",
        title=title,
        summary=body.split("\n", 1)[0],
        text=body,
        example=code.group(1).strip() if code else "",
        members=words,
        source="Scenewright",
        version=version,
    )
