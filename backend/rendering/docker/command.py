"""The `docker run` line of a box."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from backend.rendering.sandbox.port import Limits, Program
from backend.rendering.sandbox.slots import Slot

LABEL: Final = "scenewright.slot"
OWNER_LABEL: Final = "scenewright.owner"


@dataclass(frozen=True, slots=True)
class ContainerLaunch:
    """What one container is started with."""

    program: Program
    slot: Slot
    limits: Limits
    name: str
    owner: str
    image: str
    runtime: str | None
    profile: Path


def run_command(launch: ContainerLaunch) -> list[str]:
    """The whole command; no word of it comes from a job."""
    limits, slot = launch.limits, launch.slot
    scratch = f"/job:rw,noexec,nosuid,nodev,mode=0700,uid={slot.uid},gid={slot.uid}"
    scratch += f",size={limits.scratch_bytes},nr_inodes={limits.scratch_inodes}"
    words = ["docker", "run", "--interactive", "--rm", "--name", launch.name]
    words += ["--label", f"{LABEL}={slot.number}", "--label", f"{OWNER_LABEL}={launch.owner}"]
    words += ["--pull", "never", "--network", "none", "--ipc", "private", "--hostname", "box"]
    words += ["--read-only", "--tmpfs", scratch, "--shm-size", "8m", "--log-driver", "none"]
    words += ["--user", f"{slot.uid}:{slot.uid}", "--cap-drop", "ALL"]
    words += ["--security-opt", "no-new-privileges"]
    words += ["--security-opt", f"seccomp={launch.profile}"]
    words += ["--memory", str(limits.memory_bytes), "--memory-swap", str(limits.memory_bytes)]
    words += ["--pids-limit", str(limits.processes), "--ulimit", "core=0"]
    words += ["--ulimit", f"nofile={limits.open_files}", "--ulimit", f"fsize={limits.file_bytes}"]
    words += ["--ulimit", f"cpu={limits.cpu_seconds}", "--ulimit", "stack=8388608"]
    if launch.runtime:
        words += ["--runtime", launch.runtime]
    return [*words, launch.image, launch.program.value]
