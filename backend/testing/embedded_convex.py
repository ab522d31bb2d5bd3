"""The embedded Convex for tests of what only calls it: jobs it dispatches go nowhere."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from backend.services.identity.keys import DEFAULT_AUDIENCE, DEFAULT_ISSUER, KeySet
from backend.testing import services

CALLBACK_SECRET = services.CALLBACK_SECRET
_NOWHERE = "http://127.0.0.1:9"


@dataclass(frozen=True)
class EmbeddedConvex:
    """Where it listens."""

    url: str
    site_url: str


@contextmanager
def embedded_convex(folder: Path, keys: KeySet) -> Generator[EmbeddedConvex]:
    """Run it for the block, with the product's own `convex/` folder."""
    variables = {
        **services.secrets(),
        "FASTAPI_BASE_URL": _NOWHERE,
        "AUTH_ISSUER": DEFAULT_ISSUER,
        "AUTH_AUDIENCE": DEFAULT_AUDIENCE,
        "AUTH_JWKS": keys.jwks_data_url(),
        "CHUNK_BASE_URL": f"{_NOWHERE}/chunks",
        "ALLOW_LOOPBACK_WEBHOOKS": "1",
    }
    with services.embedded_convex(folder, variables=variables) as (where, _part):
        yield EmbeddedConvex(url=where["CONVEX_URL"], site_url=where["CONVEX_SITE_URL"])
