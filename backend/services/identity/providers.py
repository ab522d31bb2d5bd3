"""Whom a sign-in provider vouches for: OpenID Connect by its rules, and GitHub by its own.

What a provider says is believed only when it was said to us: an ID token names our client id, an
access token of GitHub is checked to be of our app. An address that the provider has not verified
opens no account.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

import httpx
import jwt

from backend.clock import Clock
from backend.services.identity.errors import ProviderRefusedError

GOOGLE_ISSUER = "https://accounts.google.com"
_GITHUB = "https://github.com/login/oauth"
_GITHUB_API = "https://api.github.com"
# Signatures by a key pair only: a token must not choose one that its reader could have made.
_ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "RS512", "ES384", "EdDSA"]
_LEEWAY_SECONDS = 60
_AGE_SECONDS_MAX = 600
_DISCOVERY_SECONDS = 3600
_NEEDED = ("iss", "sub", "aud", "exp", "iat")


@dataclass(frozen=True, kw_only=True)
class Provider:
    """A provider by settings; without an issuer it is GitHub."""

    id: str
    client_id: str
    client_secret: str
    issuer: str | None = None


@dataclass(frozen=True, kw_only=True)
class Vouched:
    """Whom the provider vouches for."""

    provider: str
    subject: str
    email: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Granted:
    """What a code was exchanged for."""

    access_token: str | None
    id_token: str | None


class _Why(StrEnum):
    ID_MISSING = "no ID token"
    NOT_VERIFIED = "the address is not verified"
    FORGED = "the ID token does not hold"
    EXPIRED = "the ID token has expired"
    NOT_OF_NOW = "the ID token is not of now"
    NONCE = "the ID token answers another question"
    ACCESS_MISSING = "no access token"
    NO_USER = "no user"
    NO_ADDRESS = "no verified address"
    ISSUER = "the provider calls itself something else"
    NO_OBJECT = "no JSON object"
    NO_ANSWER = "no usable answer"
    SAID_NO = "the provider refused"


@dataclass(frozen=True, kw_only=True)
class _Endpoints:
    authorize: str
    token: str
    keys: str


class ProviderClient:
    """Talks to one provider."""

    def __init__(self, provider: Provider, http: httpx.AsyncClient, *, clock: Clock) -> None:
        self.provider = provider
        self._http = http
        self._clock = clock
        self._found: tuple[float, _Endpoints] | None = None

    async def authorize_url(
        self, *, redirect_uri: str, state: str, nonce: str, challenge: str
    ) -> str:
        """Where the browser goes to sign in there."""
        endpoints = await self._endpoints()
        is_github = self.provider.issuer is None
        query = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": redirect_uri,
            "scope": "read:user user:email" if is_github else "openid email profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return str(httpx.URL(endpoints.authorize).copy_merge_params(query))

    async def exchange(self, code: str, *, redirect_uri: str, verifier: str) -> Granted:
        """Trade the code that the browser brought for tokens.

        Raises:
            ProviderRefusedError: the provider does not take it.
        """
        endpoints = await self._endpoints()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": self.provider.client_id,
            "client_secret": self.provider.client_secret,
            "code_verifier": verifier,
        }
        answer = await self._ask("POST", endpoints.token, data=form)
        access, identity = answer.get("access_token"), answer.get("id_token")
        return Granted(
            access_token=access if isinstance(access, str) else None,
            id_token=identity if isinstance(identity, str) else None,
        )

    async def vouch(self, granted: Granted, *, nonce: str | None) -> Vouched:
        """Whom the tokens speak of; `nonce` is None when somebody else has checked it.

        Raises:
            ProviderRefusedError: they do not hold, or the address is not verified.
        """
        if self.provider.issuer is None:
            return await self._vouch_as_github(granted.access_token)
        if granted.id_token is None:
            raise _refused(_Why.ID_MISSING)
        claims = await self._read_id_token(granted.id_token, nonce=nonce)
        if claims.get("email_verified") is False:
            raise _refused(_Why.NOT_VERIFIED)
        return self._vouched(claims.get("sub"), claims.get("email"), claims.get("name"))

    async def _read_id_token(self, token: str, *, nonce: str | None) -> Mapping[str, object]:
        try:
            header = jwt.get_unverified_header(token)
            endpoints = await self._endpoints()
            keys = jwt.PyJWKSet.from_dict(dict(await self._ask("GET", endpoints.keys)))
            key = next(one for one in keys.keys if one.key_id == header.get("kid"))
            claims = cast(
                "dict[str, object]",
                jwt.decode(
                    token,
                    key.key,
                    algorithms=_ALGORITHMS,
                    audience=self.provider.client_id,
                    issuer=self.provider.issuer,
                    # Time is judged below, by our own clock.
                    options={"verify_exp": False, "verify_iat": False, "require": list(_NEEDED)},
                ),
            )
        except (jwt.PyJWTError, StopIteration) as error:
            raise _refused(_Why.FORGED) from error
        now_s = self._clock.now_ms() / 1000
        expires, made = claims["exp"], claims["iat"]
        if not isinstance(expires, int | float) or expires < now_s - _LEEWAY_SECONDS:
            raise _refused(_Why.EXPIRED)
        if not isinstance(made, int | float) or abs(now_s - made) > _AGE_SECONDS_MAX:
            raise _refused(_Why.NOT_OF_NOW)
        if nonce is not None and claims.get("nonce") != nonce:
            raise _refused(_Why.NONCE)
        return claims

    async def _vouch_as_github(self, access_token: str | None) -> Vouched:
        if access_token is None:
            raise _refused(_Why.ACCESS_MISSING)
        # An access token of another app would do for `/user` alike.
        checked = await self._ask(
            "POST",
            f"{_GITHUB_API}/applications/{self.provider.client_id}/token",
            auth=(self.provider.client_id, self.provider.client_secret),
            json={"access_token": access_token},
        )
        user = checked.get("user")
        if not isinstance(user, dict):
            raise _refused(_Why.NO_USER)
        person = cast("dict[str, object]", user)
        email = await self._github_email(access_token)
        return self._vouched(person.get("id"), email, person.get("name") or person.get("login"))

    async def _github_email(self, access_token: str) -> str | None:
        headers = {"Authorization": f"Bearer {access_token}"}
        answer = await self._send("GET", f"{_GITHUB_API}/user/emails", headers=headers)
        rows = cast("list[dict[str, object]]", answer if isinstance(answer, list) else [])
        good = [row for row in rows if row.get("verified") is True and row.get("primary") is True]
        return str(good[0]["email"]) if good else None

    def _vouched(self, subject: object, email: object, name: object) -> Vouched:
        if not subject or not isinstance(email, str) or not email:
            raise _refused(_Why.NO_ADDRESS)
        shown = name if isinstance(name, str) else ""
        return Vouched(
            provider=self.provider.id, subject=str(subject), email=email, name=shown[:100]
        )

    async def _endpoints(self) -> _Endpoints:
        issuer = self.provider.issuer
        if issuer is None:
            return _Endpoints(
                authorize=f"{_GITHUB}/authorize", token=f"{_GITHUB}/access_token", keys=""
            )
        now_s = self._clock.monotonic_s()
        if self._found is not None and self._found[0] > now_s:
            return self._found[1]
        told = await self._ask("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if told.get("issuer") != issuer:
            raise _refused(_Why.ISSUER)
        endpoints = _Endpoints(
            authorize=str(told["authorization_endpoint"]),
            token=str(told["token_endpoint"]),
            keys=str(told["jwks_uri"]),
        )
        self._found = (now_s + _DISCOVERY_SECONDS, endpoints)
        return endpoints

    async def _ask(self, method: str, url: str, **options: object) -> Mapping[str, object]:
        answer = await self._send(method, url, **options)
        if not isinstance(answer, dict):
            raise _refused(_Why.NO_OBJECT)
        return cast("dict[str, object]", answer)

    async def _send(self, method: str, url: str, **options: object) -> object:
        request = self._http.build_request(
            method,
            url,
            data=cast("dict[str, str] | None", options.get("data")),
            json=options.get("json"),
            headers={
                "Accept": "application/json",
                **cast("dict[str, str]", options.get("headers") or {}),
            },
        )
        auth = cast("tuple[str, str] | None", options.get("auth"))
        try:
            answer = await self._http.send(request, auth=auth, follow_redirects=False)
            if not answer.is_success:
                raise _refused(_Why.SAID_NO)
            return cast("object", answer.json())
        except (httpx.HTTPError, ValueError) as error:
            raise _refused(_Why.NO_ANSWER) from error


def _refused(why: _Why) -> ProviderRefusedError:
    return ProviderRefusedError("The sign-in provider does not vouch for this.", reason=why.value)
