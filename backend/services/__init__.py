"""Use cases: what the product does, without HTTP and without a queue.

Owns: accepting jobs, running them, exporting, delivering, signing people in.
Never does: import FastAPI, Celery or settings; everything is passed in.
Look next: `jobs/` (accept and run), `pipeline/` (make a scene), `export/`.
"""
