"""The same library over MCP, with the official client, and over plain HTTP."""

import asyncio
import json
import socket
import sys
from typing import Any

import httpx
import pytest
import uvicorn
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from mcp_server.http import create_http
from mcp_server.library import Library
from mcp_server.server import create_server

ROTTEN = """
from manim import *

class Demo(Scene):
    def construct(self):
        c = Circle(r=2)
        self.play(ShowCreation(c))
"""


async def ask(client: Client, tool: str, **arguments: object) -> Any:  # noqa: ANN401 - a tool's own JSON
    answer = await client.call_tool(tool, arguments)
    parts = [json.loads(part.text) for part in answer.content if part.type == "text"]
    return parts[0] if len(parts) == 1 else parts


@pytest.mark.requirement("docs:mcp")
async def test_the_four_tools_answer_an_official_client(library: Library) -> None:
    async with Client(create_server(library)) as client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        assert tools == {"search_docs", "get_symbol", "get_examples", "check_code"}
        symbol = await ask(client, "get_symbol", name="Circle")
        assert symbol["title"] == "Circle"
        assert symbol["signature"].startswith("Circle(radius")
        wrong = await ask(client, "get_symbol", name="Circel")
        assert "Circle" in wrong["nearest"]
        checked = await ask(client, "check_code", code=ROTTEN)
        assert [f["line"] for f in checked["findings"]] == [6, 7]
        assert "radius" in checked["findings"][0]["advice"]
        assert "Create" in checked["findings"][1]["advice"]


@pytest.mark.requirement("docs:mcp")
async def test_it_serves_over_standard_input_and_output(library: Library) -> None:
    assert library.pages
    server = StdioServerParameters(command=sys.executable, args=["-m", "mcp_server", "--stdio"])
    async with Client(stdio_client(server)) as client:
        found = await ask(client, "search_docs", query="FadeIn", limit=1)
    assert found["title"] == "FadeIn"


@pytest.mark.timeout(120)
@pytest.mark.requirement("docs:mcp")
async def test_it_serves_an_official_client_over_http(library: Library) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        app = create_http(library, create_server(library), hosts=[host])
        served = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        running = asyncio.create_task(served.serve(sockets=[listening]))
        async with Client(f"http://{host}/mcp") as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            assert tools == {"search_docs", "get_symbol", "get_examples", "check_code"}
            found = await ask(client, "search_docs", query="FadeIn", limit=1)
            assert found["title"] == "FadeIn"
            examples = await ask(client, "get_examples", topic="Circle", limit=1)
            assert "Circle" in examples["example"]
            checked = await ask(client, "check_code", code=ROTTEN)
            assert not checked["ok"]
        served.should_exit = True
        await running


@pytest.fixture
def http(library: Library) -> httpx.AsyncClient:
    app = create_http(library, create_server(library), hosts=["docs"])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://docs")


@pytest.mark.requirement("docs:http")
async def test_search_context_and_health_answer_over_http(http: httpx.AsyncClient) -> None:
    found = (await http.get("/search", params={"q": "rotate a square", "limit": 3})).json()
    assert len(found["results"]) == 3
    context = (await http.get("/context/moving-camera")).json()
    assert context["query"] == "moving camera"
    assert any("camera" in page["title"].lower() for page in context["results"])
    assert (await http.get("/health")).json()["status"] == "ok"


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=x&limit=0", "?q=x&limit=many", f"?q={'x' * 5000}"]
)
@pytest.mark.requirement("docs:http")
async def test_a_bad_question_is_refused_with_the_field_and_the_rule(
    http: httpx.AsyncClient, query: str
) -> None:
    answer = await http.get(f"/search{query}")
    assert answer.status_code == 422
    assert answer.json()["code"] == "request.invalid"
    assert answer.json()["error"].startswith(("q must", "limit must"))
