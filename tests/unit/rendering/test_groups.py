"""Control groups on a pretended file system of the first version."""

from pathlib import Path

from backend.rendering.bubblewrap.cgroups import Cgroups
from backend.rendering.sandbox.port import Limits


def make_root(folder: Path) -> Path:
    for name in ("memory", "pids", "cpuacct"):
        (folder / name).mkdir()
    return folder


def test_a_group_can_be_made_after_another_renderer_took_the_shared_folder_away(
    tmp_path: Path,
) -> None:
    """Two products on one machine share the parent folder; the first to stop removes it."""
    root = make_root(tmp_path)
    first, second = Cgroups("scenewright", root=root), Cgroups("scenewright", root=root)
    first.close()
    assert not (root / "memory" / "scenewright").exists()
    group = second.create(11, Limits(memory_bytes=1 << 28, processes=32))
    assert (group.pids / "pids.max").read_text() == "32\n"
