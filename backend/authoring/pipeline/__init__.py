"""From what an author wrote to a scene that is proved to run, for every author alike.

Owns the order extract → allow-list → fixes → static check → dry run → geometry check → bounded
repair (line, block, scene) → named placeholder, its budget, its log, and what it remembers. Never
runs or draws anything itself: the dry run is a port (`Stage`), and so are author and documentation.
Look next: `prepare.py` (the way), `stage.py` (what goes in and out), `in_code.py`,
`in_document.py`.
"""

from backend.authoring.pipeline.memory import FixMemory, Memory
from backend.authoring.pipeline.prepare import prepare
from backend.authoring.pipeline.stage import (
    Attempt,
    Budget,
    GivenUp,
    Ready,
    Rehearsal,
    Stage,
)

__all__ = [
    "Attempt",
    "Budget",
    "FixMemory",
    "GivenUp",
    "Memory",
    "Ready",
    "Rehearsal",
    "Stage",
    "prepare",
]
