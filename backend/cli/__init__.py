"""The command line `scenewright`.

Owns words, tables, progress and exit codes. Does its work through `backend.client`, as any program
would, except for what needs no server (`render`, `scene`, `doctor`, `up`). Start at `app.py`.
"""
