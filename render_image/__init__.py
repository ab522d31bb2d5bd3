"""The renderer that runs inside the sandbox: one job in, progress and one result out.

Owns: loading a scene file, stepping it exactly as Manim does, drawing and encoding its frames,
reusing chunks that were drawn before, and saying what went wrong.
Never: talks to the network, reads the environment, imports `backend`, or trusts a cached file
without checking it.
Look next: `README.md` for the picture, `__main__.py` for the life of the process, `job.py` and
`report.py` for the words it speaks with the outside.
"""
