"""Identity: who is calling, proved by a password, a provider or a refresh token.

Owns accounts, password hashing, the ES256 keys, short access tokens and rotating refresh tokens.
Keeps nothing itself: rows live in Convex behind `store.IdentityStore`, counters in Redis behind
`backend.services.rate_limits.Limiter`. Never decides who may see which project: Convex does.
Start at `service.py`; key files and rotation are in `keys.py`.
"""
