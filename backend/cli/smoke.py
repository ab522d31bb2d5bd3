"""`make smoke`: drives the running product from outside, as a person's browser would.

Signs in, makes a project, generates three scenes, edits one, reverts, exports, deletes; prints how
long each step took. Speaks HTTP to the API and to Convex's public functions, and fetches the chunks
that it is given. Works on whatever `--api` and `--convex` name.
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

_WAIT_SECONDS = 240.0
_POLL_SECONDS = 0.2
_PROMPT = (
    "Light travels as a wave. Red light has a long wavelength. "
    "Blue light is scattered more, and so the sky is blue."
)


class SmokeError(Exception):
    """A step did not end as it should; the message says what to look at."""


@dataclass
class Smoke:
    """One run against one installation."""

    api_url: str
    convex_url: str
    http: httpx.Client
    times: dict[str, float] = field(default_factory=dict[str, float])
    token: str = ""

    def run(self, *, scenes: int = 3) -> dict[str, float]:
        """Every step; answers the seconds of each.

        Raises:
            SmokeError: a step failed.
        """
        self._step("sign in", self.sign_in)
        project = self._step(
            "make project", lambda: self.mutation("projects:create", title="Smoke test")
        )
        try:
            session = self.mutation("videoSessions:create", projectId=project, title="Sky")
            self._step("generate", lambda: self.generate(project, session, scenes))
            first = self.scenes(session)[0]
            self._step("edit", lambda: self.edit(session, first["_id"]))
            self._step("revert", lambda: self.revert(session, first["_id"]))
            self._step("export", lambda: self.export(session))
        finally:
            self._step("delete", lambda: self.mutation("projects:remove", projectId=project))
        return self.times

    def sign_in(self) -> None:
        """As the local user where there is one, else as a new account."""
        answer = self.http.post(f"{self.api_url}/auth/local", json={})
        if answer.is_error:
            name = hashlib.sha256(str(time.monotonic_ns()).encode()).hexdigest()[:12]
            account = {
                "email": f"smoke-{name}@example.com",
                "password": f"smoke-{name}-Quiet-Harbour",
                "name": "Smoke",
            }
            answer = self.http.post(f"{self.api_url}/auth/register", json=account)
        body = _json(answer, "sign-in")
        self.token = str(body.get("accessToken") or body.get("access_token"))
        self.mutation("users:ensure")

    def generate(self, project: str, session: str, scenes: int) -> None:
        """From a prompt to a session that plays."""
        self.mutation(
            "jobs:triggerGenerate",
            projectId=project,
            sessionId=session,
            sceneCount=scenes,
            prompt=_PROMPT,
        )
        found = self.wait(
            lambda: self.query("videoSessions:get", sessionId=session),
            lambda value: value["status"] in {"ready", "error"},
            "the session becoming ready",
        )
        if found["status"] != "ready" or found["failedScenes"]:
            message = f"the session ended as {found['status']}: {found.get('error')}"
            raise SmokeError(message)
        rows = self.scenes(session)
        total = sum(row["durationInFrames"] for row in rows)
        if len(rows) != scenes or rows[-1]["endFrame"] + 1 != total:
            message = f"{len(rows)} scenes with {total} frames do not add up"
            raise SmokeError(message)
        for row in rows:
            self.fetch(row["s3ChunkUrl"], row["checksum"])

    def edit(self, session: str, scene: str) -> None:
        """Change one scene; its old chunk plays until the new one is proved."""
        before = self.scene(session, scene)
        asked = self.mutation("jobs:triggerEdit", sceneId=scene, prompt="Make the title orange")
        after = self.wait(
            lambda: self.scene(session, scene),
            lambda row: row.get("pendingVersion") is None,
            "the edit",
        )
        if after["liveVersion"] != asked["version"] or after["checksum"] == before["checksum"]:
            message = f"the edit did not change the scene: {after.get('error')}"
            raise SmokeError(message)
        self.fetch(after["s3ChunkUrl"], after["checksum"])

    def revert(self, session: str, scene: str) -> None:
        """Back to the first version, rendering nothing."""
        self.mutation("scenes:revert", sceneId=scene, version=1)
        row = self.scene(session, scene)
        if row["liveVersion"] != 1:
            message = "reverting did not move the live version"
            raise SmokeError(message)

    def export(self, session: str) -> None:
        """One file with exactly the sum of the frames."""
        rows = self.scenes(session)
        made = self.mutation(
            "jobs:triggerExport", sessionId=session, format="mp4", quality="source", fps=30
        )
        done = self.wait(
            lambda: self.query("exports:get", exportId=made["exportId"]),
            lambda row: row["status"] in {"ready", "error"},
            "the export",
        )
        wanted = sum(row["durationInFrames"] for row in rows)
        if done["status"] != "ready" or done["durationInFrames"] != wanted:
            message = f"the export is {done['status']} with {done.get('durationInFrames')} frames"
            raise SmokeError(message)
        self.fetch(done["url"], done["checksum"])

    def scenes(self, session: str) -> list[dict[str, Any]]:
        """The session's scenes in order."""
        found: list[dict[str, Any]] = self.query("scenes:listBySession", sessionId=session)
        return found

    def scene(self, session: str, scene: str) -> dict[str, Any]:
        """One scene of the session."""
        return next(row for row in self.scenes(session) if row["_id"] == scene)

    def fetch(self, url: str, checksum: str) -> None:
        """Get an object as a browser would and compare its checksum."""
        answer = self.http.get(url)
        if answer.is_error or hashlib.sha256(answer.content).hexdigest() != checksum:
            message = f"{url} answered {answer.status_code} or other bytes"
            raise SmokeError(message)

    def mutation(self, name: str, **args: object) -> Any:  # noqa: ANN401 - any JSON value
        """Call a public mutation."""
        return self._call("mutation", name, args)

    def action(self, name: str, **args: object) -> Any:  # noqa: ANN401 - any JSON value
        """Call a public action."""
        return self._call("action", name, args)

    def query(self, name: str, **args: object) -> Any:  # noqa: ANN401 - any JSON value
        """Call a public query."""
        return self._call("query", name, args)

    def wait(
        self,
        read: Callable[[], dict[str, Any]],
        holds: Callable[[dict[str, Any]], bool],
        what: str,
    ) -> dict[str, Any]:
        """Read until a condition holds, at most four minutes."""
        deadline = time.monotonic() + _WAIT_SECONDS
        while True:
            value = read()
            if holds(value):
                return value
            if time.monotonic() > deadline:
                message = f"{what} took more than {_WAIT_SECONDS:.0f} s; see the worker's log"
                raise SmokeError(message)
            time.sleep(_POLL_SECONDS)  # noqa: TID251 - a command that watches from outside polls

    def _call(self, kind: str, name: str, args: Mapping[str, object]) -> Any:  # noqa: ANN401 - any JSON value
        answer = self.http.post(
            f"{self.convex_url}/api/{kind}",
            json={"path": name, "args": args, "format": "json"},
            headers={"Authorization": f"Bearer {self.token}"},
        )
        body = _json(answer, name)
        if body.get("status") != "success":
            message = f"{name} refused: {body.get('errorData') or body.get('errorMessage')}"
            raise SmokeError(message)
        return body.get("value")

    def _step(self, name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the step makes
        started = time.monotonic()
        value = work()
        self.times[name] = time.monotonic() - started
        return value


def _json(answer: httpx.Response, what: str) -> dict[str, Any]:
    try:
        body: dict[str, Any] = answer.json()
    except ValueError:
        body = {}
    if answer.is_error and "status" not in body:
        message = f"{what} answered {answer.status_code}: {body.get('error')}"
        raise SmokeError(message)
    return body


def main(arguments: list[str] | None = None) -> int:
    """Run once; exit code 1 when a step failed, 5 when nothing answers."""
    parser = argparse.ArgumentParser(prog="smoke", description=__doc__)
    parser.add_argument("--api", default=None, help="address of the API")
    parser.add_argument("--convex", default=None, help="address of Convex")
    parser.add_argument("--note", default=".data/run.json", help="note that `make run` leaves")
    parser.add_argument("--scenes", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    given = parser.parse_args(arguments)
    noted = _noted(Path(given.note))
    api = given.api or noted.get("api", "http://127.0.0.1:8000")
    convex = given.convex or noted.get("convex", "http://127.0.0.1:3210")
    with httpx.Client(timeout=30.0, trust_env=False) as http:
        smoke = Smoke(api.rstrip("/"), convex.rstrip("/"), http)
        try:
            times = smoke.run(scenes=given.scenes)
        except SmokeError as error:
            sys.stderr.write(f"smoke: {error}\n")
            return 1
        except httpx.HTTPError as error:
            sys.stderr.write(f"smoke: nothing answers ({error}); start it with: make run\n")
            return 5
    if given.json:
        print(json.dumps({name: round(seconds, 3) for name, seconds in times.items()}))
    else:
        for name, seconds in times.items():
            print(f"{name:<14}{seconds:8.2f} s")
        print(f"{'all':<14}{sum(times.values()):8.2f} s")
    return 0


def _noted(path: Path) -> dict[str, str]:
    """Addresses of the installation that `make run` started here."""
    try:
        note: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    found: dict[str, str] = note.get("addresses", {})
    return found


if __name__ == "__main__":
    sys.exit(main())
