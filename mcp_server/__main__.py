"""`python -m mcp_server [--stdio]`: serve the documentation until told to stop."""

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

import uvicorn

from mcp_server.http import create_http
from mcp_server.library import open_library
from mcp_server.server import create_server


def main() -> int:
    given = os.environ.get  # noqa: TID251 - the composition root of the docs server
    cache = Path(tempfile.gettempdir()) / "scenewright-docs"
    parser = argparse.ArgumentParser(prog="python -m mcp_server", description=__doc__)
    parser.add_argument("--stdio", action="store_true", help="speak MCP on standard input/output")
    parser.add_argument("--host", default=given("SCENEWRIGHT_DOCS_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=given("SCENEWRIGHT_DOCS_PORT", "8800"))
    parser.add_argument("--cache", type=Path, default=given("SCENEWRIGHT_DOCS_CACHE", str(cache)))
    wanted = parser.parse_args()
    library = open_library(Path(wanted.cache))
    server = create_server(library)
    if wanted.stdio:
        asyncio.run(server.run_stdio_async())
        return 0
    hosts = [f"{host}:{wanted.port}" for host in ("127.0.0.1", "localhost", "docs", wanted.host)]
    app = create_http(library, server, hosts=hosts)
    uvicorn.run(app, host=wanted.host, port=wanted.port, log_level="warning", access_log=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
