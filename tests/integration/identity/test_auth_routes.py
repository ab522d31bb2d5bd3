"""`/auth` over HTTP: cookies, bodies, status codes and what a stranger can learn."""

from collections.abc import Mapping

import httpx
import jwt
import pytest
from jwt import PyJWK

from backend.api.auth import AuthState
from backend.testing.clock import FakeClock
from backend.testing.mailer import FakeMailer

PASSWORD = "correct horse battery"  # noqa: S105 - a password of the tests
NEW_PASSWORD = "another horse battery"  # noqa: S105 - a password of the tests
ADA: Mapping[str, str] = {"email": "ada@example.com", "password": PASSWORD}
COOKIE = "__Host-scenewright-refresh"


async def register(client: httpx.AsyncClient, **extra: str) -> httpx.Response:
    answer = await client.post("/auth/register", json={**ADA, "name": "Ada", **extra})
    assert answer.status_code == 201, answer.text
    return answer


def bearer(answer: httpx.Response) -> dict[str, str]:
    return {"Authorization": f"Bearer {answer.json()['accessToken']}"}


@pytest.mark.requirement("identity:refresh:cookie")
async def test_a_browser_gets_its_refresh_token_only_in_a_hardened_cookie(
    client: httpx.AsyncClient,
) -> None:
    answer = await register(client)
    assert answer.json()["refreshToken"] is None
    assert answer.headers["cache-control"] == "no-store"
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(COOKIE.lower() + "=")
    for attribute in ("httponly", "secure", "samesite=strict", "path=/"):
        assert attribute in cookie
    assert "domain" not in cookie


async def test_a_cookie_is_refreshed_into_a_cookie_and_never_into_the_body(
    client: httpx.AsyncClient,
) -> None:
    first = await register(client)
    answer = await client.post("/auth/refresh")
    assert answer.status_code == 200
    assert answer.json()["refreshToken"] is None
    assert answer.cookies[COOKIE] != first.cookies[COOKIE]


async def test_a_server_gets_its_refresh_token_in_the_body(client: httpx.AsyncClient) -> None:
    first = (await register(client, delivery="body")).json()
    assert client.cookies.get(COOKIE) is None
    answer = await client.post("/auth/refresh", json={"refreshToken": first["refreshToken"]})
    assert answer.status_code == 200
    assert answer.json()["refreshToken"] not in {None, first["refreshToken"]}
    assert answer.json()["user"]["email"] == "ada@example.com"


async def test_a_reused_refresh_token_is_refused(
    client: httpx.AsyncClient, clock: FakeClock
) -> None:
    first = (await register(client, delivery="body")).json()
    body = {"refreshToken": first["refreshToken"]}
    await client.post("/auth/refresh", json=body)
    clock.advance(60)
    answer = await client.post("/auth/refresh", json=body)
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.invalid_session")


async def test_signing_out_forgets_the_cookie(client: httpx.AsyncClient) -> None:
    await register(client)
    assert (await client.post("/auth/logout")).status_code == 204
    assert client.cookies.get(COOKIE) is None
    assert (await client.post("/auth/refresh")).status_code == 401
    assert (await client.post("/auth/logout")).status_code == 204


@pytest.mark.requirement("identity:local-user:loopback-only")
async def test_the_local_user_signs_in_on_the_machine_itself(
    local_client: httpx.AsyncClient,
) -> None:
    answer = await local_client.post("/auth/local", json={"delivery": "body"})
    assert answer.status_code == 200
    assert answer.json()["user"]["externalId"] == "local-user"
    assert answer.json()["refreshToken"]


@pytest.mark.requirement("identity:local-user:loopback-only")
@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-for": "203.0.113.9"},
        {"forwarded": "for=203.0.113.9"},
        {"host": "evil.example"},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
    ],
    ids=["proxy", "proxy-standard", "rebinding", "foreign-page", "foreign-fetch"],
)
async def test_the_local_user_is_refused_through_proxies_rebinding_and_foreign_pages(
    local_client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    answer = await local_client.post("/auth/local", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "auth.local_user_refused")


@pytest.mark.requirement("identity:local-user:loopback-only")
async def test_the_local_user_is_refused_from_elsewhere(client: httpx.AsyncClient) -> None:
    answer = await client.post("/auth/local", headers={"host": "127.0.0.1:8000"})
    assert answer.status_code == 403


async def test_tokens_verify_against_the_published_keys_alone(client: httpx.AsyncClient) -> None:
    token = (await register(client)).json()["accessToken"]
    configuration = (await client.get("/.well-known/openid-configuration")).json()
    assert configuration["jwks_uri"] == "https://api.test/.well-known/jwks.json"
    published = (await client.get("/.well-known/jwks.json")).json()["keys"]
    kid = jwt.get_unverified_header(token)["kid"]
    key = next(PyJWK(entry) for entry in published if entry["kid"] == kid)
    claims = jwt.decode(
        token,
        key,
        algorithms=["ES256"],
        audience="scenewright",
        issuer=configuration["issuer"],
        options={"verify_exp": False, "verify_iat": False},
    )
    assert claims["email"] == "ada@example.com"


async def test_throttled_sign_ins_say_when_to_return(client: httpx.AsyncClient) -> None:
    for _ in range(10):
        await client.post("/auth/login", json={**ADA, "password": "wrong"})
    answer = await client.post("/auth/login", json=ADA)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.requirement("identity:reset:uniform")
async def test_asking_for_a_link_answers_alike_for_known_and_unknown(
    client: httpx.AsyncClient, mailer: FakeMailer
) -> None:
    await register(client)
    answers = [
        await client.post("/auth/forgot", json={"email": email})
        for email in ("ada@example.com", "nobody@example.com")
    ]
    assert [(a.status_code, a.content) for a in answers] == [(202, b"null"), (202, b"null")]
    resets = [letter.to for letter in mailer.letters if "/reset#" in (letter.link or "")]
    assert resets == ["ada@example.com"]


async def forget(client: httpx.AsyncClient, mailer: FakeMailer) -> str:
    await client.post("/auth/forgot", json={"email": "ada@example.com"})
    link = mailer.letters[-1].link or ""
    assert link.startswith("https://app.test/reset#token=")
    return link.partition("=")[2]


@pytest.mark.requirement("identity:reset:single-use")
async def test_a_reset_link_works_once_and_ends_every_sign_in(
    client: httpx.AsyncClient, mailer: FakeMailer
) -> None:
    laptop = (await register(client, delivery="body")).json()
    token = await forget(client, mailer)
    body = {"token": token, "password": NEW_PASSWORD}
    assert (await client.post("/auth/reset", json=body)).status_code == 204
    assert (await client.post("/auth/reset", json=body)).status_code == 400
    assert (await client.post("/auth/login", json=ADA)).status_code == 401
    signed_in = await client.post("/auth/login", json={**ADA, "password": NEW_PASSWORD})
    assert signed_in.status_code == 200
    refresh = {"refreshToken": laptop["refreshToken"]}
    assert (await client.post("/auth/refresh", json=refresh)).status_code == 401


@pytest.mark.requirement("identity:reset:single-use")
async def test_a_reset_link_expires_and_a_newer_one_replaces_it(
    client: httpx.AsyncClient, mailer: FakeMailer, clock: FakeClock
) -> None:
    await register(client)
    first = await forget(client, mailer)
    second = await forget(client, mailer)
    for token, wait in ((first, 0), (second, 3601)):
        clock.advance(wait)
        body = {"token": token, "password": NEW_PASSWORD}
        answer = await client.post("/auth/reset", json=body)
        assert answer.json()["code"] == "auth.invalid_reset_token"


async def test_a_weak_password_leaves_the_link_usable(
    client: httpx.AsyncClient, mailer: FakeMailer
) -> None:
    await register(client)
    token = await forget(client, mailer)
    weak = await client.post("/auth/reset", json={"token": token, "password": "short"})
    assert weak.json()["code"] == "auth.weak_password"
    strong = await client.post("/auth/reset", json={"token": token, "password": NEW_PASSWORD})
    assert strong.status_code == 204


async def test_the_profile_shows_and_changes_the_name(client: httpx.AsyncClient) -> None:
    head = bearer(await register(client))
    changed = await client.patch("/auth/me", json={"name": "Countess"}, headers=head)
    assert changed.json()["name"] == "Countess"
    assert (await client.get("/auth/me", headers=head)).json() == changed.json()
    assert "passwordHash" not in changed.json()


async def test_a_profile_change_cannot_reach_other_fields(client: httpx.AsyncClient) -> None:
    head = bearer(await register(client))
    answer = await client.patch("/auth/me", json={"name": "A", "role": "admin"}, headers=head)
    assert answer.status_code == 422


def confirmation(mailer: FakeMailer, to: str) -> str:
    """The token of the newest link that proves this address."""
    links = [one.link or "" for one in mailer.letters if one.to == to]
    found = [link for link in links if link.startswith("https://app.test/confirm#token=")]
    return found[-1].partition("=")[2]


@pytest.mark.requirement("identity:address:proved")
async def test_an_address_is_proved_by_a_link_that_works_once(
    client: httpx.AsyncClient, mailer: FakeMailer
) -> None:
    head = bearer(await register(client))
    me = (await client.get("/auth/me", headers=head)).json()
    assert me["emailVerified"] is False
    first = confirmation(mailer, "ada@example.com")
    assert (await client.post("/auth/me/email/proof", headers=head)).status_code == 202
    second = confirmation(mailer, "ada@example.com")
    replaced = await client.post("/auth/confirm", json={"token": first})
    assert (replaced.status_code, replaced.json()["code"]) == (400, "auth.invalid_link")
    done = await client.post("/auth/confirm", json={"token": second})
    assert (done.status_code, done.json()) == (200, {"email": "ada@example.com"})
    assert "set-cookie" not in done.headers
    assert (await client.get("/auth/me", headers=head)).json()["emailVerified"] is True
    assert (await client.post("/auth/confirm", json={"token": second})).status_code == 400
    letters = len(mailer.letters)
    await client.post("/auth/me/email/proof", headers=head)
    assert len(mailer.letters) == letters
    for token in ("", "v", "x" + second[1:], "c" + second[1:], second[:-1]):
        assert (await client.post("/auth/confirm", json={"token": token})).status_code == 400


@pytest.mark.requirement("identity:address:proved")
async def test_a_link_is_worth_a_day(
    client: httpx.AsyncClient, mailer: FakeMailer, clock: FakeClock
) -> None:
    await register(client)
    clock.advance(24 * 3600 + 1)
    late = {"token": confirmation(mailer, "ada@example.com")}
    assert (await client.post("/auth/confirm", json=late)).status_code == 400


@pytest.mark.requirement("identity:profile:proof")
@pytest.mark.requirement("identity:address:changed-by-link")
async def test_an_address_changes_when_its_new_owner_opens_the_link(
    client: httpx.AsyncClient, mailer: FakeMailer
) -> None:
    head = bearer(await register(client))
    old_reset = await forget(client, mailer)
    wrong = {"email": "new@example.com", "password": "wrong"}
    assert (await client.post("/auth/me/email", json=wrong, headers=head)).status_code == 401
    letters = len(mailer.letters)
    right = {"email": "New@Example.com", "password": PASSWORD}
    asked = await client.post("/auth/me/email", json=right, headers=head)
    assert (asked.status_code, asked.json()["email"]) == (200, "ada@example.com")
    told, proof = mailer.letters[letters:]
    assert (told.to, told.link, proof.to) == ("ada@example.com", None, "new@example.com")
    stale = confirmation(mailer, "ada@example.com")
    done = await client.post("/auth/confirm", json={"token": confirmation(mailer, proof.to)})
    assert done.json() == {"email": "new@example.com"}
    me = (await client.get("/auth/me", headers=head)).json()
    assert (me["email"], me["emailVerified"]) == ("new@example.com", True)
    assert (await client.post("/auth/login", json=ADA)).status_code == 401
    signed_in = await client.post("/auth/login", json={**ADA, "email": "new@example.com"})
    assert signed_in.status_code == 200
    # What lies in the mailbox that was left behind opens nothing any more.
    reset = {"token": old_reset, "password": NEW_PASSWORD}
    assert (await client.post("/auth/reset", json=reset)).status_code == 400
    assert (await client.post("/auth/confirm", json={"token": stale})).status_code == 400


@pytest.mark.requirement("identity:address:changed-by-link")
async def test_asking_for_an_address_says_nothing_of_its_owner(
    client: httpx.AsyncClient, mailer: FakeMailer
) -> None:
    await register(client, email="bob@example.com")
    head = bearer(await register(client))
    letters = len(mailer.letters)
    answers = [
        await client.post("/auth/me/email", json={"email": e, "password": PASSWORD}, headers=head)
        for e in ("bob@example.com", "nobody@example.com")
    ]
    assert answers[0].status_code == answers[1].status_code == 200
    assert answers[0].json() == answers[1].json()
    sent = [one.to for one in mailer.letters[letters:]]
    assert sent == ["ada@example.com", "ada@example.com", "nobody@example.com"]
    # Somebody opens an account there before the link is used.
    await register(client, email="nobody@example.com")
    links = [one.link for one in mailer.letters if one.subject == "Confirm your new address"]
    taken = {"token": (links[-1] or "").partition("=")[2]}
    assert (await client.post("/auth/confirm", json=taken)).status_code == 400


async def test_a_mailbox_gets_only_so_many_letters(client: httpx.AsyncClient) -> None:
    head = bearer(await register(client))
    body = {"email": "victim@example.com", "password": PASSWORD}
    codes = [
        (await client.post("/auth/me/email", json=body, headers=head)).status_code for _ in range(6)
    ]
    assert codes == [200] * 5 + [429]


@pytest.mark.requirement("identity:profile:proof")
async def test_changing_the_password_ends_other_sign_ins(client: httpx.AsyncClient) -> None:
    other = (await register(client, delivery="body")).json()
    mine = await client.post("/auth/login", json=ADA)
    body = {"currentPassword": PASSWORD, "password": NEW_PASSWORD}
    changed = await client.post("/auth/me/password", json=body, headers=bearer(mine))
    assert changed.status_code == 200
    refresh = {"refreshToken": other["refreshToken"]}
    assert (await client.post("/auth/refresh", json=refresh)).status_code == 401
    assert (await client.post("/auth/refresh")).status_code == 200


@pytest.mark.requirement("identity:account:deletion")
async def test_a_deleted_account_is_gone_with_its_tokens(client: httpx.AsyncClient) -> None:
    answer = await register(client)
    head = bearer(answer)
    refused = await client.post("/auth/me/delete", json={"password": "wrong"}, headers=head)
    assert refused.status_code == 401
    done = await client.post("/auth/me/delete", json={"password": PASSWORD}, headers=head)
    assert done.status_code == 202
    assert (await client.get("/auth/me", headers=head)).status_code == 401
    assert (await client.post("/auth/login", json=ADA)).status_code == 401


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer x", "Basic YTpi", "Bearer ñ"])
async def test_routes_of_the_owner_need_a_token(
    client: httpx.AsyncClient, header: str | None
) -> None:
    headers = [] if header is None else [(b"Authorization", header.encode("latin-1"))]
    answer = await client.get("/auth/me", headers=headers)
    assert answer.status_code == 401


async def test_the_local_user_is_an_admin_and_registered_people_are_not(
    client: httpx.AsyncClient, local_client: httpx.AsyncClient, auth: AuthState
) -> None:
    ada = (await register(client)).json()
    local = (await local_client.post("/auth/local")).json()
    assert auth.identity.tokens.verify(ada["accessToken"]).role == "user"
    assert auth.identity.tokens.verify(local["accessToken"]).role == "admin"
