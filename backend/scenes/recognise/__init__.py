"""Code → document: what our compiler wrote, and what people and models write.

Owns the way back. Everything it recognises compiles to the statements it was read from, which is
checked before it is believed; the rest stays as blocks of Python. Never runs the code. Start at
`recognise.py`; values are read in `reading.py`, statements in `statements.py`, and the comparison
that makes it lossless is `likeness.py`.
"""

from backend.scenes.recognise.recognise import NoSceneError, Recognised, recognise
from backend.scenes.recognise.rewrite import NotInPlaceError, rewrite

__all__ = ["NoSceneError", "NotInPlaceError", "Recognised", "recognise", "rewrite"]
