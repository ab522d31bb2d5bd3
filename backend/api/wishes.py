"""`/wishes/*`: what Convex may ask before a job is begun. Verified like a job, answered at once."""

import asyncio
from collections.abc import Callable
from types import MappingProxyType
from typing import Final, TypeVar

from fastapi import APIRouter, Request

from backend.api.dependencies import GetParts
from backend.api.jobs import documented, parse_call
from backend.api.signed import read_signed
from backend.log import bound, get_logger
from backend.services.wishes.messages import (
    FindScenes,
    Found,
    ReadWish,
    Shapes,
    ShapeWish,
    Understood,
)
from backend.services.wishes.reading import find_scenes, read_wish, shapes_for

_Wish = TypeVar("_Wish", ReadWish, FindScenes, ShapeWish)
_Answer = TypeVar("_Answer")
_LOG = get_logger(__name__)
_NOT_CONVEX: Final = MappingProxyType({401: {"description": "Not signed by Convex."}})
_TRACE = "4f9f5c1e-6b1f-4a58-9a3e-2d7c1b0a9e8f"

router = APIRouter(prefix="/wishes", tags=["wishes"])


@router.post(
    "/read",
    responses={**_NOT_CONVEX},
    openapi_extra=documented(
        ReadWish,
        {
            "route": "/wishes/read",
            "correlationId": _TRACE,
            "instruction": "Make the circle blue",
            "mode": "code",
            "code": "from manim import *\n",
            "document": None,
        },
    ),
)
async def read(request: Request, parts: GetParts) -> Understood:
    """What an instruction is understood as for one scene; nothing is changed."""
    settings = parts.settings
    has_model = settings.author != "offline" and settings.openai_api_key is not None

    def answer(wish: ReadWish) -> Understood:
        found = read_wish(wish, has_model=has_model)
        _LOG.info("wish.read", readings=len(found.readings), byModel=found.by_model)
        return found

    return await _answered(ReadWish, request, parts, answer)


@router.post(
    "/find",
    responses={**_NOT_CONVEX},
    openapi_extra=documented(
        FindScenes,
        {
            "route": "/wishes/find",
            "correlationId": _TRACE,
            "instruction": "Make the second part slower",
            "scenes": [{"sceneId": "c1", "title": "Circles", "words": "", "selected": False}],
        },
    ),
)
async def find(request: Request, parts: GetParts) -> Found:
    """Which scenes an instruction about the whole video means."""

    def answer(wish: FindScenes) -> Found:
        found = find_scenes(wish)
        _LOG.info("wish.found", scenes=len(found.scene_ids), asks=found.question is not None)
        return found

    return await _answered(FindScenes, request, parts, answer)


@router.post(
    "/shapes",
    responses={**_NOT_CONVEX},
    openapi_extra=documented(
        ShapeWish,
        {
            "route": "/wishes/shapes",
            "correlationId": _TRACE,
            "instruction": "Rent 40, food 30, travel 20",
            "title": "How it is spent",
            "template": "bar_chart",
            "width": 1280,
            "height": 720,
            "theme": None,
        },
    ),
)
async def shapes(request: Request, parts: GetParts) -> Shapes:
    """The templates that could show the words of a scene, the likeliest first."""

    def answer(wish: ShapeWish) -> Shapes:
        found = shapes_for(wish)
        _LOG.info("wish.shaped", shapes=len(found.shapes))
        return found

    return await _answered(ShapeWish, request, parts, answer)


async def _answered(
    kind: type[_Wish], request: Request, parts: GetParts, answer: Callable[[_Wish], _Answer]
) -> _Answer:
    wish = parse_call(kind, await read_signed(request, parts))
    with bound(correlationId=wish.correlation_id):
        # Rules over a large document take tens of milliseconds: not on the loop.
        return await asyncio.to_thread(answer, wish)
