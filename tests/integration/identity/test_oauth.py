"""Sign-in through a provider: a real one on loopback, held to the rules and breaking them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest
from fastapi import FastAPI
from typing_extensions import override

from backend.api.auth import AuthOptions, build_auth, router
from backend.api.errors import install_error_handlers
from backend.services.identity.oauth import FLOW_SECONDS
from backend.services.identity.providers import Provider
from backend.services.rate_limits import MemoryLimiter
from backend.testing.clock import FakeClock
from backend.testing.identity_store import FakeIdentityStore
from backend.testing.ids import FakeIds
from backend.testing.mailer import FakeMailer
from backend.testing.oidc_provider import CLIENT_SECRET, Claims, OidcProvider, a_key, oidc_provider

GITHUB = Provider(id="github", client_id="gh-app", client_secret=CLIENT_SECRET)


@pytest.fixture
def there(clock: FakeClock) -> Iterator[OidcProvider]:
    with oidc_provider(clock) as provider:
        yield provider


class Github(httpx.AsyncBaseTransport):
    """GitHub's four addresses; everything else goes over the network, to loopback."""

    def __init__(self) -> None:
        self.app = "gh-app"
        self.emails: list[Claims] = [
            {"email": "old@example.com", "verified": True, "primary": False},
            {"email": "grace@example.com", "verified": True, "primary": True},
        ]
        self._network = httpx.AsyncHTTPTransport()

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.host not in {"github.com", "api.github.com"}:
            return await self._network.handle_async_request(request)
        path = request.url.path
        if path == "/login/oauth/access_token":
            return httpx.Response(200, json={"access_token": "gho_1"})
        if path == "/user/emails":
            return httpx.Response(200, json=self.emails)
        if path == f"/applications/{self.app}/token" and request.headers.get("authorization"):
            return httpx.Response(200, json={"user": {"id": 7, "login": "grace", "name": None}})
        return httpx.Response(404)


@pytest.fixture
def github() -> Github:
    return Github()


@pytest.fixture
async def browser(
    tmp_path: Path, clock: FakeClock, there: OidcProvider, github: Github
) -> AsyncIterator[httpx.AsyncClient]:
    school = Provider(
        id="school",
        client_id=there.client_id,
        client_secret=there.client_secret,
        issuer=there.issuer,
    )
    options = AuthOptions(
        keys_folder=tmp_path / "keys",
        letters_folder=tmp_path / "letters",
        public_url="https://api.test",
        web_url="https://app.test",
        create_missing_keys=True,
        providers=(school, GITHUB),
    )
    async with httpx.AsyncClient(transport=github) as http:
        app = FastAPI()
        install_error_handlers(app)
        app.include_router(router)
        app.state.auth = build_auth(
            options,
            FakeIdentityStore(clock),
            limiter=MemoryLimiter(clock),
            clock=clock,
            ids=FakeIds(),
            mailer=FakeMailer(),
            http=http,
        )
        transport = httpx.ASGITransport(app=app, client=("203.0.113.5", 5000))
        async with httpx.AsyncClient(transport=transport, base_url="https://api.test") as client:
            yield client


async def go(browser: httpx.AsyncClient, return_to: str = "/library") -> str:
    """Begin, say yes at the provider, and answer where the browser comes back."""
    begun = await browser.get("/auth/oauth/school", params={"returnTo": return_to})
    assert begun.status_code == 302
    async with httpx.AsyncClient() as person:
        said = await person.get(begun.headers["location"])
    return said.headers["location"]


async def me(browser: httpx.AsyncClient) -> dict[str, Any]:
    """Who is signed in, by the cookie alone."""
    answer = await browser.post("/auth/refresh")
    assert answer.status_code == 200, answer.text
    return answer.json()["user"]


@pytest.mark.requirement("identity:provider:code-flow")
async def test_a_person_signs_in_through_a_provider_and_lands_where_they_wanted(
    browser: httpx.AsyncClient,
) -> None:
    ended = await browser.get(await go(browser))
    assert (ended.status_code, ended.headers["location"]) == (302, "https://app.test/library")
    person = await me(browser)
    assert (person["email"], person["name"], person["provider"]) == (
        "ada@example.com", "Ada", "school",
    )  # fmt: skip


async def test_the_same_person_finds_the_same_account_under_a_new_address(
    browser: httpx.AsyncClient, there: OidcProvider
) -> None:
    await browser.get(await go(browser))
    first = await me(browser)
    there.person = {**there.person, "email": "ada@new.example"}
    await browser.get(await go(browser))
    assert (await me(browser))["externalId"] == first["externalId"]


@pytest.mark.requirement("identity:provider:code-flow")
async def test_the_question_carries_state_nonce_and_a_challenge_and_no_secret(
    browser: httpx.AsyncClient, there: OidcProvider
) -> None:
    begun = await browser.get("/auth/oauth/school")
    asked = parse_qs(urlsplit(begun.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len({asked[name][0] for name in ("state", "nonce", "code_challenge")}) == 3
    assert there.client_secret not in begun.headers["location"]
    cookie = begun.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert "SameSite=lax" in cookie
    assert asked["state"][0] not in cookie
    again = await browser.get("/auth/oauth/school")
    assert parse_qs(urlsplit(again.headers["location"]).query)["state"] != asked["state"]


@pytest.mark.requirement("identity:provider:code-flow")
@pytest.mark.parametrize(
    "case", ["no cookie", "other state", "too late", "other provider", "used code", "no code"]
)
async def test_what_this_browser_did_not_begin_just_now_is_refused(
    browser: httpx.AsyncClient, clock: FakeClock, there: OidcProvider, case: str
) -> None:
    back = await go(browser)
    match case:
        case "no cookie":
            browser.cookies.clear()
        case "other state":
            back = back.replace("state=", "state=x")
        case "too late":
            clock.advance(FLOW_SECONDS + 1)
        case "other provider":
            back = back.replace("/school/", "/github/")
        case "used code":
            there.codes.clear()
        case _:
            back = back.replace("code=", "nothing=")
    answer = await browser.get(back)
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.provider_refused")
    assert (await browser.post("/auth/refresh")).status_code == 401


HARMS: dict[str, Claims] = {
    "nonce": {"nonce": "of another sign-in"},
    "audience": {"aud": "another-app"},
    "issuer": {"iss": "https://evil.example"},
    "expired": {"exp": 1},
    "old": {"iat": 1},
    "unverified": {"email_verified": False},
    "nobody": {"sub": ""},
    "no address": {"email": None},
}


@pytest.mark.requirement("identity:provider:code-flow")
@pytest.mark.parametrize("name", HARMS)
async def test_an_id_token_that_does_not_hold_signs_nobody_in(
    browser: httpx.AsyncClient, there: OidcProvider, name: str
) -> None:
    there.harm = lambda claims: {**claims, **HARMS[name]}
    answer = await browser.get(await go(browser))
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.provider_refused")


@pytest.mark.requirement("identity:provider:code-flow")
@pytest.mark.parametrize("how", ["none", "shared secret", "another key", "unknown key id"])
async def test_a_forged_id_token_signs_nobody_in(
    browser: httpx.AsyncClient, there: OidcProvider, how: str
) -> None:
    header = {"kid": "first"}
    match how:
        case "none":
            there.sign = lambda claims: jwt.encode(claims, "", algorithm="none", headers=header)
        case "shared secret":
            secret = there.client_secret.ljust(32, "-")
            there.sign = lambda claims: jwt.encode(claims, secret, "HS256", headers=header)
        case "another key":
            other = a_key("another")
            there.sign = lambda claims: jwt.encode(claims, other, "RS256", headers=header)
        case _:
            there.kid = "second"
    assert (await browser.get(await go(browser))).status_code == 401


@pytest.mark.parametrize(
    "return_to", ["https://evil.example", "//evil.example", "/\\evil.example", "evil"]
)
async def test_nobody_is_sent_to_another_host(browser: httpx.AsyncClient, return_to: str) -> None:
    ended = await browser.get(await go(browser, return_to))
    assert ended.headers["location"] == "https://app.test/"


async def test_a_provider_that_calls_itself_something_else_is_refused(
    browser: httpx.AsyncClient, there: OidcProvider
) -> None:
    there.issuer = there.issuer.replace("127.0.0.1", "localhost")
    assert (await browser.get("/auth/oauth/school")).status_code == 401


async def test_what_is_not_configured_is_refused_and_what_is_is_listed(
    browser: httpx.AsyncClient,
) -> None:
    assert (await browser.get("/auth/oauth/google")).status_code == 401
    assert (await browser.get("/auth/oauth")).json() == {"providers": ["github", "school"]}


@pytest.mark.requirement("identity:provider:web-tokens")
async def test_the_web_app_hands_over_the_tokens_it_got(
    browser: httpx.AsyncClient, there: OidcProvider
) -> None:
    body = {"provider": "school", "idToken": there.id_token("the web app's"), "delivery": "body"}
    answer = await browser.post("/auth/oauth", json=body)
    assert answer.status_code == 200
    assert answer.json()["refreshToken"]
    there.harm = lambda claims: {**claims, "aud": "another-app"}
    body["idToken"] = there.id_token(None)
    assert (await browser.post("/auth/oauth", json=body)).status_code == 401


@pytest.mark.requirement("identity:provider:web-tokens")
async def test_github_vouches_by_an_access_token_of_our_own_app(
    browser: httpx.AsyncClient, github: Github
) -> None:
    body = {"provider": "github", "accessToken": "gho_1", "delivery": "body"}
    answer = await browser.post("/auth/oauth", json=body)
    assert answer.json()["user"]["email"] == "grace@example.com"
    github.app = "another-app"
    assert (await browser.post("/auth/oauth", json=body)).status_code == 401
    github.app, github.emails = "gh-app", [{"email": "x@y.z", "verified": False, "primary": True}]
    assert (await browser.post("/auth/oauth", json=body)).status_code == 401


async def test_github_signs_in_by_its_own_pages(browser: httpx.AsyncClient) -> None:
    begun = await browser.get("/auth/oauth/github")
    asked = parse_qs(urlsplit(begun.headers["location"]).query)
    path = f"/auth/oauth/github/callback?code=x&state={asked['state'][0]}"
    assert (await browser.get(path)).status_code == 302
    assert (await me(browser))["provider"] == "github"
