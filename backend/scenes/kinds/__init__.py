"""The registry: every kind of object and every action, declared once.

Owns what exists and which arguments it takes. Never compiles and never checks a document. A new
kind is one entry in the module of its family; what Manim lacks for it is a function in `kit/`.
"""

from backend.scenes.kinds.registry import ACTIONS, KINDS, accepts
from backend.scenes.kinds.spec import Action, Arg, Kind

__all__ = ["ACTIONS", "KINDS", "Action", "Arg", "Kind", "accepts"]
