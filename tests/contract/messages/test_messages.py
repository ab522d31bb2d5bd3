"""Bodies that Convex emits are accepted here, others refused: one set for two languages."""

import json
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from pydantic import ValidationError

from backend.services.jobs.messages import (
    CancelJob,
    EditJob,
    ExportJob,
    GenerateJob,
    Job,
    RenderJob,
    SweepJob,
)

EXAMPLES: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "contracts" / "jobs.json").read_text("utf-8")
)
MODELS: MappingProxyType[str, type[Job]] = MappingProxyType(
    {
        "/jobs/generate": GenerateJob,
        "/jobs/edit": EditJob,
        "/jobs/render": RenderJob,
        "/jobs/export": ExportJob,
        "/jobs/cancel": CancelJob,
        "/jobs/sweep": SweepJob,
    }
)
VALID = [(route, body) for route, bodies in EXAMPLES["valid"].items() for body in bodies]


@pytest.mark.requirement("pipeline:contract:jobs")
@pytest.mark.parametrize(("route", "body"), VALID, ids=[route for route, _body in VALID])
def test_what_convex_posts_is_accepted_whole(route: str, body: dict[str, Any]) -> None:
    job = MODELS[route].model_validate(body)
    given = job.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert given == body


@pytest.mark.requirement("pipeline:contract:jobs")
@pytest.mark.parametrize(("route", "body"), VALID, ids=[route for route, _body in VALID])
def test_a_field_that_is_not_in_the_contract_is_refused(route: str, body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MODELS[route].model_validate({**body, "surprise": 1})


def test_every_route_has_an_example() -> None:
    assert set(EXAMPLES["valid"]) == set(MODELS)
