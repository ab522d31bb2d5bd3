"""Authors: who turns words into scenes.

Owns: the `Author` port (`port.py`) and its adapters.
Never does: render, store, call Convex, or read settings.
Look next: `port.py`, `offline/` for the author that needs no key, `model/` for the one that asks.
"""
