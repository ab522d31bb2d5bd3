"""The command line against the real API over the embedded Convex; nothing is rendered."""

import json
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import structlog
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr
from typing_extensions import override

from backend.api.app import Replacements, create_app
from backend.cli.app import run
from backend.config import Settings
from backend.services.identity.keys import create_key_files
from backend.testing.embedded_convex import CALLBACK_SECRET, EmbeddedConvex, embedded_convex
from backend.testing.queue import MemoryJobQueue
from backend.testing.storage import MemoryStorage

_START_SECONDS = 20
# Whatever a command answers.
Value: TypeAlias = Any


class _Served(uvicorn.Server):
    """Serves in a thread of its own; `ready` is set once it listens."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None))
        self.ready = threading.Event()

    @override
    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@dataclass(frozen=True)
class Product:
    """Where the product answers."""

    api: str
    convex: EmbeddedConvex


@contextmanager
def _quiet(log: Path) -> Generator[None]:
    """The API's log goes to a file: stdout belongs to the commands."""
    before = structlog.get_config() if structlog.is_configured() else None
    with log.open("w") as file:
        structlog.configure(
            processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()],
            wrapper_class=structlog.stdlib.BoundLogger,
            logger_factory=structlog.PrintLoggerFactory(file),
            cache_logger_on_first_use=False,
        )
        try:
            yield
        finally:
            structlog.reset_defaults()
            if before is not None:
                structlog.configure(**before)


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("product")
    keys = create_key_files(folder / "keys")
    with embedded_convex(folder, keys) as convex, _quiet(folder / "api.log"):
        settings = Settings(
            environment="test",
            webhook_secret=SecretStr("w" * 40),
            callback_secret=SecretStr(CALLBACK_SECRET),
            convex_url=convex.url,
            convex_site_url=convex.site_url,
            data_dir=folder,
            keys_dir=folder / "keys",
            redis_url="redis://127.0.0.1:1/0",
            local_user=True,
        )
        own = Replacements(queue=MemoryJobQueue(), storage=MemoryStorage())
        server = _Served(create_app(settings, instead=own))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        assert server.ready.wait(_START_SECONDS)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Product(f"http://127.0.0.1:{port}", convex)
        server.should_exit = True
        thread.join(timeout=5)


@dataclass
class Said:
    """What one command came to."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Value:
        """The one JSON value of stdout."""
        return json.loads(self.out)


@dataclass
class Terminal:
    """Somebody at the command line."""

    product: Product
    capsys: pytest.CaptureFixture[str]
    key: str | None = None
    typed: list[list[str]] = field(default_factory=list[list[str]])

    def __call__(self, *words: str) -> Said:
        """Type a command."""
        line = [*words, "--api", self.product.api, *(["--key", self.key] if self.key else [])]
        self.typed.append(line)
        self.capsys.readouterr()
        code = run(line)
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)

    def json(self, *words: str) -> Value:
        """Type a command with --json and read its value."""
        said = self(*words, "--json")
        assert said.code == 0, said.err
        assert said.err == ""
        return said.value


@pytest.fixture
def terminal(product: Product, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(product, capsys)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return tmp_path / "film.mp4"
