"""The OpenAPI document of the public surface, as it is committed in `docs/openapi.json`.

    python -m backend.api.document > docs/openapi.json

`API_VERSION` moves with the document: the second number when something is added, the first never
within `/v1`. A test compares the committed document with the code.
"""

import json
import sys
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from backend.api.public import public_routers

API_VERSION = "1.0.0"
_ABOUT = """The product for programs. Send an API key or a short access token as
`Authorization: Bearer …`. Every refusal has the same shape: `error` is prose, `code` is stable.
`Idempotency-Key` makes a call happen once; `If-None-Match` saves a body; `If-Match` changes only
what is as you read it; `wait` holds an answer until a thing has settled.
Each operation names its scope in `x-scope`."""


def build_document() -> dict[str, Any]:
    """The document, with the version of the API and not of the release."""
    app = FastAPI()
    for router in public_routers():
        app.include_router(router)
    return get_openapi(
        title="Scenewright", version=API_VERSION, description=_ABOUT, routes=app.routes
    )


def as_text(document: dict[str, Any]) -> str:
    """The document as it is committed."""
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text(build_document()))
