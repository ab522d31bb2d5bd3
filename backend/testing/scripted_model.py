"""An OpenAI-compatible server that says what it is told to, misbehaviour included."""

import json
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override

_USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


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
    says: str = "no"


@dataclass(frozen=True)
class Raw:
    """Bytes that are no answer at all."""

    body: bytes


@dataclass(frozen=True)
class Hang:
    """Says nothing until the server stops."""


@dataclass(frozen=True)
class Cut:
    """Ends the connection in the middle of its answer."""


Turn = Say | Fail | Raw | Hang | Cut


@dataclass
class ScriptedModel:
    """Where it listens, and every request it got."""

    base_url: str
    requests: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    # What each request brought to be let in with.
    keys: list[str] = field(default_factory=list[str])


@contextmanager
def scripted_model(turns: Sequence[Turn]) -> Generator[ScriptedModel]:
    """Serves the turns in order; the last one again and again."""
    released = threading.Event()
    left = list(turns)
    seen: list[dict[str, object]] = []
    keys: list[str] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", "0"))
            body = json.loads(self.rfile.read(size))
            with lock:
                seen.append(body)
                keys.append(str(self.headers.get("Authorization", "")))
                turn = left.pop(0) if len(left) > 1 else left[0]
            _answer(self, turn, released, streams=bool(body.get("stream")))

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    # Stopping waits for the next look at the socket.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield ScriptedModel(f"http://127.0.0.1:{server.server_address[1]}/v1", seen, keys)
    finally:
        released.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def _answer(
    handler: BaseHTTPRequestHandler, turn: Turn, released: threading.Event, *, streams: bool
) -> None:
    match turn:
        case Say() if streams:
            _stream(handler, turn)
        case Say():
            _send(handler, 200, json.dumps(_completion(turn)).encode())
        case Fail(status, headers, says):
            body = json.dumps({"error": {"message": says, "code": says}}).encode()
            _send(handler, status, body, headers)
        case Raw(body):
            _send(handler, 200, body)
        case Cut():
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", "1000")
            handler.end_headers()
            handler.wfile.write(b'{"id": ')
            handler.close_connection = True
        case Hang():
            released.wait(60)


def _stream(handler: BaseHTTPRequestHandler, turn: Say) -> None:
    """The answer in small pieces, then why it ended, then what it cost."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()
    base: dict[str, object] = {"id": "a", "object": "chat.completion.chunk", "created": 0}
    base["model"] = "scripted"
    pieces = [turn.text[at : at + 20] for at in range(0, len(turn.text), 20)]
    parts: list[dict[str, object]] = [
        {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]}
        for piece in pieces
    ]
    parts.append({"choices": [{"index": 0, "delta": {}, "finish_reason": turn.finish}]})
    if turn.usage:
        parts.append({"choices": [], "usage": _USAGE})
    for part in parts:
        handler.wfile.write(f"data: {json.dumps(base | part)}\n\n".encode())
    handler.wfile.write(b"data: [DONE]\n\n")


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
        body["usage"] = _USAGE
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
