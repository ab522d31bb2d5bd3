"""A Docker engine of the test's own, and containers as `docker-compose.yml` describes them.

The engine has no bridge, so every container shares the host's loopback; the names that Compose
would resolve (`convex:3210`) are replaced by addresses on it. All else of a service is kept: the
image, command, user, read-only root, capabilities, filters, limits, volumes and environment.
"""

import os
import re
import shlex
import subprocess
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import yaml

from backend.testing.dockerd import dockerd
from backend.testing.services import wait_until

ROOT = Path(__file__).resolve().parents[3]
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


@dataclass(frozen=True)
class Engine:
    """One `dockerd`; `prefix` names what this test makes on it."""

    socket: str
    prefix: str

    def docker(self, *arguments: str, seconds: float = 900.0) -> str:
        """What a docker command prints; its own words when it fails."""
        done = subprocess.run(
            ["docker", "--host", self.socket, *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        if done.returncode != 0:
            message = (
                f"docker {shlex.join(arguments)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
            )
            raise AssertionError(message)
        return done.stdout.strip()

    def make_base(self, name: str) -> None:
        """A Debian image from nothing but Debian's packages; one that is there already serves."""
        if self.docker("images", "--quiet", name):
            return
        environment = {"PATH": os.environ["PATH"], "DOCKER_HOST": self.socket}  # noqa: TID251 - a script needs one
        script = [str(ROOT / "scripts" / "base_image.sh"), name]
        subprocess.run(["sh", *script], env=environment, check=True, timeout=900)

    def build(self, name: str, dockerfile: str, *, base: str) -> None:
        file = f"deploy/images/{dockerfile}"
        self.docker("build", "-q", "--network", "host", "--build-arg", f"BASE={base}", "-t", name,
                    "-f", file, ".")  # fmt: skip

    def megabytes(self, name: str) -> float:
        return int(self.docker("image", "inspect", "--format", "{{.Size}}", name)) / 1e6

    def start(self, service: "Service") -> str:
        """A container of the service; answers its name."""
        name = f"{self.prefix}-{service.name}"
        self.docker("run", "--detach", "--name", name, *service.arguments(self.prefix))
        return name

    def run_once(self, service: "Service") -> str:
        """Runs the service to its end; answers what it said."""
        name = f"{self.prefix}-{service.name}"
        return self.docker("run", "--rm", "--name", name, *service.arguments(self.prefix))

    def healthy(self, service: "Service") -> bool:
        """Whether the service's own health check passes inside its container."""
        check = service.health()
        try:
            self.docker("exec", f"{self.prefix}-{service.name}", *check, seconds=20)
        except (AssertionError, subprocess.TimeoutExpired):
            return False
        return True

    def await_health(self, service: "Service") -> None:
        name = f"{self.prefix}-{service.name}"
        try:
            wait_until(lambda: self.healthy(service), seconds=120, what=f"{name} being healthy")
        except AssertionError as problem:
            said = self.docker("logs", "--tail", "60", name)
            msg = f"{problem}\n{said}"
            raise AssertionError(msg) from problem

    def remove(self) -> None:
        """Ends and removes every container and volume of this test."""
        mine = ["--filter", f"name={self.prefix}-", "--quiet"]
        if containers := self.docker("ps", "--all", *mine).split():
            self.docker("rm", "--force", *containers)
        if volumes := self.docker("volume", "ls", *mine).split():
            self.docker("volume", "rm", "--force", *volumes)


@contextmanager
def engine(folder: Path) -> Generator[Engine]:
    """An engine with its own folder and socket; the one of `DOCKER_HOST` when that is set."""
    if given := os.environ.get("DOCKER_HOST"):  # noqa: TID251 - docker's own setting
        found = Engine(given, "scenewright-test")
        found.remove()
        try:
            yield found
        finally:
            found.remove()
        return
    with dockerd(folder) as (socket, _part):
        made = Engine(socket, "scenewright-test")
        try:
            yield made
        finally:
            made.remove()


@dataclass(frozen=True)
class Service:
    """One service of the compose file, its variables filled in and its neighbours found."""

    name: str
    table: Mapping[str, Any]

    def doing(self, *command: str) -> "Service":
        """The same service with another command."""
        return replace(self, table={**self.table, "command": list(command)})

    def health(self) -> list[str]:
        return [str(word) for word in self.table["healthcheck"]["test"][1:]]

    def arguments(self, prefix: str) -> list[str]:
        """What `docker run` must be told."""
        table = self.table
        limits = table["deploy"]["resources"]["limits"]
        cpus = min(float(limits["cpus"]), float(os.cpu_count() or 1))
        made = ["--network", "host", "--memory", str(limits["memory"]), "--cpus", f"{cpus}"]
        made += ["--pids-limit", str(limits["pids"])]
        made += ["--read-only"] if table["read_only"] else []
        made += [f"--cap-drop={one}" for one in table["cap_drop"]]
        made += [f"--security-opt={one}" for one in table["security_opt"]]
        made += [f"--tmpfs={one}" for one in table["tmpfs"]]
        made += [f"--volume={prefix}-{one}" for one in table.get("volumes", [])]
        made += [f"--env={key}={value}" for key, value in table.get("environment", {}).items()]
        made += [f"--user={table['user']}"] if "user" in table else []
        return [*made, str(table["image"]), *(str(word) for word in table.get("command", []))]


def services(variables: Mapping[str, str], addresses: Mapping[str, str]) -> dict[str, Service]:
    """The compose file's services with variables and addresses filled in."""

    def fill(found: re.Match[str]) -> str:
        name, kind, other = found.groups()
        if variables.get(name):
            return variables[name]
        if kind == "?":
            message = f"{name}: {other}"
            raise AssertionError(message)
        return other or ""

    def filled(value: object) -> Any:  # noqa: ANN401 - any part of a YAML document
        if isinstance(value, dict):
            return {k: filled(v) for k, v in cast("dict[str, object]", value).items()}
        if isinstance(value, list):
            return [filled(one) for one in cast("list[object]", value)]
        if not isinstance(value, str):
            return value
        text = VARIABLE.sub(fill, value)
        for name, address in addresses.items():
            text = text.replace(name, address)
        return text

    document = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return {name: Service(name, filled(table)) for name, table in document["services"].items()}
