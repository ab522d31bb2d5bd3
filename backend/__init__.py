"""The Python side of Scenewright.

Owns the HTTP edge, the workers and everything between a signed job and a rendered chunk.
Never keeps durable state: Convex does. Start at `backend/README.md`.
"""
