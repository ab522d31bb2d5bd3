"""`make run` as a person meets it: it starts, survives, says what is wrong, and stops clean."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from backend.cli.smoke import Smoke
from backend.supervisor.state import start_time
from tests.e2e.product import ROOT, Product, until

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Product]:
    product = Product(tmp_path / "data")
    yield product
    product.stop(signal.SIGKILL)


def processes_that_mention(text: str) -> list[str]:
    found: list[str] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if text in command:
                found.append(f"{entry.name} {command}")
    return found


@pytest.mark.requirement("house:run:whole")
def test_the_page_answers_and_every_part_is_healthy(product: Product) -> None:
    page = httpx.get(product.url("web"), follow_redirects=True)
    assert page.status_code == 200
    assert "Scenewright" in page.text
    command = [sys.executable, "-m", "backend.supervisor", "health", f"--data={product.data}"]
    health = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert health.returncode == 0, health.stdout
    assert health.stdout.count("serves") == 7


@pytest.mark.requirement("house:run:twice")
def test_a_second_run_on_the_same_data_is_refused_and_told_where_the_first_is(
    product: Product,
) -> None:
    command = [sys.executable, "-m", "backend.supervisor", "run", f"--data={product.data}"]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert "already runs" in second.stderr
    assert product.url("web") in second.stderr


@pytest.mark.requirement("house:run:whole-stop")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_all_within_five_seconds_and_a_second_start_is_quick(
    own: Product, number: signal.Signals
) -> None:
    own.start()
    pids = own.pids()
    seconds = own.stop(number)
    assert seconds < 5
    assert own.process is not None
    assert own.process.returncode == 0
    assert [name for name, pid in pids.items() if start_time(pid)] == []
    assert processes_that_mention(str(own.data)) == []
    assert not own.note.exists()


def person(product: Product, http: httpx.Client) -> Smoke:
    """Somebody who uses the running product."""
    found = Smoke(product.url("api"), product.url("convex"), http)
    found.sign_in()
    return found


def titles(one: Smoke) -> set[str]:
    page = one.query("projects:list", paginationOpts={"numItems": 50, "cursor": None})
    return {project["title"] for project in page["page"]}


@pytest.mark.requirement("house:run:killed")
def test_after_kill_9_it_starts_again_with_all_data(own: Product) -> None:
    own.start()
    parts = own.pids()
    with httpx.Client(timeout=30, trust_env=False) as http:
        person(own, http).mutation("projects:create", title="Kept")
        own.stop(signal.SIGKILL)
        own.start()
        assert titles(person(own, http)) == {"Kept"}
    assert own.stop() < 5
    assert [name for name, pid in parts.items() if start_time(pid)] == []


@pytest.mark.slow
@pytest.mark.requirement("house:run:killed")
def test_kill_9_at_any_moment_of_a_start_leaves_nothing_in_the_way(own: Product) -> None:
    own.start()
    with httpx.Client(timeout=30, trust_env=False) as http:
        person(own, http).mutation("projects:create", title="Kept")
    own.stop(signal.SIGKILL)
    for moment in (0.05, 0.4, 0.8, 1.5, 2.5, 4.0, 6.0):
        own.start_and_kill(after_seconds=moment)
    own.start()
    with httpx.Client(timeout=30, trust_env=False) as http:
        assert titles(person(own, http)) == {"Kept"}
    assert own.stop() < 5
    assert processes_that_mention(str(own.data)) == []


@pytest.mark.requirement("house:run:part-dies")
def test_a_part_that_is_killed_comes_back_and_the_others_stay(own: Product) -> None:
    own.start()
    before = own.pids()
    os.killpg(before["docs"], signal.SIGKILL)
    until(lambda: "serves again" in own.said(), seconds_max=60, what="a new docs server")
    assert "starting it again in 1 s" in own.said()
    assert own.pids()["docs"] != before["docs"]
    after = own.pids()
    assert {n: p for n, p in after.items() if n != "docs"} == {
        n: p for n, p in before.items() if n != "docs"
    }
    assert httpx.get(f"{own.url('docs')}/health").status_code == 200


@pytest.mark.requirement("house:run:busy-port")
def test_a_port_asked_for_by_name_that_is_busy_is_refused_with_its_holder(own: Product) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        own.ports = {"web": port}
        with pytest.raises(
            AssertionError, match=rf"port {port} \(web\) is held by .*{os.getpid()}"
        ):
            own.start()


@pytest.mark.requirement("house:run:bad-settings")
def test_bad_settings_are_refused_together_before_anything_starts(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "backend.supervisor", "run", f"--data={tmp_path / 'data'}"]
    environment = {
        "PATH": os.environ["PATH"],  # noqa: TID251 - a program needs one
        "SCENEWRIGHT_WORKER_CONCURRENCY": "many",
        "SCENEWRIGHT_LOG_LEVEL": "loud",
    }
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Nothing was started" in done.stderr
    assert "SCENEWRIGHT_WORKER_CONCURRENCY" in done.stderr
    assert "SCENEWRIGHT_LOG_LEVEL" in done.stderr
    assert not (tmp_path / "data" / "run.json").exists()
    assert not (tmp_path / "data" / "logs").exists()
