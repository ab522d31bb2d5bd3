"""Small drawing functions that compiled scenes carry with them.

Compiled code runs where only Manim is installed, so what a kind needs beyond Manim travels in the
file: the compiler copies the functions it uses, as they are written here, below the import line.
They are ordinary code, linted and tested like the rest. Nothing else in the backend calls them.
The colours and sizes they name come from `palette.py`, which the chosen theme replaces.
"""
