"""The HTTP edge.

Owns: routes, request ids, the error envelope, body caps, health, metrics, OpenAPI.
Never does: business. A route parses, calls one service and shapes the answer; it never imports
`backend.workers`, nor the inside of rendering.
Look next: `app.py` (composition root), `signed.py` (how a call from Convex is verified), `jobs.py`.
"""
