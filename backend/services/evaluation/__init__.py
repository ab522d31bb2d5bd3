"""Measuring authors: prompt sets in, figures out.

Owns the runs of `scenewright eval`: plan, write, prepare and, when asked, render each scene, and
what is counted. Never does: judge what a scene means; it counts what can be counted.
Look next: `measure.py`, then `picture.py`.
"""
