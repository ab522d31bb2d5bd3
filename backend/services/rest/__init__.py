"""The use cases behind REST `/v1`: acting as a user, waiting, idempotency, principals.

Owns how a program's call becomes calls of Convex's public functions as that user, so that there is
one set of ownership checks. Knows no HTTP server and decides nothing about ownership itself.
Start at `functions.py`; who is calling is settled in `principals.py`.
"""
