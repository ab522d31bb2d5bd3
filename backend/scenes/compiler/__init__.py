"""Document → readable Manim code.

Owns the text of a compiled scene and the map from its lines back to objects and beats. Pure and
deterministic: the same document gives the same bytes. Never runs or imports Manim. Start at
`compile.py`; how values are written is in `literals.py`, how lines are broken in `printer.py`.
"""

from backend.scenes.compiler.compile import CompiledScene, Span, compile_document

__all__ = ["CompiledScene", "Span", "compile_document"]
