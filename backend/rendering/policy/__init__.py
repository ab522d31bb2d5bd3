"""Refusing code that no honest scene needs, before anything runs, in words that help to mend it.

Not a wall: the sandbox is. This saves a render, explains itself to whoever repairs the scene, and
is one more ring. Pure and total: it never raises and never runs the code. Start with `checker.py`;
what is allowed is data in `rules.py`.
"""
