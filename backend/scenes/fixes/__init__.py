"""Mending code scenes without a model.

Owns the catalogue of mistakes that people and models make in Manim code and how each is mended.
Never runs code: the dry run is handed in, it comes first, and a patch at the failing line is kept
only when the scene then gets further, so a scene that is right is never touched. `mend.py` is the
loop, `rules/` the patches, `surface.py` reads Manim's own signatures, `check.py` finds what fails
in silence, `translate.py` says what a misleading error means.
"""

from backend.scenes.fixes.check import Finding, check_code
from backend.scenes.fixes.mend import Change, DryRun, DryRunner, Mended, mend
from backend.scenes.fixes.translate import explain

__all__ = [
    "Change",
    "DryRun",
    "DryRunner",
    "Finding",
    "Mended",
    "check_code",
    "explain",
    "mend",
]
