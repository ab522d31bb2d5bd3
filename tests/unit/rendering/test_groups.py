"""Control groups on a pretended file system of either version."""

from pathlib import Path

from backend.rendering.bubblewrap.cgroups import Cgroups
from backend.rendering.sandbox.port import Limits

LIMITS = Limits(memory_bytes=1 << 28, processes=32)


def make_root(folder: Path) -> Path:
    for name in ("memory", "pids", "cpuacct"):
        (folder / name).mkdir()
    return folder


def make_unified_root(folder: Path, *, delegated: str) -> Path:
    (folder / "cgroup.controllers").write_text("cpuset cpu io memory pids\n")
    (folder / "cgroup.subtree_control").write_text(delegated)
    (folder / "cgroup.procs").write_text("")
    return folder


def test_a_group_can_be_made_after_another_renderer_took_the_shared_folder_away(
    tmp_path: Path,
) -> None:
    """Two products on one machine share the parent folder; the first to stop removes it."""
    root = make_root(tmp_path)
    first, second = Cgroups("scenewright", root=root), Cgroups("scenewright", root=root)
    first.close()
    assert not (root / "memory" / "scenewright").exists()
    group = second.create(11, LIMITS)
    assert (group.pids / "pids.max").read_text() == "32\n"


def test_a_group_of_the_second_version_is_one_folder_with_every_limit(tmp_path: Path) -> None:
    groups = Cgroups("scenewright", root=make_unified_root(tmp_path, delegated="memory pids\n"))
    group = groups.create(3, LIMITS)
    folder = tmp_path / "scenewright" / "slot-003"
    assert groups.available
    assert group.joins == (folder / "cgroup.procs",)
    written = {path.name: path.read_text().strip() for path in folder.iterdir()}
    assert written == {
        "memory.max": str(1 << 28),
        "memory.swap.max": "0",
        "memory.oom.group": "1",
        "pids.max": "32",
    }
    assert (tmp_path / "scenewright" / "cgroup.subtree_control").read_text() == "+memory +pids\n"


def test_what_the_second_version_counts_is_read(tmp_path: Path) -> None:
    groups = Cgroups("scenewright", root=make_unified_root(tmp_path, delegated="memory pids\n"))
    group = groups.create(3, LIMITS)
    assert (group.oom_kills(), group.fork_refusals(), group.cpu_seconds()) == (0, 0, 0.0)
    folder = tmp_path / "scenewright" / "slot-003"
    (folder / "memory.events").write_text("low 0\nhigh 0\nmax 7\noom 2\noom_kill 1\n")
    (folder / "pids.events").write_text("max 41\n")
    (folder / "cpu.stat").write_text("usage_usec 2500000\nuser_usec 2000000\n")
    assert (group.oom_kills(), group.fork_refusals(), group.cpu_seconds()) == (1, 41, 2.5)


def test_in_a_group_that_was_handed_over_the_owner_steps_aside_first(tmp_path: Path) -> None:
    """A unit with Delegate=yes: its own processes are in the group that has to pass limits on."""
    root = make_unified_root(tmp_path, delegated="")
    assert Cgroups("scenewright", root=root).available
    assert (root / "cgroup.subtree_control").read_text() == "+memory +pids\n"


def test_a_machine_that_hands_over_nothing_has_no_groups(tmp_path: Path) -> None:
    root = make_unified_root(tmp_path, delegated="")
    (root / "cgroup.subtree_control").unlink()
    (root / "cgroup.subtree_control").mkdir()  # a file that cannot be written, even by root
    assert not Cgroups("scenewright", root=root).available
    assert not Cgroups("scenewright", root=root).clear(0)
