"""The Celery edge.

Owns: the queue's settings, the tasks' names and queues, figures and signals of the worker process.
Never does: the work (services do), nor decide about retries (Convex's ledger does).
Look next: `app.py` (composition root), `door.py` (the only way to declare a task), `tasks.py`.
"""
