"""REST `/v1`: the product for programs.

Owns addresses, bodies, status codes and headers of the public API. Every route names its scope,
passes one gate (`gate.py`) and calls Convex's public functions as the caller, so that ownership is
decided in one place and not here. The app puts a `V1State` at `app.state.v1` (see `state.py`).
"""

from fastapi import APIRouter

from backend.api.v1.admin import router as _admin
from backend.api.v1.events import router as _events
from backend.api.v1.exports import router as _exports
from backend.api.v1.hook_calls import router as _hook_calls
from backend.api.v1.inbound_hooks import router as _inbound_hooks
from backend.api.v1.jobs import router as _jobs
from backend.api.v1.keys import router as _keys
from backend.api.v1.projects import router as _projects
from backend.api.v1.scene_changes import router as _scene_changes
from backend.api.v1.scenes import router as _scenes
from backend.api.v1.sessions import router as _sessions
from backend.api.v1.state import V1State
from backend.api.v1.usage import router as _usage
from backend.api.v1.webhook_deliveries import router as _deliveries
from backend.api.v1.webhooks import router as _webhooks
from backend.api.v1.wishes import router as _wishes

router = APIRouter(prefix="/v1")
for _part in (
    _projects,
    _sessions,
    _events,
    _scenes,
    _scene_changes,
    _wishes,
    _jobs,
    _exports,
    _webhooks,
    _deliveries,
    _inbound_hooks,
    _hook_calls,
    _usage,
    _keys,
    _admin,
):
    router.include_router(_part)

__all__ = ["V1State", "router"]
