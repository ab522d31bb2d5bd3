"""Drawing functions change their parts in place."""

from pathlib import Path

import backend.scenes

KIT = Path(backend.scenes.__file__).parent / "kit"


def test_no_drawing_function_swaps_the_parts_of_a_live_object() -> None:
    """Manim draws what it knew when an animation began: swapped parts leave the old ones behind."""
    swapping = [file.name for file in KIT.glob("*.py") if ".submobjects = " in file.read_text()]
    assert swapping == []
