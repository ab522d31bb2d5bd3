"""The composition root of the API: settings in, application out."""

from fastapi import APIRouter, FastAPI

from backend.api.dependencies import Parts
from backend.api.errors import install_error_handlers
from backend.clock import Clock, SystemClock
from backend.config import Settings
from backend.ids import IdSource, SystemIds


def routers() -> list[APIRouter]:
    """Every router of the API, in the order of the documentation."""
    return []


def create_app(
    settings: Settings, *, clock: Clock | None = None, ids: IdSource | None = None
) -> FastAPI:
    """Build the API. Nothing is opened before its lifespan starts."""
    app = FastAPI(title="Scenewright", version=settings.release)
    app.state.parts = Parts(settings=settings, clock=clock or SystemClock(), ids=ids or SystemIds())
    install_error_handlers(app)
    for router in routers():
        app.include_router(router)
    return app
