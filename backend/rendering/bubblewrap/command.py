"""The command line that makes a box, layer by layer.

```text
unshare  a private mount table, so that no mount is ever left on the machine
  sh     join the control group, set resource limits, mount the job's tmpfs, bind what is needed
    setpriv   become the slot's own user id; no groups, no capabilities, never any again
      bwrap   new user, mount, process, network, IPC, host-name and cgroup namespaces; system calls
        python -m render_image
```

As an ordinary user, the first line also makes a user namespace, and `setpriv` is left out: there is
only one user id to be had. The shell runs a fixed text with fixed words; nothing of a job is in it.
"""

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from backend.rendering.bubblewrap.cgroups import Cgroup
from backend.rendering.bubblewrap.installation import (
    INSIDE_PACKAGES,
    INSIDE_PROGRAMS,
    INSIDE_PYTHON,
    Installation,
)
from backend.rendering.sandbox.port import Limits, Program
from backend.rendering.sandbox.slots import Slot

JOB_DIR: Final = "/job"
TEMPORARY: Final = str(Path("/", "tmp"))
FOLDERS: Final = ("out", "cache", "work", "tmp", "shm")

_PROGRAMS: Final = {
    Program.RENDER: ("-m", "render_image"),
    Program.PROBE: ("-m", "probe_inside"),
}
_ENVIRONMENT: Final = {
    "HOME": TEMPORARY,
    "LANG": "C.UTF-8",
    "LD_LIBRARY_PATH": f"{INSIDE_PYTHON}/lib",
    "MPLCONFIGDIR": TEMPORARY,
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONPATH": f"{INSIDE_PROGRAMS}:{INSIDE_PACKAGES}",
    "PYTHONUNBUFFERED": "1",
    "TMPDIR": TEMPORARY,
    "TZ": "UTC",
    # TeX reads and writes in its own folder only, and runs nothing.
    "openin_any": "p",
    "openout_any": "p",
    "shell_escape": "f",
}


@dataclass(frozen=True, slots=True)
class Launch:
    """What one box is started with."""

    program: Program
    slot: Slot
    limits: Limits
    stage: Path
    cgroup: Cgroup | None
    privileged: bool
    seccomp_fd: int
    info_fd: int


def _preparation(installation: Installation, launch: Launch) -> list[str]:
    """The shell's lines: everything that must happen while we may still do it."""
    limits, stage, uid = launch.limits, launch.stage, launch.slot.uid if launch.privileged else 0
    options = f"mode=0700,uid={uid},gid={uid},nosuid,nodev,noexec"
    options += f",size={limits.scratch_bytes},nr_inodes={limits.scratch_inodes}"
    lines = ["set -e", "umask 022"]
    if launch.cgroup:
        lines += [f"echo $$ > {shlex.quote(str(path))}" for path in launch.cgroup.joins]
    else:
        # Without a control group, address space and processes are bounded one process at a time.
        lines += [f"ulimit -v {limits.memory_bytes // 512}", f"ulimit -p {limits.processes}"]
    lines += [
        "ulimit -c 0",
        f"ulimit -n {limits.open_files}",
        f"ulimit -f {limits.file_bytes // 512}",
        f"ulimit -t {limits.cpu_seconds}",
        "ulimit -s 8192",
        f"mount -t tmpfs -o mode=0755,nosuid,nodev,size=1m,nr_inodes=64 stage {stage}",
        f"mkdir {stage}/job",
        f"mount -t tmpfs -o {options} job {stage}/job",
        f"mkdir -m 0700 {' '.join(f'{stage}/job/{name}' for name in FOLDERS)}",
    ]
    if launch.privileged:
        lines.append(f"chown {uid}:{uid} {stage}/job/*")
    for number, (source, _) in enumerate(installation.staged):
        place = f"{stage}/s{number}"
        lines.append(f"mkdir {place}" if source.is_dir() else f": > {place}")
        lines.append(f"mount --bind {shlex.quote(str(source))} {place}")
    return lines


def _view(installation: Installation, launch: Launch) -> list[str]:
    """All that the box can see."""
    words: list[str] = []
    for path in installation.system:
        words += ["--ro-bind", path, path]
    for alias, target in installation.aliases:
        words += ["--symlink", target, alias]
    for number, (_, inside) in enumerate(installation.staged):
        words += ["--ro-bind", f"{launch.stage}/s{number}", inside]
    words += ["--dev", "/dev", "--bind", f"{launch.stage}/job", JOB_DIR]
    words += ["--bind", f"{launch.stage}/job/tmp", TEMPORARY]
    words += ["--bind", f"{launch.stage}/job/shm", str(Path("/dev", "shm"))]
    return [*words, "--remount-ro", "/dev", "--remount-ro", "/"]


def command(installation: Installation, launch: Launch) -> list[str]:
    """The whole command; start it with an empty environment."""
    uid = str(launch.slot.uid)
    drop: list[str] = []
    if launch.privileged:
        drop = ["setpriv", "--reuid", uid, "--regid", uid, "--clear-groups", "--no-new-privs"]
        drop += ["--inh-caps", "-all", "--bounding-set", "-all", "--"]
    box = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--hostname", "box"]
    box += ["--uid", uid, "--gid", uid, "--cap-drop", "ALL", "--clearenv"]
    for name, value in _ENVIRONMENT.items():
        box += ["--setenv", name, value]
    box += _view(installation, launch)
    box += ["--chdir", f"{JOB_DIR}/work", "--info-fd", str(launch.info_fd)]
    box += ["--seccomp", str(launch.seccomp_fd), "--"]
    box += [installation.python, "-P", "-s", *_PROGRAMS[launch.program]]
    text = "\n".join([*_preparation(installation, launch), f"exec {shlex.join([*drop, *box])}"])
    outer = ["unshare", "--mount", "--propagation", "private"]
    if not launch.privileged:
        outer += ["--user", "--map-root-user"]
    return [*outer, "--", "/bin/sh", "-c", text]
