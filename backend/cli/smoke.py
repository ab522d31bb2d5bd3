"""`make smoke`: drives the running product from outside, as a person's browser would.

Signs in, makes a project, generates three scenes, edits one, reverts, exports, deletes; prints how
long each step took. Speaks HTTP to the API and to Convex's public functions, and fetches the chunks
that it is given. Without options it finds what `make run` started here; `--compose` takes the
settings of the compose stack, and `--api` with `--convex` any other installation.
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from backend.cli.smoke_target import Target, composed, running_here

_COMPOSE = Path(".env.compose")
_WAIT_SECONDS = 240.0
_POLL_SECONDS = 0.2
_PROMPT = (
    "Light travels as a wave. Red light has a long wavelength. "
    "Blue light is scattered more, and so the sky is blue."
)


class SmokeError(Exception):
    """A step did not end as it should; the message says what to look at."""


class AwayError(SmokeError):
    """Nothing answers where the installation should be."""


@dataclass
class Smoke:
    """One run against one installation."""

    api_url: str
    convex_url: str
    http: httpx.Client
    times: dict[str, float] = field(default_factory=dict[str, float])
    token: str = ""
    # Told each step as it ends.
    tell: Callable[[str, float], None] = lambda _step, _seconds: None
    # What this run registered, and takes away again.
    account: dict[str, str] = field(default_factory=dict[str, str])

    def run(self, *, scenes: int = 3) -> dict[str, float]:
        """Every step; answers the seconds of each.

        Raises:
            SmokeError: a step failed.
        """
        self._step("sign in", self.sign_in)
        project = ""
        try:
            project = self._step(
                "make project", lambda: self.mutation("projects:create", title="Smoke test")
            )
            session = self.mutation("videoSessions:create", projectId=project, title="Sky")
            self._step("generate", lambda: self.generate(project, session, scenes))
            first = self.scenes(session)[0]
            self._step("edit", lambda: self.edit(session, first["_id"]))
            self._step("revert", lambda: self.revert(session, first["_id"]))
            self._step("export", lambda: self.export(session))
        except (SmokeError, KeyboardInterrupt):
            # What failed is what is told, whatever becomes of the cleaning up.
            with suppress(SmokeError):
                self.delete(project)
            raise
        self._step("delete", lambda: self.delete(project))
        return self.times

    def sign_in(self) -> None:
        """As the local user where there is one, else as a new account."""
        answer = self._post(f"{self.api_url}/auth/local", {})
        if answer.is_error:
            name = hashlib.sha256(str(time.monotonic_ns()).encode()).hexdigest()[:12]
            self.account = {
                "email": f"smoke-{name}@example.com",
                "password": f"smoke-{name}-Quiet-Harbour",
                "name": "Smoke",
            }
            answer = self._post(f"{self.api_url}/auth/register", self.account)
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
        rows = self.scenes(session)
        if found["status"] != "ready" or found["failedScenes"]:
            reasons = [row.get("errorMessage") for row in [found, *rows]]
            said = "; ".join(dict.fromkeys(reason for reason in reasons if reason))
            message = f"the session ended as {found['status']}: {said or 'without a reason'}"
            raise SmokeError(message)
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
            lambda row: row["status"] in {"ready", "error", "cancelled"},
            "the export",
        )
        wanted = sum(row["durationInFrames"] for row in rows)
        if done["status"] != "ready" or done["durationInFrames"] != wanted:
            failure: dict[str, str] = done.get("error") or {}
            frames = f"{done.get('durationInFrames')} frames of {wanted}"
            message = f"the export is {done['status']} with {frames}: {failure.get('error')}"
            raise SmokeError(message)
        self.fetch(done["url"], done["checksum"])

    def delete(self, project: str) -> None:
        """The project, and the account if it was made for this."""
        if project:
            self.mutation("projects:remove", projectId=project)
        if self.account:
            proof = {"password": self.account["password"]}
            answer = self._post(f"{self.api_url}/auth/me/delete", proof, token=self.token)
            _json(answer, "deleting the account")

    def scenes(self, session: str) -> list[dict[str, Any]]:
        """The session's scenes in order."""
        found: list[dict[str, Any]] = self.query("scenes:listBySession", sessionId=session)
        return found

    def scene(self, session: str, scene: str) -> dict[str, Any]:
        """One scene of the session."""
        return next(row for row in self.scenes(session) if row["_id"] == scene)

    def fetch(self, url: str, checksum: str) -> None:
        """Get an object as a browser would and compare its checksum."""
        answer = self._asked(url, lambda: self.http.get(url))
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
        wish = {"path": name, "args": args, "format": "json"}
        answer = self._post(f"{self.convex_url}/api/{kind}", wish, token=self.token)
        body = _json(answer, name)
        if body.get("status") != "success":
            message = f"{name} refused: {body.get('errorData') or body.get('errorMessage')}"
            raise SmokeError(message)
        return body.get("value")

    def _post(self, url: str, body: Mapping[str, object], *, token: str = "") -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self._asked(url, lambda: self.http.post(url, json=body, headers=headers))

    def _asked(self, url: str, ask: Callable[[], httpx.Response]) -> httpx.Response:
        try:
            return ask()
        except httpx.TransportError as error:
            message = f"{url} does not answer ({error})"
            raise AwayError(message) from error

    def _step(self, name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the step makes
        started = time.monotonic()
        try:
            value = work()
        except SmokeError as error:
            message = f"{name}: {error}"
            raise type(error)(message) from error
        self.times[name] = time.monotonic() - started
        self.tell(name, self.times[name])
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
    """Run once; exit code 1 when a step failed, 2 without a target, 5 when nothing answers."""
    parser = argparse.ArgumentParser(prog="smoke", description=__doc__)
    parser.add_argument("--api", help="address of the API")
    parser.add_argument("--convex", help="address of Convex")
    parser.add_argument("--compose", type=Path, help="settings of the compose stack: .env.compose")
    parser.add_argument("--note", type=Path, default=Path(".data/run.json"), help="of `make run`")
    parser.add_argument("--scenes", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    given = parser.parse_args(arguments)
    try:
        target = _target(given)
    except OSError as error:
        sys.stderr.write(f"smoke: {error}\n")
        return 2
    with httpx.Client(timeout=30.0, trust_env=False, verify=target.trusts()) as http:
        smoke = Smoke(target.api.rstrip("/"), target.convex.rstrip("/"), http)
        if not given.json:
            smoke.tell = _print_step
        try:
            times = smoke.run(scenes=given.scenes)
        except AwayError as error:
            sys.stderr.write(f"smoke: {error}; start it with: {target.start}\n")
            return 5
        except SmokeError as error:
            sys.stderr.write(f"smoke: {error}\n")
            return 1
    if given.json:
        print(json.dumps({name: round(seconds, 3) for name, seconds in times.items()}))
    else:
        _print_step("all", sum(times.values()))
    return 0


def _target(given: argparse.Namespace) -> Target:
    """What was named, else what runs here, else the compose stack if it was set up here."""
    settings: Path | None = given.compose
    found = None if settings else running_here(given.note)
    if found is None and (settings or _COMPOSE.exists()):
        found = composed(settings or _COMPOSE)
    usual = found or Target("http://127.0.0.1:8000", "http://127.0.0.1:3210", "make run")
    return replace(usual, api=given.api or usual.api, convex=given.convex or usual.convex)


def _print_step(name: str, seconds: float) -> None:
    print(f"{name:<14}{seconds:8.2f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
