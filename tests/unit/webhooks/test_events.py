"""The schemas of the events are schemas, and match what Convex writes."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from backend.webhooks.events import EVENT_TYPES, schema_of, schemas

_ROOT = Path(__file__).parents[3]
COMMITTED = _ROOT / "tests" / "contracts" / "webhook_schemas.json"


@pytest.mark.requirement("webhooks:events:schemas")
@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_each_schema_is_one(event_type: str) -> None:
    jsonschema.Draft202012Validator.check_schema(dict(schema_of(event_type)))


@pytest.mark.requirement("webhooks:events:schemas")
def test_every_event_that_convex_names_has_a_schema() -> None:
    source = (_ROOT / "convex" / "shared" / "events.ts").read_text("utf-8")
    listed = source.partition("eventTypes = [")[2].partition("]")[0]
    assert tuple(re.findall(r'"([a-z_.]+)"', listed)) == EVENT_TYPES


@pytest.mark.requirement("webhooks:events:schemas")
def test_the_schemas_that_convex_is_held_against_are_these() -> None:
    """When it fails: `python -m backend.webhooks.events > tests/contracts/webhook_schemas.json`."""
    assert json.loads(COMMITTED.read_text("utf-8")) == schemas()


PING = {
    "type": "ping",
    "timestamp": "2026-03-01T00:00:00.000Z",
    "schemaVersion": 1,
    "data": {"endpointId": "e", "status": "ping", "sequence": 1},
}


@pytest.mark.requirement("webhooks:events:schemas")
def test_a_thin_body_fits() -> None:
    jsonschema.validate(PING, schema_of("ping"))


@pytest.mark.requirement("webhooks:events:schemas")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("data", {"endpointId": "e", "status": "ping", "sequence": 1, "prompt": "x"}),
        ("data", {"endpointId": "e", "status": "ping"}),
        ("schemaVersion", 2),
        ("more", 1),
    ],
)
def test_what_is_not_documented_does_not_fit(field: str, value: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**PING, field: value}, schema_of("ping"))
