"""Opens the renderer that the settings ask for."""

from collections.abc import Callable

from backend.clock import Clock
from backend.config import Settings
from backend.ids import IdSource
from backend.log import get_logger
from backend.rendering import (
    Limits,
    Renderer,
    Sandbox,
    SandboxUnavailableError,
    make_sandbox,
    sizes_for,
    sizes_for_machine,
)

_LOG = get_logger(__name__)
_NAMES = {"bubblewrap": ("bwrap",), "docker": ("docker",), "auto": ("bwrap", "docker")}


def open_renderer(
    settings: Settings, *, clock: Clock, ids: IdSource
) -> tuple[Renderer, Callable[[], None]]:
    """A renderer with its caches and warm boxes, and how it is closed.

    Raises:
        SandboxUnavailableError: nothing here can isolate a render.
        ServiceError: an attack on a box of our own worked; nothing may be rendered here.
    """
    limits = Limits(memory_bytes=settings.render_memory_mib * 1024**2)
    warm = settings.render_warm
    renderer = Renderer(
        _sandbox(settings, limits, clock=clock, ids=ids),
        clock=clock,
        ids=ids,
        work_dir=settings.data_dir / "renders",
        cache_dir=settings.data_dir / "cache",
        warm=sizes_for_machine(limits) if warm is None else sizes_for(warm),
        limits=limits,
    )
    # Before the first job: it takes seconds, and a job's lease runs while it waits for them.
    renderer.prove()
    return renderer, renderer.close


def _sandbox(settings: Settings, limits: Limits, *, clock: Clock, ids: IdSource) -> Sandbox:
    """The first sandbox of the wanted kind that this machine can make."""
    refusals: list[str] = []
    for name in _NAMES[settings.sandbox]:
        try:
            sandbox = make_sandbox(
                name, clock=clock, ids=ids, limits=limits, image=settings.sandbox_image
            )
        except SandboxUnavailableError as error:
            refusals.append(f"{name}: {error.message}")
        else:
            _LOG.info("sandbox.chosen", sandbox=name)
            return sandbox
    message = " ".join(refusals)
    raise SandboxUnavailableError(message)
