"""Short access tokens: made here, believed by Convex and by our own routes."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

import jwt

from backend.clock import Clock
from backend.ids import IdSource
from backend.services.identity.errors import InvalidTokenError
from backend.services.identity.keys import KeySet
from backend.services.identity.store import Account, Role

_LEEWAY_SECONDS = 5
_REFRESH_TOKEN_BYTES = 32
_REQUIRED = ["iss", "aud", "sub", "iat", "exp", "jti"]


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who an access token says is calling."""

    external_id: str
    email: str
    name: str
    role: Role


@dataclass(frozen=True, kw_only=True)
class AccessToken:
    """A signed token and how long it holds."""

    value: str
    expires_in_seconds: int


class TokenIssuer:
    """Mints and verifies ES256 access tokens, and derives refresh tokens."""

    def __init__(
        self,
        keys: KeySet,
        *,
        issuer: str,
        audience: str,
        lifetime_seconds: int,
        clock: Clock,
        ids: IdSource,
    ) -> None:
        self.keys = keys
        self.issuer = issuer
        self.audience = audience
        self._lifetime_seconds = lifetime_seconds
        self._clock = clock
        self._ids = ids
        self._successor_key = _successor_key(keys)

    def mint(self, account: Account, *, lifetime_seconds: int | None = None) -> AccessToken:
        """A token that acts as this account until it expires."""
        now_s = self._clock.now_ms() // 1000
        lifetime = lifetime_seconds or self._lifetime_seconds
        claims = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": account.external_id,
            "iat": now_s,
            "exp": now_s + lifetime,
            "jti": self._ids.uuid(),
            "email": account.email,
            "name": account.name,
            "role": account.role,
        }
        signed = jwt.encode(
            claims,
            self.keys.active.private_key,
            algorithm="ES256",
            headers={"kid": self.keys.active.kid},
        )
        return AccessToken(value=signed, expires_in_seconds=lifetime)

    def verify(self, token: str) -> Caller:
        """Who the token speaks for.

        Raises:
            InvalidTokenError: malformed, expired, signed by another key, or for someone else.
        """
        try:
            header = jwt.get_unverified_header(token)
            key = next(key for key in self.keys.published if key.kid == header.get("kid"))
            # The clock is ours, so PyJWT must not look at its own.
            claims: Mapping[str, object] = jwt.decode(
                token,
                key.private_key.public_key(),
                algorithms=["ES256"],
                issuer=self.issuer,
                audience=self.audience,
                options={"require": _REQUIRED, "verify_exp": False, "verify_iat": False},
            )
        except (jwt.PyJWTError, StopIteration) as error:
            message = "The access token does not hold."
            raise InvalidTokenError(message) from error
        self._check_time(claims)
        return Caller(
            external_id=str(claims["sub"]),
            email=str(claims.get("email", "")),
            name=str(claims.get("name", "")),
            role="admin" if claims.get("role") == "admin" else "user",
        )

    def _check_time(self, claims: Mapping[str, object]) -> None:
        now_s = self._clock.now_ms() / 1000
        expires, issued = claims.get("exp"), claims.get("iat")
        if not isinstance(expires, int) or not isinstance(issued, int):
            message = "The access token does not hold."
            raise InvalidTokenError(message)
        if now_s >= expires + _LEEWAY_SECONDS or issued > now_s + _LEEWAY_SECONDS:
            message = "The access token has expired."
            raise InvalidTokenError(message)

    def new_refresh_token(self) -> str:
        """An unpredictable token that starts a family."""
        return _text(self._ids.token(_REFRESH_TOKEN_BYTES))

    def successor_of(self, refresh_token: str) -> str:
        """The next token of the family.

        It is derived rather than drawn, so that a repeated refresh whose answer was lost gets
        the same successor; without the private key nobody can compute it from a stolen token.
        """
        digest = hmac.digest(self._successor_key, refresh_token.encode(), hashlib.sha256)
        return _text(digest)


def hash_of_token(token: str) -> str:
    """What a store keeps instead of a high-entropy token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _successor_key(keys: KeySet) -> bytes:
    secret = keys.active.private_key.private_numbers().private_value
    return hmac.digest(secret.to_bytes(32, "big"), b"scenewright refresh successor", hashlib.sha256)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
