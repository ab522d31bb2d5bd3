"""The running product's note outlives a supervisor that was killed, and lies to nobody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from backend.supervisor.state import (
    PartState,
    RunState,
    is_alive,
    kill_leftovers,
    load,
    save,
    start_time,
    write_atomically,
)


def make_state(pid: int, started: str) -> RunState:
    part = PartState(
        name="worker", title="Worker", pid=pid, started=started, address="", log="worker.log"
    )
    return RunState(
        supervisor_pid=1, supervisor_started="0", parts=[part], addresses={"web": "http://x"}
    )


def test_a_note_reads_back_as_it_was_written(tmp_path: Path) -> None:
    state = make_state(12, "34")
    save(tmp_path / "run.json", state)
    assert load(tmp_path / "run.json") == state


@pytest.mark.parametrize("text", ["", "{", "[]", '{"parts": [{}]}', '{"parts": 3}'])
def test_a_damaged_note_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text)
    assert load(tmp_path / "run.json") is None


@pytest.mark.requirement("house:run:after-kill")
def test_leftovers_of_a_killed_supervisor_are_ended() -> None:
    command = [sys.executable, "-c", "import signal; signal.pause()"]
    with subprocess.Popen(command, start_new_session=True) as process:
        state = make_state(process.pid, start_time(process.pid))
        assert kill_leftovers(state) == ["worker"]
        assert process.wait(10) == -9


@pytest.mark.requirement("house:run:after-kill")
def test_a_process_that_only_shares_the_number_is_left_alone() -> None:
    state = make_state(os.getpid(), "1")
    assert kill_leftovers(state) == []


def test_a_process_that_is_gone_is_not_alive() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    started = start_time(process.pid)
    process.wait(10)
    assert not is_alive(process.pid, started)
    assert not is_alive(process.pid, "")


def test_a_private_file_is_never_readable_by_others(tmp_path: Path) -> None:
    write_atomically(tmp_path / "keys" / "secrets.json", "{}", mode=0o600)
    assert (tmp_path / "keys" / "secrets.json").stat().st_mode & 0o777 == 0o600
