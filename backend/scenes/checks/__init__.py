"""What is wrong with a document: all of it at once, each with an id and a field.

Owns every sentence that tells a person or a model why a document cannot be made into a scene.
Never changes a document and never runs one. `validate` is the door; the checks of arguments are in
`arguments.py`, of the whole in `structure.py`, of the story in `timing.py`.
"""

from backend.scenes.checks.problem import Problem
from backend.scenes.checks.validate import validate

__all__ = ["Problem", "validate"]
