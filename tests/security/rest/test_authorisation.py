"""The matrix: every `/v1` route × {no key, another's, revoked, missing scope, own}.

It is made from the OpenAPI document, so a new route is in it the day it is written. Ownership is
judged by the real Convex functions.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import httpx
import pytest

from backend.api.document import build_document
from backend.testing.rest_live import SCENE_CODE, LiveRest, Person

BODIES: Mapping[str, Mapping[str, object]] = {
    "create_project": {"title": "A"},
    "change_project": {"title": "B"},
    "create_session": {"title": "A"},
    "change_session": {"title": "B"},
    "generate": {"prompt": "Circles", "sceneCount": 1},
    "insert_scene": {"code": SCENE_CODE},
    "change_scene": {"title": "B"},
    "edit_scene": {"instruction": "Make it blue."},
    "read_instruction": {"instruction": "Make it blue."},
    "find_scenes": {"instruction": "Make the last part blue."},
    "apply_operations": {"operations": [{"op": "remove", "id": "a"}]},
    "set_code": {"code": SCENE_CODE},
    "revert_scene": {"version": 1},
    "move_scene": {"toIndex": 0},
    "split_scene": {"atFrame": 5},
    "create_export": {},
    "create_endpoint": {"url": "http://127.0.0.1:9/hook", "events": ["*"]},
    "change_endpoint": {"description": "B"},
    "rotate_secret": {},
    "replay": {"since": 0},
    "create_hook": {"name": "A", "action": "generate", "prompt": "Explain {{a}}"},
    "create_key": {"name": "A", "scopes": ["read"]},
}
# What needs a finished render, the job service, or leaves nothing to look at: so refused to all.
NEEDS_RENDER = {"restore_scene", "read_export", "remove_export", "find_scenes"}
# Routes without a bearer credential; `test_hook_calls.py` is about the one that takes a token.
OPEN = {"token": ["call_hook"], "everyone": ["read_event_schemas"]}
GENERAL = {"read_me", "read_usage"}


@dataclass(frozen=True)
class Route:
    """One operation of the document."""

    name: str
    method: str
    path: str
    scope: str

    @property
    def names(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)


def routes() -> Iterator[Route]:
    for path, methods in build_document()["paths"].items():
        for method, operation in methods.items():
            if path.startswith("/v1/") and operation["x-scope"] not in OPEN:
                name = operation["operationId"]
                yield Route(name, method.upper(), path, operation["x-scope"])


# The inner things go before the outer ones that hold them, and the key that opens all goes last.
REMOVED = (
    "",
    "remove_scene",
    "remove_session",
    "remove_project",
    "remove_endpoint",
    "revoke_hook",
    "revoke_key",
)


def turn(route: Route) -> tuple[int, str]:
    return (REMOVED.index(route.name) if route.name in REMOVED else 0, route.path)


ROUTES = sorted(routes(), key=turn)


async def call(rest: LiveRest, route: Route, credential: str | None, ids: Mapping[str, str]):  # noqa: ANN201 - the client's own answer
    path = route.path.format(**{name: ids[name] for name in route.names})
    body = BODIES.get(route.name)
    async with rest.client(credential) as client:
        if route.name == "follow_session":
            path += "?until=timeout"
            async with client.stream(route.method, path) as answer:
                return answer
        return await client.request(route.method, path, json=body)


async def belongings(rest: LiveRest, owner: Person) -> dict[str, str]:
    """One thing of each kind."""

    async def make(client: httpx.AsyncClient, path: str, body: Mapping[str, object]):  # noqa: ANN202 - JSON
        answer = await client.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    async with rest.client(owner.token) as client:
        session = await make(client, "/v1/sessions", {"title": "A"})
        sid = session["id"]
        scene = await make(client, f"/v1/sessions/{sid}/scenes", {"code": SCENE_CODE})
        hook = {"url": "http://127.0.0.1:9/hook", "events": ["*"]}
        endpoint = await make(client, "/v1/webhooks/endpoints", hook)
        eid = endpoint["endpointId"]
        delivery = await make(client, f"/v1/webhooks/endpoints/{eid}/test", {})
        inbound = await make(client, "/v1/inbound-hooks", BODIES["create_hook"])
    return {
        "project_id": session["projectId"],
        "session_id": sid,
        "scene_id": scene["sceneId"],
        "job_id": scene["jobId"],
        "export_id": scene["jobId"],
        "endpoint_id": eid,
        "delivery_id": delivery["deliveryId"],
        "hook_id": inbound["hookId"],
        "api_key_id": owner.key_id,
    }


LACKING = {
    "read": ("edit", "webhooks"),
    "edit": ("read", "webhooks"),
    "webhooks": ("read", "edit"),
    "account": ("read", "edit", "webhooks"),
    "admin": ("read", "edit", "webhooks"),
}


def credential_of(route: Route, person: Person) -> str:
    """A key, or for what keys may not do, the person's own token."""
    return person.token if route.scope in {"account", "admin"} else person.key


@pytest.mark.timeout(170)
@pytest.mark.requirement("rest:authorisation:matrix")
async def test_nobody_reaches_what_is_not_theirs(rest: LiveRest) -> None:
    """A red entry names the route, who called it, and what came."""
    owner, stranger = await rest.person(role="admin"), await rest.person()
    revoked, revoked_id = await rest.key(owner.token)
    revoke = {"apiKeyId": revoked_id}
    await rest.functions.as_user(owner.token).mutation("apiKeys:revoke", revoke)
    weak = {scope: (await rest.key(owner.token, *scopes))[0] for scope, scopes in LACKING.items()}
    ids = await belongings(rest, owner)
    wrong: list[str] = []
    for route in ROUTES:
        expected = {
            "nobody": (None, {401}),
            "revoked": (revoked, {401}),
            "missing scope": (weak[route.scope], {403}),
        }
        if route.names:
            expected["stranger"] = (credential_of(route, stranger), {404})
        elif route.scope == "admin":
            expected["stranger"] = (stranger.token, {403})
        for who, (credential, statuses) in expected.items():
            answer = await call(rest, route, credential, ids)
            if answer.status_code not in statuses:
                wrong.append(f"{who}: {route.method} {route.path} → {answer.status_code}")
    assert wrong == []


@pytest.mark.timeout(170)
@pytest.mark.requirement("rest:authorisation:matrix")
async def test_the_owner_is_let_in_everywhere(rest: LiveRest) -> None:
    owner = await rest.person(role="admin")
    ids = await belongings(rest, owner)
    wrong: list[str] = []
    for route in ROUTES:
        if route.name in NEEDS_RENDER:
            continue
        answer = await call(rest, route, credential_of(route, owner), ids)
        if answer.status_code in {401, 403, 404, 422} or answer.status_code >= 500:
            wrong.append(f"{route.method} {route.path} → {answer.status_code}")
    assert wrong == []


def test_the_routes_without_a_credential_are_the_ones_that_are_meant() -> None:
    operations = [one for path in build_document()["paths"].values() for one in path.values()]
    found = {
        scope: [one["operationId"] for one in operations if one.get("x-scope") == scope]
        for scope in OPEN
    }
    assert found == OPEN


async def test_lists_hold_nothing_of_anybody_else(rest: LiveRest) -> None:
    owner, stranger = await rest.person(), await rest.person()
    await belongings(rest, owner)
    lists = [route for route in ROUTES if route.method == "GET" and not route.names]
    for route in lists:
        if route.scope == "admin" or route.name in GENERAL:
            continue
        answer = await call(rest, route, credential_of(route, stranger), {})
        found = [row for row in answer.json()["items"] if row["id"] != stranger.key_id]
        assert found == [], route.path
