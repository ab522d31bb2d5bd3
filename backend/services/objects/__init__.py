"""The store's upkeep: objects that nothing names any more are deleted.

Owns: listing, asking the ledger, deleting.
Never does: decide what is wanted (`convex/model/objects.ts` does).
Look next: `sweep.py`.
"""
