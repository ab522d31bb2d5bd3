"""Where the product is and as whom to call it: options, then `login`, then this machine."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

if TYPE_CHECKING:
    from backend.client import Scenewright

_USUAL_API = "http://127.0.0.1:8000"
_RUN_NOTE = Path(".data") / "run.json"


@dataclass(frozen=True)
class CliSettings:
    """The options that stand before a command."""

    api: str | None = None
    key: str | None = None
    as_json: bool = False

    @property
    def address(self) -> str:
        """The API to call: the one given, the one that runs here, or the usual one."""
        return (self.api or _running_here() or _USUAL_API).rstrip("/")

    def credential(self) -> str | None:
        """The key given, or the one that `login` kept for this address."""
        return self.key or read_saved().get(self.address)

    def open(self) -> "Scenewright":
        """A client that is signed in: by key, or as this machine's own user.

        Raises:
            ApiError: there is no key and the local user is refused.
            AwayError: the API does not answer.
        """
        from backend.client import Scenewright  # noqa: PLC0415 - keeps `--help` quick

        credential = self.credential()
        if credential is None:
            with Scenewright(self.address) as stranger:
                credential = stranger.sign_in_locally(delivery="body").access_token
        return Scenewright(self.address, credential)


def settings_of(context: typer.Context) -> CliSettings:
    """The options of this run."""
    return context.obj if isinstance(context.obj, CliSettings) else CliSettings()


def saved_path() -> Path:
    """Where `login` keeps keys; readable by the owner only."""
    return Path(typer.get_app_dir("scenewright")) / "keys.json"


def read_saved() -> dict[str, str]:
    """Keys by address."""
    return {name: str(value) for name, value in _read_json(saved_path()).items()}


def write_saved(keys: dict[str, str]) -> None:
    """Keep keys by address."""
    path = saved_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(json.dumps(keys, indent=1), "utf-8")


def _running_here() -> str | None:
    addresses = _read_json(_RUN_NOTE).get("addresses")
    found = cast("dict[str, object]", addresses).get("api") if isinstance(addresses, dict) else None
    return found if isinstance(found, str) else None


def _read_json(path: Path) -> dict[str, object]:
    try:
        value = cast("object", json.loads(path.read_text("utf-8")))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
