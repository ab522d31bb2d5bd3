"""`POST /webhooks/check`: what Convex is told of an address when somebody types it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from backend.testing.api import Api, edit_body, open_api
from backend.testing.resolver import FlippingResolver

ROUTE = "/webhooks/check"
NAME = "https://hooks.customer.com/in"
pytestmark = [pytest.mark.requirement("webhooks:addresses:looked-up")]


@dataclass
class Door:
    """The API, and where names lead."""

    api: Api
    names: FlippingResolver

    async def ask(self, url: object) -> tuple[int, dict[str, object]]:
        """Ask as Convex does."""
        answer = await self.api.signed(ROUTE, {"url": url})
        return answer.status_code, answer.json()


@pytest.fixture
async def door(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Door]:
    """Names lead where the test says; else to a public address."""
    names = FlippingResolver(getattr(request, "param", ["93.184.216.34"]))
    async with open_api(tmp_path, resolver=names) as api:
        yield Door(api, names)


async def test_a_public_name_is_allowed_after_one_look_up(door: Door) -> None:
    assert await door.ask(NAME) == (200, {"allowed": True})
    assert door.names.asked == ["hooks.customer.com"]


@pytest.mark.parametrize(
    "door",
    [
        ["10.0.0.1"],
        ["93.184.216.34", "127.0.0.1"],
        ["169.254.169.254"],
        ["::ffff:7f00:1"],
        ["64:ff9b::7f00:1"],
        ["fd00::1"],
    ],
    indirect=True,
)
async def test_a_name_that_leads_inside_is_refused_with_a_reason(door: Door) -> None:
    code, body = await door.ask(NAME)
    assert (code, body["code"]) == (400, "webhook.bad_url")
    assert body["details"] == {"reason": "private_address"}


@pytest.mark.parametrize("door", [[]], indirect=True)
async def test_a_name_that_leads_nowhere_yet_is_taken(door: Door) -> None:
    """A person may type the address before its name is set up; every try looks again."""
    assert await door.ask(NAME) == (200, {"allowed": True})


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://169.254.169.254/latest", "private_address"),
        ("https://127.1/", "malformed"),
        ("http://hooks.customer.com/", "scheme"),
        ("https://hooks.customer.com:22/", "port"),
        ("https://me:secret@hooks.customer.com/", "user_or_fragment"),
        ("https://printer.local/", "private_name"),
    ],
)
async def test_what_the_text_gives_away_is_refused_without_a_look_up(
    door: Door, url: str, reason: str
) -> None:
    code, body = await door.ask(url)
    assert (code, body["code"]) == (400, "webhook.bad_url")
    assert reason in str(body["details"])
    assert door.names.asked == []


@pytest.mark.parametrize("url", [None, 7, ["https://a.example"], {}])
async def test_what_is_no_text_is_a_bad_request(door: Door, url: object) -> None:
    code, body = await door.ask(url)
    assert (code, body["code"]) == (422, "request.invalid")


async def test_only_convex_may_ask(door: Door) -> None:
    """Else anybody could have names looked up from inside."""
    unsigned = await door.api.http.post(ROUTE, json={"url": NAME})
    forged = await door.api.signed(ROUTE, {"url": NAME}, secret="x" * 40)
    reflected = await door.api.signed(ROUTE, {**edit_body(), "url": NAME, "route": "/jobs/edit"})
    assert [one.status_code for one in (unsigned, forged, reflected)] == [401, 401, 401]
    assert door.names.asked == []
