"""The bubblewrap adapter: namespaces, a real user id a slot, control groups, one tmpfs a job.

Owns how a box is started and ended on a plain Linux machine. Never reads what a scene says. Start
with `adapter.py`; `command.py` is the whole list of what a box can see.
"""
