"""The gate before every route: credentials, scopes, limits, once-only calls, validators."""

from collections.abc import Mapping

import httpx
import pytest

from backend.convex_client.errors import ConvexUnavailableError
from backend.services.rest.errors import ConvexRefusal, refusal_of
from backend.testing.rest import PROJECT_ID, RestWorld, a_project

ADDRESS = f"/projects/{PROJECT_ID}"


def bearer(credential: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {credential}"}


async def test_a_key_acts_as_its_owner_through_a_short_token(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    assert (await client.get(ADDRESS)).status_code == 200
    call = world.door.calls[-1]
    assert (call.external_id, call.path) == ("user_ada", "projects:get")


async def test_fields_that_are_not_documented_stay_inside(client: httpx.AsyncClient) -> None:
    answer = (await client.get(ADDRESS)).json()
    assert answer["id"] == PROJECT_ID
    assert not {"ownerId", "_id", "_creationTime"} & set(answer)


@pytest.mark.parametrize("header", ["", "Basic YTpi", "Bearer", "Bearer nonsense", "Bearer a.b.c"])
async def test_what_is_no_credential_is_refused_alike(
    client: httpx.AsyncClient, header: str
) -> None:
    answer = await client.get(ADDRESS, headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert set(answer.json()) == {"error", "code", "details", "request_id"}


@pytest.mark.requirement("rest:keys:revoked-at-once")
async def test_a_revoked_key_is_refused_from_its_next_use_on(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    key = world.key("read")
    assert (await client.get(ADDRESS, headers=bearer(key))).status_code == 200
    world.revoke(key)
    answer = await client.get(ADDRESS, headers=bearer(key))
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.invalid_key")


async def test_a_key_without_the_scope_changes_nothing(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    answer = await client.post("/projects", json={"title": "A"}, headers=bearer(world.key("read")))
    assert (answer.status_code, answer.json()["code"]) == (403, "auth.missing_scope")
    assert world.door.calls == []


@pytest.mark.requirement("rest:keys:never-admin")
async def test_a_key_of_an_admin_is_no_admin_and_makes_no_keys(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    """A key may leak where a sign-in would not."""
    for row in world.routes.keys.values():
        assert isinstance(row, dict)
        row["role"] = "admin"
    for address in ("/admin/overview", "/api-keys"):
        assert (await client.get(address)).status_code == 403
    admin = bearer(world.token(role="admin"))
    assert (await client.get("/admin/operations", headers=admin)).json()["queues"] == [
        {"name": "author", "waiting": 0},
        {"name": "render", "waiting": 2},
    ]


@pytest.mark.requirement("rest:limits:headers")
async def test_every_answer_says_how_much_is_left_and_a_refusal_when_to_return(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    head = bearer(world.key("read", owner="user_bob", rate=2))
    answers = [await client.get(ADDRESS, headers=head) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["ratelimit-remaining"] for answer in answers] == ["1", "0", "0"]
    assert answers[2].headers["ratelimit-limit"] == "2"
    assert answers[2].json()["code"] == "limit.rate"
    wait = int(answers[2].headers["retry-after"])
    world.clock.advance(wait)
    assert (await client.get(ADDRESS, headers=head)).status_code == 200


@pytest.mark.requirement("rest:idempotency:once")
async def test_the_same_key_and_request_has_one_effect_and_one_answer(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    head = {"Idempotency-Key": "build-7"}
    first = await client.post("/projects", json={"title": "A"}, headers=head)
    calls = len(world.door.calls)
    again = await client.post("/projects", json={"title": "A"}, headers=head)
    assert (
        (again.status_code, again.json())
        == (first.status_code, first.json())
        == (
            201,
            again.json(),
        )
    )
    assert again.headers["idempotency-replayed"] == "true"
    assert len(world.door.calls) == calls
    made = next(call for call in world.door.calls if call.path == "projects:create")
    assert str(made.args["clientRequestId"]).startswith("rest-")


@pytest.mark.requirement("rest:idempotency:once")
async def test_the_same_key_with_another_request_is_refused(client: httpx.AsyncClient) -> None:
    head = {"Idempotency-Key": "build-7"}
    await client.post("/projects", json={"title": "A"}, headers=head)
    answer = await client.post("/projects", json={"title": "B"}, headers=head)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency.key_reused")


async def test_two_people_may_use_the_same_idempotency_key(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    for owner in ("user_ada", "user_bob"):
        head = {"Idempotency-Key": "1", **bearer(world.key("edit", owner=owner))}
        answer = await client.post("/projects", json={"title": owner}, headers=head)
        assert answer.status_code == 201


async def test_a_failed_first_call_leaves_the_key_free(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    def away(_user: str, _args: Mapping[str, object]) -> object:
        message = "away"
        raise ConvexUnavailableError(message)

    works = world.door.script["projects:create"]
    world.door.script["projects:create"] = away
    head = {"Idempotency-Key": "build-7"}
    failed = await client.post("/projects", json={"title": "A"}, headers=head)
    assert failed.status_code == 503
    assert int(failed.headers["retry-after"]) > 0
    world.door.script["projects:create"] = works
    assert (await client.post("/projects", json={"title": "A"}, headers=head)).status_code == 201


@pytest.mark.requirement("rest:idempotency:secrets")
async def test_an_answer_with_a_secret_is_not_kept_for_replay(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    world.door.script["webhooks:createEndpoint"] = lambda _user, _args: {
        "endpointId": "e" * 32,
        "secret": "whsec_x",
    }
    head = {"Idempotency-Key": "hook-1"}
    body = {"url": "https://example.com/hook", "events": ["*"]}
    first = await client.post("/webhooks/endpoints", json=body, headers=head)
    again = await client.post("/webhooks/endpoints", json=body, headers=head)
    assert "whsec_x" in first.text
    assert (again.status_code, again.json()["code"]) == (409, "idempotency.secret_shown")
    assert "whsec_x" not in again.text


@pytest.mark.requirement("rest:etag:unchanged")
async def test_an_unchanged_thing_is_answered_without_a_body(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    tag = (await client.get(ADDRESS)).headers["etag"]
    same = await client.get(ADDRESS, headers={"If-None-Match": f'"other", {tag}'})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    world.door.script["projects:get"] = lambda _user, _args: a_project(title="Algebra")
    changed = await client.get(ADDRESS, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


async def test_refusals_of_convex_keep_their_code_and_get_their_status(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    def limited(_user: str, _args: Mapping[str, object]) -> object:
        details = {"limit": 500, "retryAfterSeconds": 60}
        raise refusal_of(ConvexRefusal("limit.renders_per_day", "Used up.", details))

    world.door.script["projects:create"] = limited
    answer = await client.post("/projects", json={"title": "A"})
    assert (answer.status_code, answer.json()["code"]) == (429, "limit.renders_per_day")
    assert answer.json()["details"]["limit"] == 500
    assert answer.headers["retry-after"] == "60"


@pytest.mark.parametrize("text", ["x", "a" * 99, "..%2F..", "é" * 32, "a-b" * 10])
async def test_what_is_no_id_is_not_there(
    client: httpx.AsyncClient, world: RestWorld, text: str
) -> None:
    answer = await client.get(f"/projects/{text}")
    assert (answer.status_code, world.door.calls) == (404, [])


async def test_pages_follow_one_another_and_cursors_belong_to_their_list(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    def page(_user: str, args: Mapping[str, object]) -> object:
        options = args["paginationOpts"]
        assert isinstance(options, dict)
        ended = options["cursor"] is not None
        return {"page": [a_project()], "isDone": ended, "continueCursor": "raw"}

    world.door.script["projects:list"] = page
    first = (await client.get("/projects", params={"limit": 1})).json()
    second = (await client.get("/projects", params={"cursor": first["nextCursor"]})).json()
    assert second["nextCursor"] is None
    for cursor in ("nonsense", "a===", first["nextCursor"]):
        answer = await client.get("/sessions", params={"cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "request.bad_cursor")


async def test_unknown_fields_are_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/projects", json={"title": "A", "ownerId": "x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")


@pytest.mark.requirement("rest:keys:checksum")
async def test_a_key_with_a_slip_is_refused_without_a_look_up(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    key = world.key("read")
    slipped = key[:20] + ("x" if key[20] != "x" else "y") + key[21:]
    answer = await client.get(ADDRESS, headers=bearer(slipped))
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.invalid_key")
    assert world.routes.asked == 0
    assert (await client.get(ADDRESS, headers=bearer(key))).status_code == 200
    assert world.routes.asked == 1


@pytest.mark.requirement("rest:writes:if-match")
async def test_a_write_with_if_match_changes_what_its_writer_read_and_nothing_newer(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    world.door.script["projects:update"] = lambda _user, _args: None
    tag = (await client.get(ADDRESS)).headers["etag"]
    change = {"title": "B"}
    assert (await client.patch(ADDRESS, json=change, headers={"If-Match": tag})).status_code == 200
    world.door.script["projects:get"] = lambda _user, _args: a_project(title="of another")
    world.door.calls.clear()
    late = await client.patch(ADDRESS, json=change, headers={"If-Match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "request.precondition_failed")
    assert [call.path for call in world.door.calls] == ["projects:get"]
    for header in ("*", f'"other", {(await client.get(ADDRESS)).headers["etag"]}'):
        answer = await client.patch(ADDRESS, json=change, headers={"If-Match": header})
        assert answer.status_code == 200


async def test_where_nothing_can_be_read_no_if_match_is_taken(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{ADDRESS}/restore", headers={"If-Match": "*"})
    assert answer.status_code == 412
