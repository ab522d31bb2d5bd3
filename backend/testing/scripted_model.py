"""An OpenAI-compatible server that says what it is told to, misbehaviour included."""

import json
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override


@dataclass(frozen=True)
class Say:
    """An ordinary answer."""

    text: str
    finish: str = "stop"
    usage: bool = True


@dataclass(frozen=True)
class Fail:
    """An HTTP failure."""

    status: int
    headers: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Raw:
    """Bytes that are no answer at all."""

    body: bytes


@dataclass(frozen=True)
class Hang:
    """Says nothing until the server stops."""


Turn = Say | Fail | Raw | Hang


@dataclass
class ScriptedModel:
    """Where it listens, and every request it got."""

    base_url: str
    requests: list[dict[str, object]] = field(default_factory=list[dict[str, object]])


@contextmanager
def scripted_model(turns: Sequence[Turn]) -> Generator[ScriptedModel]:
    """Serves the turns in order; the last one again and again."""
    released = threading.Event()
    left = list(turns)
    seen: list[dict[str, object]] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", "0"))
            body = json.loads(self.rfile.read(size))
            with lock:
                seen.append(body)
                turn = left.pop(0) if len(left) > 1 else left[0]
            _answer(self, turn, released)

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield ScriptedModel(f"http://127.0.0.1:{server.server_address[1]}/v1", seen)
    finally:
        released.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def _answer(handler: BaseHTTPRequestHandler, turn: Turn, released: threading.Event) -> None:
    match turn:
        case Say():
            _send(handler, 200, json.dumps(_completion(turn)).encode())
        case Fail(status, headers):
            _send(handler, status, b'{"error": {"message": "no"}}', headers)
        case Raw(body):
            _send(handler, 200, body)
        case Hang():
            released.wait(60)


def _completion(turn: Say) -> dict[str, object]:
    choice = {
        "index": 0,
        "finish_reason": turn.finish,
        "message": {"role": "assistant", "content": turn.text},
    }
    body: dict[str, object] = {
        "id": "answer",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }
    if turn.usage:
        body["usage"] = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    return body


def _send(
    handler: BaseHTTPRequestHandler,
    status: int,
    body: bytes,
    headers: dict[str, str] | None = None,
) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
