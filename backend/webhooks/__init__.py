"""Outbound webhooks: how an event is signed, when it is tried, where it may go and how it is sent.

Owns the four rules and nothing durable: the ledger of deliveries is Convex's. Knows no queue and no
settings. `signing.py`, `schedule.py`, `guard.py` and `delivery.py` each stand alone; the use case
that joins them is `backend/services/webhooks`.
"""
