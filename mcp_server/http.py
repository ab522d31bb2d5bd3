"""The same library over plain HTTP, beside MCP's own endpoint."""

from collections.abc import Sequence

from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from mcp_server.library import LIMIT_MAX, Library, as_json
from mcp_server.page import Page

QUERY_CHARS_MAX = 4_000


def create_http(library: Library, server: MCPServer, *, hosts: Sequence[str]) -> Starlette:
    """MCP at /mcp, and /search, /context/{topic}, /health for everybody else."""
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=True, allowed_hosts=list(hosts), allowed_origins=[]
    )
    app = server.streamable_http_app(stateless_http=True, transport_security=security)

    async def search(request: Request) -> JSONResponse:
        query = request.query_params.get("q", "").strip()
        limit = request.query_params.get("limit", "5")
        problem = _problem(query, limit)
        if problem is not None:
            return _refuse(problem)
        return JSONResponse(_answer(query, library.search(query, limit=int(limit))))

    async def context(request: Request) -> JSONResponse:
        topic = str(request.path_params["topic"]).replace("-", " ").strip()
        problem = _problem(topic, "3")
        if problem is not None:
            return _refuse(problem)
        return JSONResponse(_answer(topic, library.search(topic, limit=3)))

    async def health(_: Request) -> JSONResponse:
        version = next((page.version for page in library.pages if page.version), "")
        return JSONResponse({"status": "ok", "pages": len(library.pages), "manim": version})

    app.routes.extend(
        [
            Route("/search", search),
            Route("/context/{topic:path}", context),
            Route("/health", health),
        ]
    )
    return app


def _problem(query: str, limit: str) -> str | None:
    if not query:
        return "q must not be empty"
    if len(query) > QUERY_CHARS_MAX:
        return f"q must be at most {QUERY_CHARS_MAX} characters"
    if not limit.isdigit() or not 1 <= int(limit) <= LIMIT_MAX:
        return f"limit must be a whole number from 1 to {LIMIT_MAX}"
    return None


def _refuse(problem: str) -> JSONResponse:
    envelope: dict[str, object] = {
        "error": problem,
        "code": "request.invalid",
        "details": {},
        "request_id": None,
    }
    return JSONResponse(envelope, status_code=422)


def _answer(query: str, pages: list[Page]) -> dict[str, object]:
    return {"query": query, "results": [as_json(page) for page in pages]}
