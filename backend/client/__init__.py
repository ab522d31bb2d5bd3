"""The Python client of REST `/v1`, blocking and async, typed from the OpenAPI document.

Owns nothing but the wire: what is in `_generated/` is written from `docs/openapi.json` by
`backend/api/client_source.py`, and a test fails when it is stale.
Imports nothing of the backend, so that it can be shipped alone. Start at `client.py`.
"""

from backend.client.client import AsyncScenewright, Scenewright
from backend.client.errors import ApiError, AwayError
from backend.client.follow import Event

__all__ = ["ApiError", "AsyncScenewright", "AwayError", "Event", "Scenewright"]
