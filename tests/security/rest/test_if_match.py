"""`If-Match` over the real Convex: of many writers who read the same, one changes it."""

import asyncio

import httpx
import pytest

from backend.api.document import build_document
from backend.testing.rest_live import SCENE_CODE, LiveRest

WRITERS = 6
pytestmark = [pytest.mark.requirement("rest:writes:if-match"), pytest.mark.timeout(60)]


async def made(client: httpx.AsyncClient, what: str) -> str:
    """The address of a thing of this kind."""
    project = (await client.post("/v1/projects", json={"title": "A"})).json()["id"]
    if what == "project":
        return f"/v1/projects/{project}"
    if what == "endpoint":
        wish = {"url": "http://127.0.0.1:9/hook", "events": ["*"]}
        endpoint = (await client.post("/v1/webhooks/endpoints", json=wish)).json()["endpointId"]
        return f"/v1/webhooks/endpoints/{endpoint}"
    session = (await client.post("/v1/sessions", json={"projectId": project})).json()["id"]
    if what == "session":
        return f"/v1/sessions/{session}"
    scenes = f"/v1/sessions/{session}/scenes"
    started = (await client.post(scenes, json={"code": SCENE_CODE})).json()
    await client.post(f"/v1/jobs/{started['jobId']}/cancel")
    return f"/v1/scenes/{started['sceneId']}"


CHANGES = {
    "project": {"title": "{}"},
    "session": {"title": "{}"},
    "scene": {"title": "{}", "narration": "{}", "locked": False},
    "endpoint": {"description": "{}"},
}


@pytest.mark.parametrize("what", CHANGES)
async def test_of_many_writers_who_read_the_same_one_changes_it(rest: LiveRest, what: str) -> None:
    person = await rest.person()
    async with rest.client(person.key) as client:
        address = await made(client, what)
        read = await client.get(address)
        tag = {"If-Match": read.headers["etag"]}

        async def write(number: int) -> httpx.Response:
            change = {
                name: value.format(number) if isinstance(value, str) else value
                for name, value in CHANGES[what].items()
            }
            return await client.patch(address, json=change, headers=tag)

        answers = await asyncio.gather(*(write(number) for number in range(WRITERS)))
        assert sorted(one.status_code for one in answers) == [200] + [412] * (WRITERS - 1)
        assert {one.json()["code"] for one in answers if one.status_code == 412} == {
            "request.precondition_failed"
        }
        (winner,) = (one.json() for one in answers if one.status_code == 200)
        assert (await client.get(address)).json() == winner
        assert (await client.delete(address, headers=tag)).status_code == 412
        fresh = {"If-Match": (await client.get(address)).headers["etag"]}
        assert (await client.delete(address, headers=fresh)).status_code == 204


async def test_an_address_with_everything_else_changes_in_one_step(rest: LiveRest) -> None:
    """The look-up of the new name lies between; whoever writes meanwhile makes the writer late."""
    person = await rest.person()
    async with rest.client(person.key) as client:
        address = await made(client, "endpoint")
        tag = {"If-Match": (await client.get(address)).headers["etag"]}
        change = {"url": "http://127.0.0.1:10/new", "events": ["ping"], "status": "paused"}
        changed = (await client.patch(address, json=change, headers=tag)).json()
        assert {name: changed[name] for name in change} == change
        late = {"url": "http://127.0.0.1:11/late"}
        assert (await client.patch(address, json=late, headers=tag)).status_code == 412
        assert (await client.get(address)).json()["url"] == "http://127.0.0.1:10/new"


def test_every_write_of_a_thing_that_can_be_read_takes_part() -> None:
    """A new one belongs into `CHANGES`: a route that passes nothing on guards nothing."""
    written = {
        path
        for path, methods in build_document()["paths"].items()
        if path.startswith("/v1/") and {"get", "patch"} <= {*methods}
    }
    assert written == {
        "/v1/projects/{project_id}",
        "/v1/sessions/{session_id}",
        "/v1/scenes/{scene_id}",
        "/v1/webhooks/endpoints/{endpoint_id}",
    }
