"""Whatever is sent: no server error, and every answer fits the document."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any, cast

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks as general
from typing_extensions import override

from backend.api.document import build_document
from backend.testing.rest_live import LiveRest, Person

cast("Any", general).load_all_checks()
CHECKS: list[Any] = [
    cast("Any", general).CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    )
]
_START_SECONDS = 20
DOCUMENT = build_document()
# Event streams are read by their own tests.
OPERATIONS = sorted(
    operation["operationId"]
    for path, methods in DOCUMENT["paths"].items()
    for operation in methods.values()
    if path.startswith("/v1/") and operation["operationId"] != "follow_session"
)
SCHEMA: Any = schemathesis.openapi.from_dict(DOCUMENT)


class _Served(uvicorn.Server):
    """Serves in a thread of its own; `ready` is set once it listens."""

    def __init__(self, live: LiveRest) -> None:
        super().__init__(uvicorn.Config(live.app, host="127.0.0.1", port=0, log_config=None))
        self.ready = threading.Event()
        self._live = live

    @override
    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @override
    async def shutdown(self, sockets: Any = None) -> None:
        await super().shutdown(sockets)
        await self._live.close()


@pytest.fixture(scope="session")
def served(running: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - conftest's
    live, fresh = LiveRest(running.convex, running.keys), LiveRest(running.convex, running.keys)

    async def sign_up() -> Person:
        try:
            return await live.person(role="admin")
        finally:
            await live.close()

    person = asyncio.run(sign_up())
    server = _Served(fresh)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert server.ready.wait(_START_SECONDS)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield person.token, f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=5)


@pytest.mark.timeout(120)
@pytest.mark.requirement("rest:document:true")
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_fits_the_document(name: str, served: tuple[str, str]) -> None:
    token, url = served
    operation = SCHEMA.find_operation_by_id(name)

    @settings(
        max_examples=5,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(st.data())
    def tried(data: Any) -> None:  # noqa: ANN401 - the library's own type
        case = data.draw(operation.as_strategy())
        answer = case.call(base_url=url, headers={"Authorization": f"Bearer {token}"})
        case.validate_response(answer, checks=CHECKS)

    tried()
