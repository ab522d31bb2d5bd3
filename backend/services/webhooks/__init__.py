"""Outbound webhooks, the use case: claim what is due, try it, record how it went.

The ledger is Convex's: whoever claims holds a delivery for a lease, and a worker that dies between
sending and recording leaves it to be sent again under the same `webhook-id`. Start at
`dispatcher.py`; what is kept and asked is in `ledger.py`.
"""
