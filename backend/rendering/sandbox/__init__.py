"""The sandbox port, and what every adapter shares.

Owns the words between the renderer and a box: limits, slots, the system call filter, supervision.
Never knows what is rendered. The adapters are `bubblewrap` and `docker`.
"""
