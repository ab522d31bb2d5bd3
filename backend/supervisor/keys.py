"""Secrets of the local installation: made once, kept private, the same from run to run."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from backend.ids import IdSource
from backend.supervisor.state import write_atomically

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """Every secret that the parts share."""

    webhook_secret: str
    callback_secret: str
    nextauth_secret: str
    s3_access_key: str
    s3_secret_key: str
    convex_instance_secret: str


def load_or_make(path: Path, ids: IdSource) -> Keys:
    """The kept secrets; a missing one is made and kept before anything uses it."""
    kept = _read(path)
    names = [field.name for field in fields(Keys)]
    keys = Keys(**{name: kept.get(name) or ids.token(SECRET_BYTES).hex() for name in names})
    if asdict(keys) != kept:
        write_atomically(path, json.dumps(asdict(keys), indent=2), mode=0o600)
    return keys


def _read(path: Path) -> dict[str, str]:
    try:
        return {str(k): str(v) for k, v in json.loads(path.read_text()).items()}
    except (OSError, ValueError, AttributeError):
        return {}
