"""Rate limits: how often a key may do a thing, counted in Redis and, when it is away, here.

Owns the counting rule (GCRA: a bucket that drains evenly) and its two stores. Knows nothing of
HTTP: `Decision` carries what an edge needs for its headers.
"""

from backend.services.rate_limits.limiter import (
    Decision,
    FallbackLimiter,
    Limiter,
    LimiterAwayError,
    MemoryLimiter,
    Rate,
)
from backend.services.rate_limits.redis_limiter import RedisLimiter

__all__ = [
    "Decision",
    "FallbackLimiter",
    "Limiter",
    "LimiterAwayError",
    "MemoryLimiter",
    "Rate",
    "RedisLimiter",
]
