"""The author that works with no key: templates chosen by words, parameters read, edits by rules.

Owns: which template a sentence means, which values it gives, and which operations an instruction
asks for. Never does: pretend. It adds no facts, says what it understood and what is a default, and
refuses with the likeliest readings when it is not sure.
Look next: `author.py` (the port), `choose.py`, `parameters.py`, `edits.py`.
"""

from backend.authoring.offline.author import OfflineAuthor

__all__ = ["OfflineAuthor"]
