"""A small HTTP server that verifies webhook deliveries and prints them."""

import json
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock
from typing import cast

import typer
from typing_extensions import override

from backend.cli.output import say_json
from backend.clock import SystemClock
from backend.webhooks.signing import BadSecretError, NotVerifiedError, verify

_BODY_BYTES_MAX = 262_144
# What is too large is read and dropped, so that the answer is not lost in a broken connection.
_DROPPED_BYTES_MAX = 16 * _BODY_BYTES_MAX
_STALLED_SECONDS = 10


class Listener(ThreadingHTTPServer):
    """Listens on loopback only; somebody who stalls keeps nobody else waiting."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.check: Callable[[dict[str, str], bytes], None] = _refuse_all
        self.as_json = False
        self.done = Event()
        self._left = 0
        self._turn = Lock()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/"

    def listen(self, secret: str, *, count: int, as_json: bool) -> None:
        """Serve until `count` deliveries were verified (0: for ever).

        Raises:
            BadParameter: the secret is none.
        """
        clock = SystemClock()

        def check(headers: dict[str, str], body: bytes) -> None:
            verify(secret, headers, body, now_s=clock.now_ms() // 1000)

        self.check, self.as_json, self._left = check, as_json, count
        self.timeout = 0.2
        try:
            _try_secret(check)
            while not self.done.is_set():
                self.handle_request()
        finally:
            self.server_close()

    def tell(self, webhook_id: str, event: object) -> None:
        """Print a verified delivery; the last that is wanted ends the listening."""
        with self._turn:
            if self.done.is_set():
                return
            if self.as_json:
                say_json({"id": webhook_id, "event": event})
            else:
                print(_line(event), flush=True)
            self._left -= 1
            if self._left == 0:
                self.done.set()


def _refuse_all(_headers: dict[str, str], _body: bytes) -> None:
    message = "nobody listens yet"
    raise NotVerifiedError(message)


def _try_secret(check: Callable[[dict[str, str], bytes], None]) -> None:
    """Finds a secret that is none before the first delivery does."""
    now = str(SystemClock().now_ms() // 1000)
    headers = {"webhook-id": "a", "webhook-timestamp": now, "webhook-signature": "v1,a"}
    try:
        check(headers, b"")
    except NotVerifiedError:
        return
    except BadSecretError as error:
        message = f"--secret: {error}."
        raise typer.BadParameter(message) from error


def _line(event: object) -> str:
    if not isinstance(event, dict):
        return f"verified  {json.dumps(event)}"
    fields = cast("dict[str, object]", event)
    return f"verified  {fields.get('type')}  {json.dumps(fields.get('data'))}"


class _Handler(BaseHTTPRequestHandler):
    timeout = _STALLED_SECONDS

    def do_POST(self) -> None:
        said = self.headers.get("content-length", "")
        length = int(said[:20]) if said.isascii() and said.isdigit() else None
        if length is None or length > _BODY_BYTES_MAX:
            self._drop(length or 0)
            self._refuse("the length of the body is missing or too large", 413)
            return
        body = self.rfile.read(length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        listener = cast("Listener", self.server)
        try:
            listener.check(headers, body)
            event: object = json.loads(body)
        except NotVerifiedError as error:
            self._refuse(str(error), 401)
            return
        except ValueError:
            self._refuse("signed, but no JSON", 400)
            return
        self._answer(204)
        listener.tell(headers["webhook-id"], event)

    def _drop(self, length: int) -> None:
        left = min(length, _DROPPED_BYTES_MAX)
        while left > 0 and (read := self.rfile.read(min(left, 65_536))):
            left -= len(read)

    def _refuse(self, why: str, status: int) -> None:
        print(f"refused: {why}", file=sys.stderr, flush=True)
        self._answer(status)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing but what the command prints."""
