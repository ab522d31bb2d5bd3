"""Wishes before they are work: what an instruction is understood as, and which scenes it means.

Owns: the two questions that are answered at once, by rules, without a job.
Never does: change, store or render anything; nor ask a model.
Look next: `messages.py`, then `reading.py`; why it is so: `docs/decisions/0007-*.md`.
"""
