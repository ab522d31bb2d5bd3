"""Export: a session's live chunks become one file.

Owns: joining by stream copy with exact counts, GIF and WebM, chapters, captions, and the order of
one export job.
Never does: choose which chunks are live (Convex lists them), or draw a frame itself.
Look next: `export_session.py`, then `joining.py`.
"""
