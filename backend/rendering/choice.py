"""Choosing an adapter by its name in the settings."""

from backend.clock import Clock
from backend.ids import IdSource
from backend.rendering.bubblewrap.adapter import BubblewrapSandbox
from backend.rendering.docker.adapter import DockerSandbox
from backend.rendering.errors import SandboxUnavailableError
from backend.rendering.sandbox.port import Limits, Sandbox


def make_sandbox(
    name: str,
    *,
    clock: Clock,
    ids: IdSource,
    limits: Limits | None = None,
    image: str = "scenewright-render",
    runtime: str | None = None,
) -> Sandbox:
    """The sandbox of a name: `bwrap`, `docker`, or `runsc` (Docker with gVisor).

    Raises:
        SandboxUnavailableError: this machine cannot make one, or there is none of that name.
    """
    match name:
        case "bwrap":
            return BubblewrapSandbox(clock=clock, limits=limits)
        case "docker" | "runsc":
            chosen = "runsc" if name == "runsc" else runtime
            return DockerSandbox(clock=clock, ids=ids, image=image, limits=limits, runtime=chosen)
        case _:
            message = "There is no sandbox of that name."
            raise SandboxUnavailableError(message, name=name)
