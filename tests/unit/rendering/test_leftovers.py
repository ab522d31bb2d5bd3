"""What killed owners leave is found and deleted, and control groups of both versions are made."""

from pathlib import Path

import pytest

from backend.ids import SystemIds
from backend.rendering.bubblewrap.cgroups import Cgroups
from backend.rendering.sandbox.port import Limits
from backend.rendering.workspace import Workspace


def test_a_dead_owners_folder_is_deleted_and_a_live_ones_is_not(tmp_path: Path) -> None:
    live = Workspace(tmp_path, ids=SystemIds())
    kept, lost = live.folder(), tmp_path / "owner-of-the-dead"
    lost.mkdir()
    (lost / ".lock").touch()  # as the kernel leaves it: there, and locked by nobody
    third = Workspace(tmp_path, ids=SystemIds())
    assert kept.exists()
    assert not lost.exists()
    live.close()
    third.close()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def unified(tmp_path: Path) -> Path:
    (tmp_path / "cgroup.controllers").write_text("cpu memory pids\n")
    (tmp_path / "cgroup.subtree_control").write_text("cpu memory pids\n")
    return tmp_path


def test_the_unified_interface_gets_one_folder_a_slot(unified: Path) -> None:
    groups = Cgroups("scenes", root=unified)
    assert groups.available
    group = groups.create(3, Limits(memory_bytes=1000, processes=7))
    folder = unified / "scenes" / "slot-003"
    assert group.folders == (folder,)
    assert (folder / "memory.max").read_text() == "1000\n"
    assert (folder / "pids.max").read_text() == "7\n"
    (folder / "memory.events").write_text("oom 2\noom_kill 1\n")
    (folder / "pids.events").write_text("max 4\n")
    (folder / "cpu.stat").write_text("usage_usec 2500000\n")
    assert (group.oom_kills(), group.fork_refusals(), group.cpu_seconds()) == (1, 4, 2.5)


def test_a_container_without_delegation_moves_its_members_to_a_leaf(tmp_path: Path) -> None:
    (tmp_path / "cgroup.controllers").write_text("memory pids\n")
    (tmp_path / "cgroup.subtree_control").write_text("")
    groups = Cgroups("scenes", root=tmp_path)
    assert groups.available
    assert "memory" in (tmp_path / "scenes" / "cgroup.subtree_control").read_text()


def test_the_older_interface_gets_a_folder_for_each_controller(tmp_path: Path) -> None:
    for name in ("memory", "pids", "cpuacct"):
        (tmp_path / name).mkdir()
    groups = Cgroups("scenes", root=tmp_path)
    assert groups.available
    group = groups.create(0, Limits(memory_bytes=1000))
    assert len(group.folders) == 3
    assert (group.memory / "memory.limit_in_bytes").read_text() == "1000\n"


def test_without_any_interface_there_are_no_groups(tmp_path: Path) -> None:
    assert not Cgroups("scenes", root=tmp_path).available
