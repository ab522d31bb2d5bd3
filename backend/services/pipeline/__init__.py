"""Making scenes: from words, code, a document, operations or a cut, to a proved chunk.

Owns: the order write → compile → render → mend → upload → report.
Never does: claim or heartbeat (`backend/services/jobs/run.py`), nor choose an author or a store.
Look next: `make_scene.py`, then `plan_session.py`.
"""
