"""Pictures and drawings that are not there."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePath

from backend.scenes.fixes.edits import callee
from backend.scenes.fixes.rules.failure import Failure, Patch

_MADE = frozenset({"ImageMobject", "SVGMobject", "OpenGLImageMobject"})


def missing_file(failure: Failure) -> Iterator[Patch]:
    """A labelled frame stands where the picture would."""
    if not re.search(r"could not find|not found|No such file|from either", failure.message):
        return
    for call in failure.calls():
        if callee(call) in _MADE:
            edits = failure.edits()
            first = call.args[0] if call.args else None
            name = first.value if isinstance(first, ast.Constant) else "picture"
            label = PurePath(str(name)).name.replace('"', "")
            new = f'VGroup(Rectangle(width=4, height=3, color=GRAY), Text("{label}", font_size=24))'
            yield Patch(
                edits.replace(call, new).result(), f"{label} is not there; a frame stands for it"
            )
        elif callee(call) == "add_sound":
            yield Patch(
                failure.edits().replace(call, "self.wait(0.1)").result(),
                "a missing sound was left out",
            )
