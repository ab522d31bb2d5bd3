"""The typed door to Convex.

Owns: signed calls to `/callbacks/*` and `/server/*` (`door.py`), the shapes of the answers
(`callbacks.py`), and the outbox that keeps what could not be sent (`outbox.py`).
Never does: decide what a job does next; keep durable state of its own beyond the outbox.
Look next: `convex/README.md` lists every route and shape.
"""
