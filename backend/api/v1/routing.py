"""How a `/v1` router is made: behind the gate, with the refusals that every route shares."""

from fastapi import APIRouter

from backend.api.problem import PROBLEMS
from backend.api.v1.gate import GatedRoute, OpenRoute


def v1_router(prefix: str, tag: str) -> APIRouter:
    """A router of one noun."""
    return APIRouter(
        prefix=prefix,
        tags=[tag],
        route_class=GatedRoute,
        responses=PROBLEMS,
        generate_unique_id_function=lambda route: route.name,
    )


def open_router(prefix: str, tag: str) -> APIRouter:
    """A router whose routes ask for no bearer credential."""
    return APIRouter(
        prefix=prefix,
        tags=[tag],
        route_class=OpenRoute,
        responses=PROBLEMS,
        generate_unique_id_function=lambda route: route.name,
    )
