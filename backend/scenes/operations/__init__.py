"""The closed set of operations: the only way to change a scene document.

Every editor of a scene, person or model, sentence or node graph, ends in these. Each has a check,
an inverse, a sentence and the list of what it touches. Never changes a document in place. The
operations are declared in `model.py`, carried out in `perform.py`, told in `describe.py`, and two
lists over one base are brought together in `merge.py`.
"""

from backend.scenes.operations.apply import Applied, OperationRefusedError, apply
from backend.scenes.operations.describe import describe
from backend.scenes.operations.merge import Conflict, Merged, merge
from backend.scenes.operations.model import OPERATIONS, Operation, parse_operations

__all__ = [
    "OPERATIONS",
    "Applied",
    "Conflict",
    "Merged",
    "Operation",
    "OperationRefusedError",
    "apply",
    "describe",
    "merge",
    "parse_operations",
]
