"""The scene document: the typed core that sentence, form, node graph and code share.

Owns the document, the kinds and actions it is made of, its check, its compilation to Manim code,
the operations that change it, and the way back from code. Pure: no web, queue, storage or clock,
and Manim is imported only where its own signatures are read, when asked.

Where to look next: `document.py` (the data), `kinds/` (what there is), `compiler/` (the way to
code), `operations/` (the only way to change), `checks/` (what is wrong), `templates/`.
"""

from backend.scenes.checks import Problem, validate
from backend.scenes.compiler import CompiledScene, Span, compile_document
from backend.scenes.document import Beat, Block, Document, Meta, Param, SceneObject, Step
from backend.scenes.operations import (
    Applied,
    Operation,
    OperationRefusedError,
    apply,
    describe,
    parse_operations,
)
from backend.scenes.templates import Template, find_template, list_templates

__all__ = [
    "Applied",
    "Beat",
    "Block",
    "CompiledScene",
    "Document",
    "Meta",
    "Operation",
    "OperationRefusedError",
    "Param",
    "Problem",
    "SceneObject",
    "Span",
    "Step",
    "Template",
    "apply",
    "compile_document",
    "describe",
    "find_template",
    "list_templates",
    "parse_operations",
    "validate",
]
