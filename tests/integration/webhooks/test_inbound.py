"""Inbound hooks over HTTP: another tool's JSON becomes a session or an edit."""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime

import httpx
import pytest
from standardwebhooks.webhooks import Webhook as StandardWebhook
from svix.webhooks import Webhook as SvixWebhook

from backend.services.identity.keys import KeySet, create_key_files
from backend.services.webhooks.inbound import BODY_BYTES_MAX
from backend.testing.rest import ADA, JOB_ID, PROJECT_ID, SCENE_ID, SESSION_ID, RestWorld
from backend.testing.webhook_ledger import SECRET

TOKEN = "swh_abcd1234_" + "T" * 40
GENERATE: Mapping[str, object] = {
    "hookId": "h" * 32,
    "externalId": ADA,
    "action": "generate",
    "prompt": "Explain {{title}}",
    "sceneCount": 2.0,
    "ratePerMinute": 5.0,
    "isSigned": False,
    "secret": None,
}
EDIT = {**GENERATE, "action": "edit", "sceneId": SCENE_ID, "hookId": "e" * 32}
BODY = json.dumps({"title": "circles"}).encode()


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeySet:
    return create_key_files(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def world(keys: KeySet) -> RestWorld:
    world = RestWorld(keys)
    world.door.script |= {
        "projects:create": lambda _user, _args: PROJECT_ID,
        "videoSessions:create": lambda _user, _args: SESSION_ID,
        "jobs:triggerGenerate": lambda _user, _args: {"jobId": JOB_ID},
        "jobs:triggerEdit": lambda _user, _args: {"jobId": JOB_ID, "version": 4.0},
    }
    hook(world, **GENERATE)
    return world


def hook(world: RestWorld, **fields: object) -> None:
    """Let the token open this hook."""
    world.routes.hooks[hashlib.sha256(TOKEN.encode()).hexdigest()] = fields


@pytest.fixture
async def client(world: RestWorld) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=world.app(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://api.test/v1") as client:
        yield client


@pytest.mark.requirement("webhooks:inbound:mapping")
async def test_a_call_becomes_a_session_of_the_hooks_owner(
    world: RestWorld, client: httpx.AsyncClient
) -> None:
    answer = await client.post(f"/hooks/{TOKEN}", content=BODY)
    assert (answer.status_code, answer.json()) == (
        202,
        {"action": "generate", "jobId": JOB_ID, "sessionId": SESSION_ID, "sceneId": None,
         "version": None},
    )  # fmt: skip
    assert {call.external_id for call in world.door.calls} == {ADA}
    started = world.door.calls[-1]
    assert started.path == "jobs:triggerGenerate"
    assert started.args["prompt"] == "Explain circles"
    assert started.args["sceneCount"] == 2


async def test_a_call_becomes_an_edit_of_the_hooks_scene(
    world: RestWorld, client: httpx.AsyncClient
) -> None:
    hook(world, **EDIT)
    answer = await client.post(f"/hooks/{TOKEN}", content=BODY)
    assert (answer.status_code, answer.json()["version"]) == (202, 4)
    assert world.door.calls[-1].args == {"sceneId": SCENE_ID, "prompt": "Explain circles"}


@pytest.mark.requirement("webhooks:inbound:once")
@pytest.mark.parametrize("header", ["webhook-id", "Idempotency-Key", "X-GitHub-Delivery"])
async def test_the_same_delivery_names_the_same_steps(
    world: RestWorld, client: httpx.AsyncClient, header: str
) -> None:
    """Convex answers a repeated `clientRequestId` with the first answer and does nothing."""
    steps: list[list[object]] = []
    for given in ("one", "one", "two"):
        world.door.calls.clear()
        await client.post(f"/hooks/{TOKEN}", content=BODY, headers={header: given})
        steps.append([call.args["clientRequestId"] for call in world.door.calls])
    assert steps[0] == steps[1]
    assert len(set(steps[0])) == 3
    assert not set(steps[0]) & set(steps[2])


@pytest.mark.requirement("webhooks:inbound:guarded")
@pytest.mark.parametrize("library", [StandardWebhook, SvixWebhook])
async def test_a_signed_hook_takes_what_a_stock_library_signs_and_nothing_else(
    world: RestWorld, client: httpx.AsyncClient, library: type[StandardWebhook] | type[SvixWebhook]
) -> None:
    hook(world, **{**GENERATE, "isSigned": True, "secret": SECRET})
    now_s = world.clock.now_ms() // 1000
    at = datetime.fromtimestamp(now_s, tz=UTC)
    signed = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(now_s),
        "webhook-signature": library(SECRET).sign("msg_1", at, BODY.decode()),
    }
    path = f"/hooks/{TOKEN}"
    assert (await client.post(path, content=BODY, headers=signed)).status_code == 202
    world.door.calls.clear()
    harms: list[tuple[bytes, Mapping[str, str]]] = [
        (BODY, {}),
        (BODY + b" ", signed),
        (BODY, {**signed, "webhook-timestamp": str(now_s - 301)}),
        (BODY, {**signed, "webhook-signature": "v1,AAAA"}),
    ]
    for body, headers in harms:
        answer = await client.post(path, content=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "hook.signature_invalid")
        world.clock.advance(60)
    assert world.door.calls == []


@pytest.mark.requirement("webhooks:inbound:guarded")
async def test_a_secret_that_cannot_be_opened_shuts_the_hook(
    world: RestWorld, client: httpx.AsyncClient
) -> None:
    """An empty secret would be a key that everybody knows."""
    hook(world, **{**GENERATE, "isSigned": True, "secret": None})
    now_s = world.clock.now_ms() // 1000
    at = datetime.fromtimestamp(now_s, tz=UTC)
    empty = StandardWebhook("whsec_" + "A" * 4)
    signed = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(now_s),
        "webhook-signature": empty.sign("msg_1", at, BODY.decode()),
    }
    answer = await client.post(f"/hooks/{TOKEN}", content=BODY, headers=signed)
    assert answer.status_code == 401


@pytest.mark.requirement("webhooks:inbound:guarded")
async def test_a_hook_is_called_so_often_and_not_more(
    world: RestWorld, client: httpx.AsyncClient
) -> None:
    path = f"/hooks/{TOKEN}"
    answers = [await client.post(path, content=BODY) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert answers[-1].json()["code"] == "limit.rate"
    world.clock.advance(60)
    assert (await client.post(path, content=BODY)).status_code == 202


@pytest.mark.requirement("webhooks:inbound:guarded")
async def test_guessing_tokens_is_slow_from_one_address(client: httpx.AsyncClient) -> None:
    answers = [await client.post(f"/hooks/swh_abcd1234_{n:040d}") for n in range(241)]
    assert {answer.status_code for answer in answers[:240]} == {404}
    assert answers[-1].status_code == 429


@pytest.mark.requirement("webhooks:inbound:guarded")
async def test_a_body_is_bounded_before_it_is_read(
    world: RestWorld, client: httpx.AsyncClient
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * (BODY_BYTES_MAX // 50)

    for body in (b"x" * (BODY_BYTES_MAX + 1), endless()):
        answer = await client.post(f"/hooks/{TOKEN}", content=body)
        assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")
    assert world.door.calls == []


@pytest.mark.requirement("webhooks:inbound:mapping")
@pytest.mark.parametrize(
    ("body", "path"), [(b"{}", "title"), (b"not json", ""), (b"", "title"), (b"[1]", "title")]
)
async def test_a_body_without_what_the_mapping_names_is_refused_with_the_place(
    world: RestWorld, client: httpx.AsyncClient, body: bytes, path: str
) -> None:
    answer = await client.post(f"/hooks/{TOKEN}", content=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "hook.mapping_failed")
    assert answer.json()["details"] == {"path": path}
    assert world.door.calls == []


@pytest.mark.parametrize("token", ["nothing", "swh_abcd1234_" + "x" * 40, "sw_x"])
async def test_an_unknown_token_is_one_answer(client: httpx.AsyncClient, token: str) -> None:
    answer = await client.post(f"/hooks/{token}", content=BODY)
    assert (answer.status_code, answer.json()["code"]) == (404, "hook.unknown")


async def test_a_refusal_of_convex_passes_as_it_is(
    world: RestWorld, client: httpx.AsyncClient
) -> None:
    del world.door.script["jobs:triggerGenerate"]
    answer = await client.post(f"/hooks/{TOKEN}", content=BODY)
    assert (answer.status_code, answer.json()["code"]) == (404, "resource.not_found")


@pytest.mark.requirement("webhooks:inbound:guarded")
async def test_a_key_without_edit_makes_no_hook_and_a_bad_mapping_is_refused(
    world: RestWorld, client: httpx.AsyncClient
) -> None:
    """A hook edits as its owner, so a key that may not edit must not make one."""
    wish = {"name": "A", "action": "generate", "prompt": "{{a}}"}
    weak = {"Authorization": f"Bearer {world.key('webhooks')}"}
    answer = await client.post("/inbound-hooks", json=wish, headers=weak)
    assert (answer.status_code, answer.json()["code"]) == (403, "auth.missing_scope")
    strong = {"Authorization": f"Bearer {world.key('webhooks', 'edit')}"}
    bad = {**wish, "prompt": "{{a..b}}"}
    answer = await client.post("/inbound-hooks", json=bad, headers=strong)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
    assert world.door.calls == []
