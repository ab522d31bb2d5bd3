"""Scenes in containers: the worker dies, or the engine goes away, while one renders.

The engine is the test's own and needs root, as engines do; its images are made from Debian's and
PyPI's packages the first time, and kept for the next.
"""

import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from backend.testing.dockerd import dockerd, kill_dockerd
from backend.testing.services import ROOT, Part, run_part, wait_until
from backend.testing.stack import Stack, kill
from tests.chaos.scenes import quick, slow
from tests.e2e.images.engine import Engine

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

BASE, IMAGE = "scenewright/base", "scenewright-render"
KEPT = ROOT / ".data" / "test-engine"
CONTAINERS = ("ps", "--all", "--quiet", "--filter", "label=scenewright.slot")


@contextmanager
def running(folder: Path) -> Generator[tuple[Engine, Part]]:
    """An engine on the kept images, and its process; it ends without a container."""
    with dockerd(folder) as (socket, part):
        made = Engine(socket, "scenewright-chaos")
        yield made, part
        if part.alive():
            wait_until(
                lambda: not made.docker(*CONTAINERS), seconds=30, what="the containers ending"
            )


@pytest.fixture(scope="module")
def images() -> Path:
    """A folder from which an engine starts with the image that renders."""
    with running(KEPT) as (opened, part):
        opened.make_base(BASE)
        command = [sys.executable, "-m", "backend.rendering.docker.build"]
        with run_part(
            "build",
            [*command, "--base", BASE, "--tag", IMAGE, "--network", "host"],
            folder=KEPT,
            environment=_reaching(opened),
            ready=lambda: bool(opened.docker("images", "--quiet", IMAGE)),
            seconds=1500,
        ) as build:
            wait_until(lambda: not build.alive(), seconds=1500, what="the image", part=part)
        assert build.process.returncode == 0, build.said()[-4000:]
    return KEPT


@pytest.fixture
def engine(images: Path) -> Iterator[Callable[[], tuple[Engine, Part]]]:
    """Starts the engine; started again, it has been away."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(running(images))


def _reaching(engine: Engine) -> Mapping[str, str]:
    return {"DOCKER_HOST": engine.socket}


def _in_containers(engine: Engine) -> dict[str, str]:
    return {**_reaching(engine), "SCENEWRIGHT_SANDBOX": "docker", "SCENEWRIGHT_RENDER_WARM": "1"}


@pytest.mark.requirement("chaos:c03")
def test_a_worker_killed_with_the_docker_sandbox_leaves_no_container(
    stack: Stack, engine: Callable[[], tuple[Engine, Part]]
) -> None:
    opened, _daemon = engine()
    _project, session = stack.session()
    with stack.worker(**_in_containers(opened)) as first:
        asked = stack.insert(session, slow("C03"))
        stack.running(asked["jobId"], seconds=60)
        assert opened.docker(*CONTAINERS)
        kill(first)
    wait_until(lambda: not opened.docker(*CONTAINERS), seconds=30, what="the containers ending")
    with stack.worker(**_in_containers(opened)):
        job = stack.sweep_until_ended(asked["jobId"], seconds=90)
    assert (job["status"], job["attempt"]) == ("succeeded", 2)
    stack.fetch_live(stack.settled(asked["sceneId"]))
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1
    wait_until(lambda: not opened.docker(*CONTAINERS), seconds=30, what="the pool's ending")


def stopped(daemon: Part) -> None:
    """As its operator stops it: it ends what it runs, and then itself."""
    daemon.terminate(seconds=60)


def killed(daemon: Part) -> None:
    """As the kernel ends it: what it runs runs on, and nobody answers."""
    kill_dockerd(daemon)


@pytest.mark.requirement("chaos:c30")
@pytest.mark.parametrize("end", [stopped, killed])
def test_an_engine_that_restarts_costs_an_attempt_and_not_the_worker(
    stack: Stack, engine: Callable[[], tuple[Engine, Part]], end: Callable[[Part], None]
) -> None:
    opened, daemon = engine()
    _project, session = stack.session()
    with stack.worker(**_in_containers(opened)) as part:
        asked = stack.insert(session, slow("C30"))
        stack.running(asked["jobId"], seconds=60)
        end(daemon)
        wait_until(
            lambda: stack.job(asked["jobId"])["status"] != "running",
            seconds=90,
            what="the attempt ending",
            part=part,
        )
        engine()
        job = stack.sweep_until_ended(asked["jobId"], seconds=120)
        assert (job["status"], part.alive()) == ("succeeded", True)
        assert job["attempt"] > 1
        after = stack.insert(session, quick("after C30"))
        assert stack.sweep_until_ended(after["jobId"], seconds=90)["status"] == "succeeded"
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1
