"""Waiting for a session, following it as events, and making one in a single call."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace

import httpx
import pytest

from backend.convex_client.errors import ConvexUnavailableError
from backend.services.rest.places import Places
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


@pytest.mark.requirement("rest:events:each-change-once")
async def test_the_last_change_is_told_even_when_it_comes_between_two_reads(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    """The scene is done just after it was read, and the session just before it is read."""
    state = {"ready": False}

    def scenes(_user: str, _args: Mapping[str, object]) -> object:
        found = a_scene() if state["ready"] else a_scene(status="uploading", pendingVersion=1.0)
        state["ready"] = True
        return [found]

    def session(_user: str, _args: Mapping[str, object]) -> object:
        return a_session() if state["ready"] else a_session(status="rendering", pendingScenes=1.0)

    world.door.script |= {"videoSessions:get": session, "scenes:listBySession": scenes}
    told = events_of(await client.get(f"/sessions/{SESSION_ID}/events"))
    assert [data["status"] for name, data in told if name == "scene"] == ["uploading", "ready"]
    assert told[-1] == ("settled", {"status": "ready"})


async def test_no_title_can_break_a_line_of_the_stream(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    title = "A\u2028data: x\u2029\x85\x0c\nevent: settled"
    world.door.script["scenes:listBySession"] = lambda _user, _args: [a_scene(title=title)]
    answer = await client.get(f"/sessions/{SESSION_ID}/events")
    assert answer.text.isascii()
    scenes = [data for name, data in events_of(answer) if name == "scene"]
    assert [scene["title"] for scene in scenes] == [title]


async def test_a_short_absence_of_convex_ends_no_stream(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    answers = [a_session(status="rendering", pendingScenes=1.0)] * 2

    def session(_user: str, _args: Mapping[str, object]) -> object:
        if answers:
            return answers.pop()
        world.door.script["videoSessions:get"] = lambda _user, _args: a_session()
        message = "away"
        raise ConvexUnavailableError(message)

    world.door.script |= {
        "videoSessions:get": session,
        "scenes:listBySession": lambda _user, _args: [],
    }
    told = events_of(await client.get(f"/sessions/{SESSION_ID}/events"))
    assert [name for name, _data in told] == ["session", "session", "settled"]


async def test_a_session_that_goes_away_ends_its_stream_with_the_reason(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    def session(_user: str, _args: Mapping[str, object]) -> object:
        del world.door.script["videoSessions:get"]
        return a_session(status="rendering")

    world.door.script["videoSessions:get"] = session
    told = events_of(await client.get(f"/sessions/{SESSION_ID}/events"))
    assert [(name, data["code"], data["status"]) for name, data in told] == [
        ("error", "resource.not_found", 404)
    ]


@pytest.mark.requirement("rest:waits:bounded")
@pytest.mark.parametrize("path", ["/sessions/{}/events", "/sessions/{}?wait=60"])
async def test_one_person_holds_only_so_many_answers_open(
    world: RestWorld, client: httpx.AsyncClient, path: str
) -> None:
    """Each open answer asks Convex again and again; another person's place is their own."""
    world.door.script["videoSessions:get"] = lambda _user, _args: a_session(status="rendering")
    world.door.script["scenes:listBySession"] = lambda _user, _args: []
    begun, enough = asyncio.Semaphore(0), asyncio.Event()

    async def pause(_seconds: float) -> None:
        begun.release()
        await enough.wait()
        world.clock.advance(300)

    app = world.app()
    app.state.v1 = replace(app.state.v1, pause=pause, places=Places(3))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport, base_url="https://api.test/v1", headers=client.headers
    ) as busy:
        waiting = [asyncio.create_task(busy.get(path.format(SESSION_ID))) for _ in range(3)]
        for _ in range(3):
            await begun.acquire()
        refused = await busy.get(path.format(SESSION_ID))
        key = world.key("read", owner="user_bob")
        other = asyncio.create_task(
            busy.get(path.format(SESSION_ID), headers={"Authorization": f"Bearer {key}"})
        )
        await begun.acquire()
        enough.set()
        assert [one.status_code for one in await asyncio.gather(*waiting, other)] == [200] * 4
        assert (await busy.get(path.format(SESSION_ID))).status_code == 200
    assert (refused.status_code, refused.json()["code"]) == (429, "limit.rate")
    assert refused.headers["retry-after"] == "5"
    assert refused.json()["details"]["limit"] == 3


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
