"""Runs the whole product on one machine: what `make run` starts.

Owns the order of start, health gates, restarts, logs and a clean stop of every part.
Never holds product logic: a part is a command line, an environment and a probe.
Start at `stack.py` (which parts there are) and `supervisor.py` (how they are kept alive).
"""
