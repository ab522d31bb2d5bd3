"""The examples in Manim's own documentation: code by many hands that is known to be right."""

import re
import textwrap
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

_DIRECTIVE = re.compile(
    r"^(\s*)\.\. manim:: (\w+)\n((?:\1[ \t]+:.*\n)*)\s*\n((?:\1[ \t]+.*\n|\s*\n)+)", re.MULTILINE
)


@lru_cache(maxsize=1)
def documented_scenes() -> dict[str, str]:
    """Every example by name, as a file of its own."""
    spec = find_spec("manim")
    assert spec is not None
    assert spec.origin is not None
    found: dict[str, str] = {}
    for path in sorted(Path(spec.origin).parent.rglob("*.py")):
        if "opengl" in path.parts:
            continue
        for match in _DIRECTIVE.finditer(path.read_text("utf-8")):
            body = textwrap.dedent(match[4]).strip("\n")
            if "def construct" in body and body.lstrip().startswith(("class", "from", "import")):
                head = "" if "from manim import" in body else "from manim import *\n\n\n"
                found.setdefault(match[2], f"{head}{body}\n")
    return found
