"""What boxes may leave on a machine, and whether they did: nothing."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from backend.rendering.docker.command import OWNER_LABEL
from backend.testing.box_users import running_as

# A slot is a locked file and stays; what was drawn for a project is kept on purpose.
_KEPT = ("slots", "docker", "cache-bwrap", "cache-docker")


def left_behind(state_dir: Path, first_uid: int) -> list[str]:
    """Processes, mounts, control groups and files of the boxes of this folder and these users."""
    mounts = Path("/proc/self/mounts").read_text().splitlines()
    return [
        *(f"process {pid}" for pid, _slot in running_as(first_uid)),
        *(f"mount {line}" for line in mounts if str(state_dir) in line),
        *(f"group {found}" for found in Path("/sys/fs/cgroup").glob(f"**/{state_dir.name}/slot-*")),
        *(f"file {found}" for found in _files(state_dir)),
    ]


def containers_left(owner: str) -> list[str]:
    """Containers of one renderer, and control groups and mounts of any that are gone."""
    mine = f"label={OWNER_LABEL}={owner}"
    ours = _docker("ps", "--all", "--quiet", "--no-trunc", "--filter", mine)
    alive = set(_docker("ps", "--quiet", "--no-trunc"))
    groups = [path for path in Path("/sys/fs/cgroup").glob("*/docker/*") if len(path.name) == 64]
    root = _docker("info", "--format", "{{.DockerRootDir}}")[0]
    mounts = Path("/proc/self/mounts").read_text().splitlines()
    return [
        *(f"container {name}" for name in ours),
        *(f"group {path}" for path in groups if path.name not in alive),
        *(f"mount {line}" for line in mounts if f" {root}/" in line and not alive),
    ]


def _docker(*words: str) -> list[str]:
    done = subprocess.run(["docker", *words], capture_output=True, text=True, check=True)
    return done.stdout.split()


def _files(state_dir: Path) -> Iterator[Path]:
    for entry in state_dir.iterdir():
        if entry.name not in _KEPT:
            yield from (found for found in entry.rglob("*"))
