"""Objects: chunks, posters, sources and exports in any S3-compatible store.

Owns: keys, headers, write-once, checksums and the set-up of buckets.
Never does: decide which object is live (Convex does), render, or read settings
(`setup.py`, the command, is the one composition root here).
Look next: `port.py`, then `s3.py`; `keys.py` for addresses.
"""
