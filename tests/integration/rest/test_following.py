"""Waiting for a session, following it as events, and making one in a single call."""

import json
from collections.abc import Mapping

import httpx
import pytest

from backend.testing.functions import Script
from backend.testing.rest import (
    PROJECT_ID,
    SESSION_ID,
    RestWorld,
    a_scene,
    a_session,
)


def in_turn(*answers: object) -> Script:
    """A script that gives each answer once and the last one for ever."""
    left = list(answers)

    def script(_user: str, _args: Mapping[str, object]) -> object:
        return left.pop(0) if len(left) > 1 else left[0]

    return script


@pytest.mark.requirement("rest:sessions:one-call")
async def test_a_session_is_made_from_a_prompt_in_one_call(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    body = {"prompt": "Explain circles", "sceneCount": 3, "settings": {"targetFps": 30}}
    answer = await client.post("/sessions", json=body, headers={"Idempotency-Key": "1"})
    assert answer.status_code == 201
    made = {call.path: call.args for call in world.door.calls}
    assert made["projects:create"]["title"] == "Explain circles"
    assert made["videoSessions:create"]["settings"] == {"targetFps": 30}
    generate = made["jobs:triggerGenerate"]
    assert (generate["sceneCount"], generate["sessionId"]) == (3, SESSION_ID)
    ids = {args["clientRequestId"] for args in made.values() if "clientRequestId" in args}
    assert len(ids) == 3


async def test_an_empty_session_generates_nothing(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    await client.post("/sessions", json={"projectId": PROJECT_ID})
    paths = [call.path for call in world.door.calls]
    assert paths == ["videoSessions:create", "videoSessions:get"]


@pytest.mark.requirement("rest:wait:settles")
async def test_waiting_answers_as_soon_as_nothing_is_being_made(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    working = a_session(status="rendering", pendingScenes=1.0)
    world.door.script["videoSessions:get"] = in_turn(working, working, a_session())
    answer = await client.get(f"/sessions/{SESSION_ID}", params={"wait": 30})
    assert answer.json()["status"] == "ready"
    assert sum(world.pause.waits) < 3


@pytest.mark.requirement("rest:wait:settles")
async def test_waiting_ends_with_the_time_and_says_how_things_stand(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    world.door.script["videoSessions:get"] = lambda _user, _args: a_session(status="rendering")
    answer = await client.get(f"/sessions/{SESSION_ID}", params={"wait": 10})
    assert answer.json()["status"] == "rendering"
    assert sum(world.pause.waits) == pytest.approx(10)


async def test_nobody_waits_longer_than_a_minute(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/sessions/{SESSION_ID}", params={"wait": 61})
    assert answer.status_code == 422


def events_of(answer: httpx.Response) -> list[tuple[str, dict[str, object]]]:
    found: list[tuple[str, dict[str, object]]] = []
    for block in answer.text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if line[:1] != ":")
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


@pytest.mark.requirement("rest:events:each-change-once")
async def test_a_stream_tells_each_change_once_and_ends_when_settled(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    working = a_session(status="rendering", pendingScenes=1.0)
    world.door.script["videoSessions:get"] = in_turn(working, working, working, a_session())
    drawing = a_scene(status="rendering", pendingVersion=1.0)
    world.door.script["scenes:listBySession"] = in_turn([drawing], [drawing], [a_scene()])
    answer = await client.get(f"/sessions/{SESSION_ID}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = [(name, data["status"]) for name, data in events_of(answer)]
    assert told == [
        ("session", "rendering"),
        ("scene", "rendering"),
        ("session", "ready"),
        ("scene", "ready"),
        ("settled", "ready"),
    ]


async def test_a_stream_of_a_stranger_is_not_there(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    del world.door.script["videoSessions:get"]
    assert (await client.get(f"/sessions/{SESSION_ID}/events")).status_code == 404


async def test_a_quiet_stream_ends_before_its_token_does(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    world.door.script["videoSessions:get"] = lambda _user, _args: a_session(status="rendering")
    world.door.script["scenes:listBySession"] = lambda _user, _args: [a_scene()]
    answer = await client.get(f"/sessions/{SESSION_ID}/events")
    assert 230 < sum(world.pause.waits) < 250
    assert ": still here" in answer.text
