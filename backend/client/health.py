"""Asks an API what it misses."""

import httpx
from pydantic import BaseModel, ValidationError

_TIMEOUT_SECONDS = 5.0


class _Dependency(BaseModel):
    ok: bool
    advice: str | None = None


class _Health(BaseModel):
    dependencies: dict[str, _Dependency]


async def ask_health(
    address: str, *, transport: httpx.AsyncBaseTransport | None = None
) -> dict[str, str] | None:
    """What is away and what to do about it; empty when all is well, None when nobody answers."""
    try:
        async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, transport=transport) as client:
            answer = await client.get(f"{address}/health/ready")
        health = _Health.model_validate_json(answer.content)
    except (httpx.HTTPError, ValidationError):
        return None
    return {name: row.advice or "" for name, row in health.dependencies.items() if not row.ok}
