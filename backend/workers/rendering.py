"""Opens the renderer that the settings ask for."""

from collections.abc import Callable

from backend.clock import Clock
from backend.config import Settings
from backend.ids import IdSource
from backend.rendering.bubblewrap.adapter import BubblewrapSandbox
from backend.rendering.renderer import Renderer
from backend.rendering.sandbox.port import Limits


def open_renderer(
    settings: Settings, *, clock: Clock, ids: IdSource
) -> tuple[Renderer, Callable[[], None]]:
    """A renderer, and how it is closed.

    Raises:
        SandboxUnavailableError: nothing here can isolate a render.
    """
    limits = Limits(memory_bytes=settings.render_memory_mib * 1024**2)
    sandbox = BubblewrapSandbox(clock=clock, limits=limits)
    renderer = Renderer(
        sandbox, clock=clock, ids=ids, work_dir=settings.data_dir / "renders", limits=limits
    )
    return renderer, renderer.close
