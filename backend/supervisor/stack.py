"""Which parts the product has on one machine, and which needs which to start.

    valkey ─┐
    storage ┼─▶ api ───▶ web
    convex ─┴─▶ worker          docs

This is the composition root of a local run: it turns ports, keys and options into command lines
and environments. The parts themselves know nothing of each other beyond these addresses.
"""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backend.services.identity.keys import DEFAULT_AUDIENCE, DEFAULT_ISSUER, create_key_files
from backend.supervisor import commands, probe
from backend.supervisor.keys import Keys
from backend.supervisor.options import Options
from backend.supervisor.part import Part
from backend.supervisor.state import write_atomically
from backend.supervisor.supervisor import StartError

ROOT = commands.ROOT
CHUNKS_BUCKET = "chunks"
SOURCES_BUCKET = "sources"
STORES = ("valkey", "storage", "convex")


@dataclass(frozen=True, slots=True)
class Stack:
    """Everything that decides how the parts are started."""

    options: Options
    ports: Mapping[str, int]
    keys: Keys
    limits: Mapping[str, str] = field(default_factory=dict[str, str])
    """What one user may have and do, as Convex's environment variables."""

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    @property
    def data(self) -> Path:
        return self.options.data

    @property
    def worker_ready(self) -> Path:
        return self.data / "worker" / "ready"

    def backend_environment(self) -> dict[str, str]:
        """What the API, the worker and the set-up commands are told."""
        keys = self.keys
        return {
            "WEBHOOK_SECRET": keys.webhook_secret,
            "CALLBACK_SECRET": keys.callback_secret,
            "CONVEX_URL": self.url("convex"),
            "CONVEX_SITE_URL": self.url("site"),
            "REDIS_URL": f"redis://127.0.0.1:{self.ports['valkey']}/0",
            "S3_ENDPOINT_URL": self.url("s3"),
            "S3_ACCESS_KEY_ID": keys.s3_access_key,
            "S3_SECRET_ACCESS_KEY": keys.s3_secret_key,
            "S3_CHUNKS_BUCKET": CHUNKS_BUCKET,
            "S3_SOURCES_BUCKET": SOURCES_BUCKET,
            "AUTH_ISSUER": DEFAULT_ISSUER,
            "AUTH_AUDIENCE": DEFAULT_AUDIENCE,
            "SCENEWRIGHT_API_HOST": "127.0.0.1",
            "SCENEWRIGHT_API_PORT": str(self.ports["api"]),
            "SCENEWRIGHT_API_PUBLIC_URL": self.url("api"),
            "SCENEWRIGHT_WEB_ORIGINS": f"{self.url('web')},http://localhost:{self.ports['web']}",
            "SCENEWRIGHT_WEB_PUBLIC_URL": self.url("web"),
            "SCENEWRIGHT_DOCS_SERVER_URL": self.url("docs"),
            "SCENEWRIGHT_LOCAL_USER": "1" if self.options.local_user else "0",
            "SCENEWRIGHT_DATA_DIR": str(self.data / "worker"),
            "SCENEWRIGHT_KEYS_DIR": str(self.data / "keys"),
            "SCENEWRIGHT_WEBHOOK_ALLOW_PRIVATE": "1",
        }

    def convex_environment(self) -> dict[str, str]:
        """The deployment's environment variables, which its functions read."""
        public = create_key_files(self.data / "keys")
        return {
            "FASTAPI_BASE_URL": self.url("api"),
            "WEBHOOK_SECRET": self.keys.webhook_secret,
            "CALLBACK_SECRET": self.keys.callback_secret,
            "AUTH_ISSUER": DEFAULT_ISSUER,
            "AUTH_AUDIENCE": DEFAULT_AUDIENCE,
            "AUTH_JWKS": public.jwks_data_url(),
            "CHUNK_BASE_URL": f"{self.url('s3')}/{CHUNKS_BUCKET}",
            "ALLOW_LOOPBACK_WEBHOOKS": "1",
            **self.limits,
        }

    def web_environment(self) -> dict[str, str]:
        return {
            "PORT": str(self.ports["web"]),
            "HOSTNAME": "127.0.0.1",
            "NODE_ENV": "production",
            "NEXT_TELEMETRY_DISABLED": "1",
            "NEXTAUTH_URL": self.url("web"),
            "NEXTAUTH_SECRET": self.keys.nextauth_secret,
            "SCENEWRIGHT_CONVEX_URL": self.url("convex"),
            "SCENEWRIGHT_API_URL": self.url("api"),
            "SCENEWRIGHT_LOCAL_USER": "1" if self.options.local_user else "0",
            "SCENEWRIGHT_MEDIA_ORIGINS": self.url("s3"),
        }

    def parts(self) -> list[Part]:
        """All parts of this run, in the order in which they are named to people."""
        every = [
            self._valkey(),
            self._storage(),
            self._convex(),
            self._docs(),
            self._api(),
            self._worker(),
            self._web(),
        ]
        return [part for part in every if part.name not in self.options.without]

    def _valkey(self) -> Part:
        folder = _folder(self.data / "valkey")
        port = self.ports["valkey"]
        return Part(
            name="valkey",
            title="Valkey",
            command=commands.valkey(port=port, folder=folder),
            probe=probe.valkey(port),
            address=f"redis://127.0.0.1:{port}",
            tier="store",
            advice="If its data is damaged, move .data/valkey away: it holds queues only.",
        )

    def _storage(self) -> Part:
        folder = _folder(self.data / "objects")
        identities = self.data / "objects.json"
        text = commands.seaweedfs_identities(
            access_key=self.keys.s3_access_key,
            secret_key=self.keys.s3_secret_key,
            public_bucket=CHUNKS_BUCKET,
        )
        write_atomically(identities, text, mode=0o600)

        async def make_buckets() -> None:
            await _run_once(
                "backend.storage.setup", self.backend_environment(), "The buckets were not made"
            )

        return Part(
            name="storage",
            title="Objects (S3)",
            command=commands.seaweedfs(ports=self.ports, folder=folder, identities=identities),
            # Without it the store keeps the memory of its largest upload for ever; below 300 MiB
            # its collector runs without end, at a tenth of a core.
            environment={"GOMEMLIMIT": "320MiB"},
            probe=probe.http(f"{self.url('s3')}/healthz"),
            address=self.url("s3"),
            prepare=make_buckets,
            tier="store",
        )

    def _convex(self) -> Part:
        variables = self.data / "convex.env"
        lines = [f"{name}={value}\n" for name, value in self.convex_environment().items()]
        write_atomically(variables, "".join(lines), mode=0o600)
        return Part(
            name="convex",
            title="Convex (embedded)",
            command=commands.embedded_convex(
                project=ROOT,
                folder=_folder(self.data / "convex"),
                port=self.ports["convex"],
                site_port=self.ports["site"],
                env_file=variables,
            ),
            probe=probe.http(f"{self.url('convex')}/version"),
            address=self.url("convex"),
            tier="store",
        )

    def _docs(self) -> Part:
        return Part(
            name="docs",
            title="Manim docs (MCP)",
            command=_module("mcp_server"),
            environment={
                "SCENEWRIGHT_DOCS_PORT": str(self.ports["docs"]),
                "SCENEWRIGHT_DOCS_CACHE": str(_folder(self.data / "docs")),
            },
            probe=probe.http(f"{self.url('docs')}/health"),
            address=self.url("docs"),
        )

    def _api(self) -> Part:
        return Part(
            name="api",
            title="API",
            needs=STORES,
            command=_module("backend.api"),
            environment=self.backend_environment(),
            probe=probe.http(f"{self.url('api')}/health/ready"),
            address=self.url("api"),
        )

    def _worker(self) -> Part:
        ready = self.worker_ready
        _folder(ready.parent)
        return Part(
            name="worker",
            title="Worker",
            needs=STORES,
            command=_module("backend.workers"),
            environment={
                **self.backend_environment(),
                "SCENEWRIGHT_WORKER_READY_FILE": str(ready),
            },
            probe=probe.file(ready),
            ready_file=ready,
            ready_seconds_max=90,
        )

    def _web(self) -> Part:
        server = ROOT / "web" / ".next" / "standalone" / "web" / "server.js"
        return Part(
            name="web",
            title="Web app",
            command=[commands.node(), str(server)],
            environment=self.web_environment(),
            probe=probe.http(f"{self.url('web')}/"),
            address=self.url("web"),
            advice="Build it again with: make setup",
        )


def _module(name: str) -> list[str]:
    return [sys.executable, "-m", name]


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


async def _run_once(module: str, environment: Mapping[str, str], trouble: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *_module(module),
        cwd=ROOT,
        env=dict(environment),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    if process.returncode != 0:
        message = f"{trouble}:\n{output.decode(errors='replace').strip()}"
        raise StartError(message)
