"""The whole pipeline from real parts, with time scaled down and faults on request.

Valkey, SeaweedFS, the embedded Convex with the product's own functions, the API and as many workers
as a test starts. Tests act as a person does, through Convex's public functions.
"""

import json
import signal
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from backend.cli.smoke import Smoke
from backend.clock import SystemClock
from backend.convex_client.door import HttpDoor
from backend.ids import SystemIds
from backend.services.identity.keys import DEFAULT_AUDIENCE, DEFAULT_ISSUER, create_key_files
from backend.services.jobs.turns import lists_of
from backend.testing.faults import FaultProxy, fault_proxy
from backend.testing.queue import redis_at
from backend.testing.services import (
    CALLBACK_SECRET,
    Part,
    api,
    embedded_convex,
    free_ports,
    seaweedfs,
    secrets,
    valkey,
    wait_until,
    worker,
)

LEASE_SECONDS = 4.0
REDISPATCH_SECONDS = 2.0
TINY = {"targetFps": 15, "width": 256, "height": 144}
END = frozenset({"ready", "error", "cancelled", "superseded"})


@dataclass
class Stack:
    """Real parts, and the hands of a person."""

    folder: Path
    environment: dict[str, str]
    api_url: str
    redis_url: str
    valkey_part: Part
    to_convex: FaultProxy
    to_s3: FaultProxy
    person: Smoke
    door: HttpDoor
    workers: int = 0
    sessions: list[str] = field(default_factory=list[str])

    @contextmanager
    def worker(self, *, before: Sequence[str] = (), **changes: str) -> Generator[Part]:
        """A worker process of its own name; several may run. `before` is what starts it."""
        self.workers += 1
        name = f"worker-{self.workers}"
        environment = {**self.environment, **changes}
        with worker(self.folder, environment, name=name, before=before) as part:
            yield part

    def waiting(self, queue: str) -> list[bytes]:
        """The messages that wait in a queue, whatever their turn."""
        client = redis_at(self.redis_url)
        return [message for name in lists_of(queue) for message in client.lrange(name, 0, -1)]

    def session(self, *, settings: Mapping[str, int] = TINY) -> tuple[str, str]:
        """A new project and a session in it, a tiny one unless said otherwise."""
        project: str = self.person.mutation("projects:create", title="Chaos")
        session: str = self.person.mutation(
            "videoSessions:create", projectId=project, title="Chaos", settings=settings
        )
        self.sessions.append(session)
        return project, session

    def became_ready(self) -> list[tuple[str, int]]:
        """Scene and version of every such event; what is shown now is there with its own bytes."""
        found: list[tuple[str, int]] = []
        for row in [row for session in self.sessions for row in self.person.scenes(session)]:
            if row.get("s3ChunkUrl"):
                self.fetch_live(row)
            said = [json.loads(each["payload"]) for each in self.events("scene.ready", row["_id"])]
            found += [(row["_id"], each["data"]["version"]) for each in said]
        return found

    def insert(self, session: str, code: str) -> dict[str, Any]:
        """A scene made of this code; answers `{sceneId, version, jobId}`."""
        return self.person.mutation("scenes:insert", sessionId=session, code=code)

    def render(self, scene_id: str, code: str) -> dict[str, Any]:
        """A new version of a scene; answers `{jobId, version}`."""
        return self.person.mutation("jobs:triggerRender", sceneId=scene_id, code=code)

    def scene(self, scene_id: str) -> dict[str, Any]:
        """The scene as the editor sees it."""
        return self.person.query("scenes:get", sceneId=scene_id)

    def versions(self, scene_id: str) -> list[dict[str, Any]]:
        """Every version, newest first."""
        page = self.person.query(
            "scenes:versions", sceneId=scene_id, paginationOpts={"numItems": 50, "cursor": None}
        )
        return page["page"]

    def job(self, job_id: str) -> dict[str, Any]:
        """The job in the ledger."""
        return self.person.query("jobs:get", jobId=job_id)

    def settled(self, scene_id: str, *, seconds: float = 60.0) -> dict[str, Any]:
        """Wait until nothing of a scene is pending."""
        found: dict[str, Any] = {}

        def done() -> bool:
            found.update(self.scene(scene_id))
            return self.scene(scene_id).get("pendingVersion") is None

        wait_until(done, seconds=seconds, what="the scene settling")
        return self.scene(scene_id)

    def ended(self, job_id: str, *, seconds: float = 60.0) -> dict[str, Any]:
        """Wait until a job has an end."""
        ends = {"succeeded", "failed", "cancelled", "superseded"}
        wait_until(
            lambda: self.job(job_id)["status"] in ends, seconds=seconds, what="the job ending"
        )
        return self.job(job_id)

    def running(self, job_id: str, *, seconds: float = 30.0) -> None:
        """Wait until a worker renders a job."""

        def rendering() -> bool:
            job = self.job(job_id)
            return job["status"] == "running" and (
                self.scene(job["sceneId"]).get("pending", {}).get("status") == "rendering"
            )

        wait_until(rendering, seconds=seconds, what="the job running")

    def convex_logs(self) -> list[str]:
        """The lines that Convex's functions wrote, as `npx convex logs` reads them."""
        answer = self.person.http.get(
            f"{self.person.convex_url}/api/stream_function_logs",
            params={"cursor": 0},
            headers=self._as_operator(),
        )
        answer.raise_for_status()
        lines = [line for entry in answer.json()["entries"] for line in entry["logLines"]]
        return [line[line.index("{") : line.rindex("}") + 1] for line in lines if "{" in line]

    def _as_operator(self) -> dict[str, str]:
        key = (self.folder / "convex" / "admin.key").read_text("utf-8").strip()
        return {"Authorization": f"Convex convex-local|{key}"}

    def set_variables(self, **changes: str) -> None:
        """Change Convex's environment while it runs, as its operator does."""
        answer = self.person.http.post(
            f"{self.person.convex_url}/api/update_environment_variables",
            json={"changes": [{"name": name, "value": value} for name, value in changes.items()]},
            headers=self._as_operator(),
        )
        answer.raise_for_status()

    def operator(self, name: str, **args: object) -> None:
        """Run an inner mutation of Convex, as `npx convex run` does."""
        answer = self.person.http.post(
            f"{self.person.convex_url}/api/mutation",
            json={"path": name, "format": "json", "args": [args]},
            headers=self._as_operator(),
        )
        answer.raise_for_status()
        if answer.json()["status"] != "success":
            raise AssertionError(answer.text)

    def ask(self, name: str, **body: object) -> Mapping[str, object]:
        """Ask Convex's server door."""
        return self.door.call(f"/server/{name}", body, correlation_id=SystemIds().uuid())

    def sweep(self) -> Mapping[str, object]:
        """What Convex's cron does every 15 seconds, now."""
        return self.ask("jobs.sweep")

    def sweep_until_ended(self, job_id: str, *, seconds: float = 60.0) -> dict[str, Any]:
        """Sweep again and again until a job has an end."""
        ends = {"succeeded", "failed", "cancelled", "superseded"}

        def done() -> bool:
            self.sweep()
            return self.job(job_id)["status"] in ends

        wait_until(done, seconds=seconds, what="the job ending")
        return self.job(job_id)

    def events(self, kind: str, scene_id: str) -> list[dict[str, Any]]:
        """The webhook events of a kind about a scene: each is one effect of one change."""
        page = self.person.query(
            "webhooks:events", type=kind, paginationOpts={"numItems": 100, "cursor": None}
        )
        return [each for each in page["page"] if scene_id in json.dumps(each["payload"])]

    def active(self) -> list[dict[str, Any]]:
        """The person's jobs that have no end yet."""
        return self.person.query("jobs:active")

    def fetch_live(self, scene: Mapping[str, Any]) -> None:
        """The live chunk is there, with the bytes that the ledger knows."""
        self.person.fetch(scene["s3ChunkUrl"], scene["checksum"])


@contextmanager
def open_stack(
    folder: Path,
    *,
    variables: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Generator[Stack]:
    """Start everything but workers.

    `variables` are Convex's, `environment` that of the API and the workers; both add to the usual.
    """
    api_port = free_ports(1)[0]
    public = create_key_files(folder / "keys")
    with ExitStack() as opened:
        redis_url, valkey_part = opened.enter_context(valkey(folder))
        s3, _seaweed = opened.enter_context(seaweedfs(folder))
        convex_variables = {
            **secrets(),
            "FASTAPI_BASE_URL": f"http://127.0.0.1:{api_port}",
            "AUTH_ISSUER": DEFAULT_ISSUER,
            "AUTH_AUDIENCE": DEFAULT_AUDIENCE,
            "AUTH_JWKS": public.jwks_data_url(),
            "CHUNK_BASE_URL": f"{s3['S3_ENDPOINT_URL']}/chunks",
            "LIMIT_LEASE_MS": str(round(LEASE_SECONDS * 1000)),
            "LIMIT_HEARTBEAT_MS": "500",
            "LIMIT_REDISPATCH_MS": str(round(REDISPATCH_SECONDS * 1000)),
            "LIMIT_DISPATCH_BACKOFF_MS": "300",
            "LIMIT_SWEEP_LEASE_MS": str(round(LEASE_SECONDS * 1000)),
            "LIMIT_CONCURRENT_JOBS": "200",
            "ALLOW_LOOPBACK_WEBHOOKS": "1",
            **(variables or {}),
        }
        convex, _convex = opened.enter_context(embedded_convex(folder, variables=convex_variables))
        to_convex = opened.enter_context(fault_proxy(convex["CONVEX_SITE_URL"]))
        to_s3 = opened.enter_context(fault_proxy(s3["S3_ENDPOINT_URL"]))
        shared = {
            **s3,
            **convex,
            "REDIS_URL": redis_url,
            "SCENEWRIGHT_KEYS_DIR": str(folder / "keys"),
            "SCENEWRIGHT_LOCAL_USER": "1",
            "SCENEWRIGHT_WEBHOOK_ALLOW_PRIVATE": "1",
            "SCENEWRIGHT_WEBHOOK_LEASE_SECONDS": str(LEASE_SECONDS),
            "SCENEWRIGHT_ACCEPTED_SECONDS": "1",
            "SCENEWRIGHT_HEARTBEAT_SECONDS": "0.5",
            # A worker of a test renders a scene or two; warming more would cost the test itself.
            "SCENEWRIGHT_RENDER_WARM": "1",
            "SCENEWRIGHT_CALLBACK_BACKOFF_SECONDS_MIN": "0.2",
            "SCENEWRIGHT_CALLBACK_BACKOFF_SECONDS_MAX": "1",
            **(environment or {}),
        }
        api_url, _api = opened.enter_context(api(folder, shared, port=api_port))
        http = opened.enter_context(httpx.Client(timeout=30.0, trust_env=False))
        person = Smoke(api_url, convex["CONVEX_URL"], http)
        person.sign_in()
        door = HttpDoor(convex["CONVEX_SITE_URL"], secret=CALLBACK_SECRET, clock=SystemClock())
        opened.callback(door.close)
        shared |= {
            "CONVEX_SITE_URL": to_convex.url,
            "S3_ENDPOINT_URL": to_s3.url,
            "CLOUDFRONT_BASE_URL": f"{s3['S3_ENDPOINT_URL']}/chunks",
        }
        yield Stack(
            folder=folder,
            environment=shared,
            api_url=api_url,
            redis_url=redis_url,
            valkey_part=valkey_part,
            to_convex=to_convex,
            to_s3=to_s3,
            person=person,
            door=door,
        )


def kill(part: Part, number: signal.Signals = signal.SIGKILL) -> None:
    """Kill a part's whole group and wait for its end."""
    part.send(number)
    if number is signal.SIGKILL:
        part.process.wait(10)
