"""An OpenID Connect provider on loopback: discovery, keys, authorization and tokens, by the rules.

It holds its client to them too: a code works once, with the redirect address, the secret and the
PKCE verifier that belong to it. `harm` changes the claims of the next ID token.
"""

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from typing_extensions import override

from backend.clock import Clock

Claims = dict[str, Any]
CLIENT_SECRET = "kept-between-us"  # noqa: S105 - of this process only


@cache
def a_key(name: str) -> rsa.RSAPrivateKey:
    """A key of this name; making one is dear, so each name has the same for good."""
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class OidcProvider:
    """What it is asked for and whom it vouches for."""

    clock: Clock
    client_id: str = "scenewright-tests"
    client_secret: str = CLIENT_SECRET
    issuer: str = ""
    person: Claims = field(
        default_factory=lambda: {
            "sub": "ada-1", "email": "ada@example.com", "email_verified": True, "name": "Ada",
        }
    )  # fmt: skip
    harm: Callable[[Claims], Claims] = field(default=lambda claims: claims)
    sign: Callable[[Claims], str] | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    kid: str = "first"
    key: rsa.RSAPrivateKey = field(default_factory=lambda: a_key("own"))

    def authorize(self, query: dict[str, str]) -> str:
        """The person says yes at once: where the browser goes back to."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def exchange(self, form: dict[str, str]) -> tuple[int, Claims]:
        """An ID token for a code."""
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or asked.get("code_challenge_method") != "S256"
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form.get("redirect_uri")
            or (form.get("client_id"), form.get("client_secret"))
            != (self.client_id, self.client_secret)
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "unused", "id_token": self.id_token(asked.get("nonce"))}

    def id_token(self, nonce: str | None) -> str:
        """A signed token about the person."""
        now_s = self.clock.now_ms() // 1000
        claims: Claims = {
            "iss": self.issuer,
            "aud": self.client_id,
            "iat": now_s,
            "exp": now_s + 300,
            "nonce": nonce,
            **self.person,
        }
        harmed = self.harm(claims)
        if self.sign is not None:
            return self.sign(harmed)
        return jwt.encode(harmed, self.key, algorithm="RS256", headers={"kid": self.kid})

    def keys(self) -> Claims:
        """The public half."""
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "first", "use": "sig", "alg": "RS256"}]}

    def discovery(self) -> Claims:
        """Where everything is."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }


@contextmanager
def oidc_provider(clock: Clock) -> Generator[OidcProvider]:
    """A provider for as long as the block runs."""
    provider = OidcProvider(clock)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(_flat(parts.query)))
                self.end_headers()
                return
            known = {
                "/.well-known/openid-configuration": provider.discovery,
                "/keys": provider.keys,
            }
            self._answer(200, known[parts.path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self._answer(*provider.exchange(_flat(body)))

        def _answer(self, status: int, value: Claims) -> None:
            raw = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
