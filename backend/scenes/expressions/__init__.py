"""Formulas that people type, parsed by our own grammar and never by `eval`.

Owns the text → tree → (number | Python | Typst) path for every expression in a scene document.
Never knows what an expression is used for. The grammar is in `parser.py`, the vocabulary of names
in `vocabulary.py`, the three ways out
in `evaluate.py`, `python.py` and
`typst.py`; `text.py` spells an expression one way and reads it back from Python.
"""

from backend.scenes.expressions.evaluate import evaluate
from backend.scenes.expressions.parser import ExpressionError, parse
from backend.scenes.expressions.python import to_python
from backend.scenes.expressions.text import from_python, to_text
from backend.scenes.expressions.tree import Node, names_in
from backend.scenes.expressions.typst import to_typst

__all__ = [
    "ExpressionError",
    "Node",
    "evaluate",
    "from_python",
    "names_in",
    "parse",
    "to_python",
    "to_text",
    "to_typst",
]
