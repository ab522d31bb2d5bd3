"""What routes may ask for.

`create_app` puts one `Parts` on the application; routes reach it through these functions.
"""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from backend.clock import Clock
from backend.config import Settings
from backend.ids import IdSource


@dataclass(frozen=True)
class Parts:
    """What the composition root opened."""

    settings: Settings
    clock: Clock
    ids: IdSource


def parts(request: Request) -> Parts:
    """Everything the application holds."""
    return cast("Parts", request.app.state.parts)


def request_id(request: Request) -> str:
    """The id of this request, as it stands in the log and in the answer."""
    return str(request.state.request_id)


GetParts = Annotated[Parts, Depends(parts)]
GetRequestId = Annotated[str, Depends(request_id)]
