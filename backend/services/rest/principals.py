"""Who a program is: an API key or an access token becomes a user, scopes and a short token."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from backend.services.identity.errors import InvalidTokenError
from backend.services.identity.store import Account, Role
from backend.services.identity.tokens import TokenIssuer
from backend.services.rate_limits import Rate
from backend.services.rest.errors import InvalidKeyError

Scope = Literal["read", "edit", "webhooks", "account", "admin"]
KEY_SCOPES: frozenset[Scope] = frozenset({"read", "edit", "webhooks"})
PERSON_SCOPES: frozenset[Scope] = frozenset({*KEY_SCOPES, "account"})
PERSON_RATE = Rate(limit=300, window_seconds=60)

_TOKEN_SECONDS = 300
_CHECKSUM_LENGTH = 6
_KEY_SHAPE = re.compile(r"sw_[0-9A-Za-z]{8}_[0-9A-Za-z]{40,60}")


@dataclass(frozen=True, kw_only=True)
class Principal:
    """Who is calling and with what; `token` acts as the user in Convex."""

    id: str
    external_id: str
    role: Role
    scopes: frozenset[Scope]
    rate: Rate
    token: str


class ServerRoutesPort(Protocol):
    """Calls a signed `/server/<name>` route of Convex."""

    async def call(self, name: str, args: Mapping[str, object]) -> Mapping[str, object]:
        """The route's answer."""
        ...


class _Key(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore")
    api_key_id: str
    external_id: str
    scopes: tuple[str, ...]
    rate_per_minute: float
    role: Role = "user"


class _Resolved(BaseModel):
    key: _Key | None = None


def checksum_of(text: str) -> str:
    """The letters that end a key, as `convex/lib/secrets.ts` makes them of the others."""
    return hashlib.sha256(text.encode()).hexdigest()[:_CHECKSUM_LENGTH]


def has_checksum(key: str) -> bool:
    """Whether the last letters follow from the others; saves a look-up for what was made up."""
    text, checksum = key[:-_CHECKSUM_LENGTH], key[-_CHECKSUM_LENGTH:]
    return checksum == checksum_of(text)


class Principals:
    """Recognises keys and tokens. Keys are looked up every time, so a revoked one ends at once."""

    def __init__(self, routes: ServerRoutesPort, tokens: TokenIssuer) -> None:
        self._routes = routes
        self._tokens = tokens

    async def recognise(self, credential: str) -> Principal:
        """The principal of a bearer credential.

        Raises:
            InvalidKeyError: it looks like a key and is none of ours, or no longer.
            InvalidTokenError: it is an access token that does not hold.
        """
        if _KEY_SHAPE.fullmatch(credential) is not None:
            if not has_checksum(credential):
                message = "This is no API key of ours; is it whole?"
                raise InvalidKeyError(message)
            return await self._by_key(credential)
        if credential.count(".") != 2:  # noqa: PLR2004 - a JWT has three parts
            message = "This is neither an API key nor an access token."
            raise InvalidTokenError(message)
        return self._by_token(credential)

    async def _by_key(self, key: str) -> Principal:
        digest = hashlib.sha256(key.encode()).hexdigest()
        answer = await self._routes.call("apiKeys.resolve", {"keyHash": digest})
        found = _Resolved.model_validate(answer).key
        if found is None:
            message = "The API key is unknown, expired or revoked."
            raise InvalidKeyError(message)
        account = Account(
            external_id=found.external_id, email="", name="", role=found.role, password_hash=None
        )
        # A key never carries the admin role: it may leak where a sign-in would not.
        return Principal(
            id=f"key:{found.api_key_id}",
            external_id=found.external_id,
            role="user",
            scopes=frozenset(scope for scope in KEY_SCOPES if scope in found.scopes),
            rate=Rate(limit=max(1, int(found.rate_per_minute)), window_seconds=60),
            token=self._tokens.mint(account, lifetime_seconds=_TOKEN_SECONDS).value,
        )

    def _by_token(self, token: str) -> Principal:
        caller = self._tokens.verify(token)
        admin: frozenset[Scope] = frozenset({"admin"}) if caller.role == "admin" else frozenset()
        return Principal(
            id=f"user:{caller.external_id}",
            external_id=caller.external_id,
            role=caller.role,
            scopes=PERSON_SCOPES | admin,
            rate=PERSON_RATE,
            token=token,
        )
