"""An HTTP proxy that breaks calls on request, between a worker and Convex or S3."""

import http.client
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, Literal
from urllib.parse import SplitResult, urlsplit

from typing_extensions import override

# What happens to one call: passed on; refused with 500; passed on but its answer lost; cut off;
# held until the gate opens; its body cut in half on the way.
Fault = Literal["pass", "refuse", "lose_answer", "cut", "hold", "truncate"]
Choose = Callable[[str, str, bytes], Fault]
Answer = tuple[int, list[tuple[str, str]], bytes]
_HOP_HEADERS = frozenset({"connection", "transfer-encoding", "content-length", "host"})


def no_fault(_method: str, _path: str, _body: bytes) -> Fault:
    """Every call passes."""
    return "pass"


@dataclass
class FaultProxy:
    """A proxy, and what it saw."""

    url: str
    choose: Choose = no_fault
    seen: list[tuple[str, str, Fault]] = field(default_factory=list[tuple[str, str, Fault]])
    gate: threading.Event = field(default_factory=threading.Event)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def note(self, method: str, path: str, fault: Fault) -> None:
        """Remember a call."""
        with self._changed:
            self.seen.append((method, path, fault))
            self._changed.notify_all()

    def wait_for(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait until a condition over what was seen holds."""
        with self._changed:
            return self._changed.wait_for(holds, seconds)

    def reset(self) -> None:
        """Let everything pass again."""
        self.choose = no_fault
        self.gate.set()
        self.gate = threading.Event()
        self.seen.clear()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: ClassVar["FaultProxy"]
    upstream: ClassVar[SplitResult]

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        fault = self.proxy.choose(self.command, self.path, body)
        self.proxy.note(self.command, self.path, fault)
        if fault == "hold":
            self.proxy.gate.wait(60)
        answer = self._answered(fault, body)
        if answer is None:
            self.close_connection = True
        else:
            self._answer(*answer)

    def _answered(self, fault: Fault, body: bytes) -> Answer | None:
        if fault == "cut":
            return None
        if fault == "refuse":
            return 500, [], b"{}"
        try:
            answer = self._pass_on(body[: len(body) // 2] if fault == "truncate" else body)
        except (OSError, http.client.HTTPException):
            return None
        return None if fault == "lose_answer" else answer

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = _serve  # noqa: N815 - the library's names

    def _pass_on(self, body: bytes) -> Answer:
        connection = http.client.HTTPConnection(
            self.upstream.hostname or "127.0.0.1", self.upstream.port, timeout=30
        )
        headers = {
            name: value for name, value in self.headers.items() if name.lower() not in _HOP_HEADERS
        }
        # The signature of S3 covers the host that the client meant.
        headers["Host"] = self.headers.get("Host", self.upstream.netloc)
        connection.request(self.command, self.path, body=body, headers=headers)
        answer = connection.getresponse()
        data = answer.read()
        kept = [(k, v) for k, v in answer.getheaders() if k.lower() not in _HOP_HEADERS]
        connection.close()
        return answer.status, kept, data

    def _answer(self, status: int, headers: list[tuple[str, str]], data: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    @override
    def log_message(self, format: str, *args: object) -> None:
        del format, args


@contextmanager
def fault_proxy(target: str) -> Generator[FaultProxy]:
    """Proxy a loopback address; yields the proxy, whose `choose` a test replaces."""

    class Handler(_Handler):
        """The handler of this one proxy."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    proxy = FaultProxy(f"http://127.0.0.1:{server.server_address[1]}")
    Handler.proxy, Handler.upstream = proxy, urlsplit(target)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield proxy
    finally:
        proxy.gate.set()
        server.shutdown()
        thread.join()
        server.server_close()
