"""Jobs: what Convex may ask for (`messages.py`), how one attempt is run (`run.py`).

Owns: the shapes of the signed bodies, the life of one attempt (claim, heartbeat, reports, stop).
Never does: the work itself; see `backend/services/pipeline`.
"""
