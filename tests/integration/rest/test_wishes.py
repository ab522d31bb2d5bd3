"""What a program asks before it changes a scene: readings, the scenes meant, then operations."""

import httpx
import pytest

from backend.testing.rest import JOB_ID, SCENE_ID, SESSION_ID, RestWorld

READING = {
    "said": "make the circle red",
    "chips": ["make the circle red"],
    "operations": [{"op": "set_style", "id": "circle", "name": "color", "value": "#e5484d"}],
    "sure": True,
}


@pytest.mark.requirement("author:wishes:chips")
async def test_a_program_sees_what_was_understood_and_then_does_it(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    world.door.script |= {
        "wishes:read": lambda _user, _args: {"byModel": False, "said": "", "readings": [READING]},
        "jobs:triggerRender": lambda _user, _args: {"jobId": JOB_ID, "version": 2},
    }
    wish = {"instruction": "make the circle red"}
    understood = await client.post(f"/scenes/{SCENE_ID}/readings", json=wish)
    assert understood.status_code == 200
    (reading,) = understood.json()["readings"]
    assert reading == READING
    body = {"operations": reading["operations"], "chips": reading["chips"], **wish}
    started = await client.post(f"/scenes/{SCENE_ID}/operations", json=body)
    assert (started.status_code, started.json()["version"]) == (202, 2)
    assert world.door.calls[-1].args == {"sceneId": SCENE_ID, **body}


@pytest.mark.requirement("author:wishes:finds")
async def test_a_program_is_asked_back_when_no_scene_is_meant(
    client: httpx.AsyncClient, world: RestWorld
) -> None:
    asked: dict[str, object] = {
        "sceneIds": [],
        "reason": "Nothing in it names a scene.",
        "question": "Which one?",
    }
    world.door.script["wishes:find"] = lambda _user, _args: asked
    answer = await client.post(f"/sessions/{SESSION_ID}/found-scenes", json={"instruction": "hm"})
    assert (answer.status_code, answer.json()) == (200, asked)
