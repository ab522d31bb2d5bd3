"""Parsed SVG outlines are shared between copies of an object instead of being copied with it.

Manim copies whole objects at the start of most animations, and keeps the parsed outline that an
object was made from although nothing reads it again: copying it is most of the copy's time.
"""

from render_image.door import Anything, svgelements


def install() -> None:
    """Let deep copies share outlines."""

    def itself(outline: Anything, _memo: Anything) -> Anything:
        return outline

    svgelements.Path.__deepcopy__ = itself
