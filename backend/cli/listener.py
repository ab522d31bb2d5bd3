"""A small HTTP server that verifies webhook deliveries and prints them."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import cast

from typing_extensions import override

from backend.cli.output import say_json
from backend.clock import SystemClock
from backend.webhooks.signing import NotVerifiedError, verify

_BODY_BYTES_MAX = 262_144


class Listener:
    """Listens on loopback only."""

    def __init__(self, port: int) -> None:
        self._server = HTTPServer(("127.0.0.1", port), _Handler)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def listen(self, secret: str, *, count: int, as_json: bool) -> None:
        """Serve until `count` deliveries were verified (0: for ever)."""
        _Handler.secret, _Handler.as_json, _Handler.verified = secret, as_json, 0
        try:
            while count == 0 or _Handler.verified < count:
                self._server.handle_request()
        finally:
            self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    secret = ""
    as_json = False
    verified = 0

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", "0"))
        body = self.rfile.read(min(length, _BODY_BYTES_MAX))
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            verify(self.secret, headers, body, now_s=SystemClock().now_ms() // 1000)
        except NotVerifiedError as error:
            print(f"refused: {error}")
            self._answer(401)
            return
        type(self).verified += 1
        self._answer(204)
        event = cast("dict[str, object]", json.loads(body))
        if self.as_json:
            say_json({"id": headers["webhook-id"], "event": event})
        else:
            print(f"verified  {event.get('type')}  {json.dumps(event.get('data'))}", flush=True)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing but what the command prints."""
