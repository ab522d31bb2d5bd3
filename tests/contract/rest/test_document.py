"""The OpenAPI document: committed, compatible, and the source of the client."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from backend.api.client_source import DOCUMENT, FOLDER, files
from backend.api.document import API_VERSION, as_text, build_document
from backend.services.rest.errors import status_of

BASELINE = Path(__file__).with_name("baseline.json")
CODES = Path(__file__).parents[2] / "contracts" / "errors.json"
Json = Mapping[str, Any]


def committed() -> Json:
    return cast("Json", json.loads(DOCUMENT.read_text("utf-8")))


def test_the_committed_document_is_what_the_code_serves() -> None:
    """When it fails: `python -m backend.api.document > docs/openapi.json`."""
    assert DOCUMENT.read_text("utf-8") == as_text(build_document())


def test_the_client_is_what_the_document_says() -> None:
    """When it fails: `python -m backend.api.client_source`."""
    for name, text in files(committed()).items():
        assert (FOLDER / name).read_text("utf-8") == text, name


def operations(document: Json) -> Iterator[tuple[str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def summary_of(document: Json) -> dict[str, list[str]]:
    """What a caller relies on: answers' fields, what a request must hold, and what it may."""
    return {
        name: sorted(
            [
                *(f"answers {field}" for field in _answer_fields(document, operation)),
                *(f"needs {field}" for field in _needed(document, operation)),
                *(f"takes {field}" for field in _taken(document, operation)),
            ]
        )
        for name, operation in operations(document)
    }


def _answer_fields(document: Json, operation: Json) -> Iterator[str]:
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            yield status
            for media in response.get("content", {}).values():
                yield from _fields(document, media.get("schema", {}), status, depth=3)


def _fields(document: Json, schema: Json, path: str, *, depth: int) -> Iterator[str]:
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for choice in schema.get("anyOf", []):
        yield from _fields(document, choice, path, depth=depth)
    if "items" in schema:
        yield from _fields(document, schema["items"], f"{path}[]", depth=depth)
    for name, inner in schema.get("properties", {}).items():
        yield f"{path}.{name}: {_kind(inner)}"
        if depth > 0:
            yield from _fields(document, inner, f"{path}.{name}", depth=depth - 1)


def _kind(schema: Json) -> str:
    if "anyOf" in schema:
        return "|".join(sorted(_kind(choice) for choice in schema["anyOf"]))
    return str(schema.get("type") or schema.get("$ref", "any").rpartition("/")[2])


def _needed(document: Json, operation: Json) -> Iterator[str]:
    for parameter in operation.get("parameters", []):
        if parameter.get("required"):
            yield f"{parameter['in']}.{parameter['name']}"
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema = body.get("schema", {})
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        yield from (f"body.{name}" for name in schema.get("required", []))
    yield f"scope.{operation.get('x-scope')}"


def _taken(document: Json, operation: Json) -> Iterator[str]:
    """What callers may send: unknown fields are refused, so what goes away breaks them."""
    for parameter in operation.get("parameters", []):
        yield f"{parameter['in']}.{parameter['name']}"
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    for field in _fields(document, body.get("schema", {}), "body", depth=2):
        yield field.rpartition(":")[0]
    yield from _values(document, body.get("schema", {}), "body", depth=2)


def _values(document: Json, schema: Json, path: str, *, depth: int) -> Iterator[str]:
    """The words that a field takes: one word less breaks whoever sends it."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    yield from (f"{path}={word}" for word in schema.get("enum", []))
    for inner in [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]:
        yield from _values(document, inner, path, depth=depth)
    if depth > 0:
        for name, inner in schema.get("properties", {}).items():
            yield from _values(document, inner, f"{path}.{name}", depth=depth - 1)


def breaks(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> list[str]:
    """What a caller written against `before` would stumble over in `after`."""
    found: list[str] = []
    for name, facts in before.items():
        if name not in after:
            found.append(f"{name} is gone")
            continue
        old, new = set(facts), set(after[name])
        lost = (fact for fact in old - new if fact.startswith(("answers", "takes")))
        found += [f"{name} no longer {fact}" for fact in lost]
        found += [f"{name} now {fact}" for fact in new - old if fact.startswith("needs")]
    return sorted(found)


@pytest.mark.requirement("rest:document:compatible")
def test_nothing_that_callers_rely_on_has_gone() -> None:
    """A break needs a new path version, or a note: a new baseline under a new API version."""
    baseline = json.loads(BASELINE.read_text("utf-8"))
    found = breaks(baseline["operations"], summary_of(build_document()))
    assert found == [] or baseline["version"].split(".")[0] != API_VERSION.split(".")[0]


@pytest.mark.requirement("rest:document:compatible")
def test_what_came_since_is_relied_on_as_well() -> None:
    """When it fails, nothing was broken: `python -m tests.contract.rest.baseline` takes it up."""
    baseline = json.loads(BASELINE.read_text("utf-8"))["operations"]
    now = summary_of(build_document())
    assert {name: facts for name, facts in now.items() if baseline.get(name) != facts} == {}


def _harmed(harm: str) -> Json:
    """The true document after a careless change."""
    document = build_document()
    paths, schemas = document["paths"], document["components"]["schemas"]
    match harm:
        case "a route is gone":
            del paths["/v1/usage"]
        case "an answer lost a field":
            del schemas["Project"]["properties"]["title"]
        case "an answer changed a type":
            schemas["Project"]["properties"]["title"] = {"type": "integer"}
        case "an answer may be nothing":
            nothing = {"anyOf": [{"type": "string"}, {"type": "null"}]}
            schemas["Project"]["properties"]["title"] = nothing
        case "another status":
            responses = paths["/v1/projects"]["post"]["responses"]
            responses["200"] = responses.pop("201")
        case "a request lost a field":
            del schemas["NewSession"]["properties"]["sceneCount"]
        case "a request demands more":
            schemas["NewSession"].setdefault("required", []).append("sceneCount")
        case "a request takes one word less":
            schemas["NewKey"]["properties"]["scopes"]["items"]["enum"].remove("read")
        case "a parameter is gone":
            listing = paths["/v1/projects"]["get"]
            listing["parameters"] = [one for one in listing["parameters"] if one["name"] != "limit"]
        case _:
            paths["/v1/projects"]["get"]["x-scope"] = "edit"
    return document


@pytest.mark.requirement("rest:document:compatible")
@pytest.mark.parametrize(
    "harm",
    [
        "a route is gone",
        "an answer lost a field",
        "an answer changed a type",
        "an answer may be nothing",
        "another status",
        "a request lost a field",
        "a request demands more",
        "a request takes one word less",
        "a parameter is gone",
        "another scope",
    ],
)
def test_a_careless_change_of_the_true_document_is_noticed(harm: str) -> None:
    baseline = json.loads(BASELINE.read_text("utf-8"))["operations"]
    assert breaks(baseline, summary_of(_harmed(harm))) != []


@pytest.mark.requirement("rest:document:compatible")
@pytest.mark.parametrize("harm", ["operation", "field", "requirement", "scope"])
def test_each_kind_of_break_is_noticed(harm: str) -> None:
    before = {"GET /v1/a": ["answers 200.id: string", "needs scope.read"]}
    after = {
        "operation": {},
        "field": {"GET /v1/a": ["needs scope.read"]},
        "requirement": {"GET /v1/a": [*before["GET /v1/a"], "needs body.x"]},
        "scope": {"GET /v1/a": ["answers 200.id: string", "needs scope.edit"]},
    }[harm]
    assert len(breaks(before, after)) == 1
    added = {"GET /v1/a": [*before["GET /v1/a"], "answers 200.more: string"], "GET /v1/b": []}
    assert breaks(before, added) == []


def test_every_v1_operation_names_its_scope_and_its_refusals() -> None:
    for name, operation in operations(committed()):
        if " /v1/" in name:
            scopes = {"read", "edit", "webhooks", "account", "admin"}
            assert operation["x-scope"] in scopes | {"token", "everyone"}, name
            assert {"401", "403", "404", "422", "429"} <= set(operation["responses"]), name
            is_open = operation["x-scope"] not in scopes
            assert ("security" not in operation) == is_open, name
            assert is_open or operation["security"] == [{"bearer": []}], name
        assert operation["summary"], name


def test_codes_of_convex_get_the_status_that_the_contract_names() -> None:
    contract = json.loads(CODES.read_text("utf-8"))["errors"]
    named = {
        code: facts["http_status"]
        for code, facts in contract.items()
        if "convex" in facts["said_by"]
    }
    ours = {
        code: status_of(code) for code in named if not code.startswith(("auth.", "idem", "hook."))
    }
    expected = {code: status for code, status in named.items() if code in ours}
    assert ours == expected
