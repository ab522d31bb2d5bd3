"""Sign-in through a provider: authorization code with PKCE, state and nonce.

```text
browser ─▶ /auth/oauth/{provider} ─▶ provider ─▶ /auth/oauth/{provider}/callback ─▶ the web app
              sealed cookie: state, nonce, verifier          state = cookie's, code + verifier
```

Nothing is kept here between the two: what the second needs travels in the browser's own cookie,
sealed, for ten minutes.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import serialization

from backend.clock import Clock
from backend.ids import IdSource
from backend.services.identity.errors import ProviderRefusedError
from backend.services.identity.keys import KeySet, SigningKey
from backend.services.identity.providers import Granted, ProviderClient, Vouched

FLOW_SECONDS = 600
_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Where the browser goes, and what it carries until it comes back."""

    url: str
    flow: str


@dataclass(frozen=True, kw_only=True)
class Finished:
    """Whom the provider vouches for, and where the person wanted to go."""

    vouched: Vouched
    return_to: str


class OAuth:
    """The flows of all configured providers."""

    def __init__(
        self,
        clients: Mapping[str, ProviderClient],
        keys: KeySet,
        *,
        clock: Clock,
        ids: IdSource,
        public_url: str,
    ) -> None:
        self._clients = clients
        self._seal = MultiFernet([_sealing_key(key) for key in (keys.active, *keys.published)])
        self._clock = clock
        self._ids = ids
        self._public_url = public_url.rstrip("/")

    @property
    def providers(self) -> list[str]:
        """The configured ones."""
        return sorted(self._clients)

    async def begin(self, provider: str, *, return_to: str) -> Begun:
        """Start a sign-in.

        Raises:
            ProviderRefusedError: the provider is not configured or does not answer.
        """
        client = self._client(provider)
        state, nonce, verifier = (_text(self._ids.token(_BYTES)) for _ in range(3))
        challenge = _text(hashlib.sha256(verifier.encode()).digest())
        url = await client.authorize_url(
            redirect_uri=self._callback(provider), state=state, nonce=nonce, challenge=challenge
        )
        flow = {
            "provider": provider,
            "state": state,
            "nonce": nonce,
            "verifier": verifier,
            "returnTo": return_to if _is_path(return_to) else "/",
            "until": self._clock.now_ms() + FLOW_SECONDS * 1000,
        }
        return Begun(url=url, flow=self._seal.encrypt(json.dumps(flow).encode()).decode())

    async def finish(self, provider: str, *, code: str, state: str, flow: str | None) -> Finished:
        """End a sign-in that this browser began.

        Raises:
            ProviderRefusedError: it began none, or another, or the provider does not vouch.
        """
        began = self._open(flow)
        known = str(began.get("state", ""))
        until = began.get("until")
        if (
            began.get("provider") != provider
            or not hmac.compare_digest(known.encode(), state.encode())
            or not isinstance(until, int)
            or until < self._clock.now_ms()
        ):
            message = "This browser did not begin this sign-in, or too long ago."
            raise ProviderRefusedError(message, reason="state")
        client = self._client(provider)
        granted = await client.exchange(
            code, redirect_uri=self._callback(provider), verifier=str(began["verifier"])
        )
        vouched = await client.vouch(granted, nonce=str(began["nonce"]))
        return Finished(vouched=vouched, return_to=str(began["returnTo"]))

    async def vouch(self, provider: str, granted: Granted) -> Vouched:
        """Whom tokens speak of that our web app got for us.

        Raises:
            ProviderRefusedError: the tokens are not for us, or do not hold.
        """
        return await self._client(provider).vouch(granted, nonce=None)

    def _client(self, provider: str) -> ProviderClient:
        client = self._clients.get(provider)
        if client is None:
            message = "This sign-in provider is not configured."
            raise ProviderRefusedError(message, reason="not_configured")
        return client

    def _callback(self, provider: str) -> str:
        return f"{self._public_url}/auth/oauth/{provider}/callback"

    def _open(self, flow: str | None) -> Mapping[str, object]:
        try:
            return cast("dict[str, object]", json.loads(self._seal.decrypt((flow or "").encode())))
        except (InvalidToken, ValueError):
            return {}


def _is_path(text: str) -> bool:
    """A path of the web app; anything that a browser could take for another host is none."""
    return text.startswith("/") and text[1:2] not in {"/", "\\"} and text.isprintable()


def _sealing_key(key: SigningKey) -> Fernet:
    raw = key.private_key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"scenewright.oauth|" + raw).digest()))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
