"""What each outbound event says, as JSON Schema: what receivers may rely on.

Convex writes the bodies (`convex/model/events.ts`); tests of both sides hold them against these
schemas. Within a `schemaVersion` fields are only added, and never demanded of a receiver.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]
SCHEMA_VERSION = 1
_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SEQUENCE: Schema = {
    "type": "integer",
    "description": "Rises with every step of the same thing, so that a receiver can order events.",
}
_CODE: Schema = {"type": "string", "description": "A stable error code; see the list of errors."}


def _id(what: str) -> Schema:
    return {"type": "string", "minLength": 1, "description": f"Id of the {what}."}


_WHERE: Schema = {"projectId": _id("project"), "sessionId": _id("session")}
_SCENE: Schema = {
    **_WHERE,
    "sceneId": _id("scene"),
    "version": {"type": "integer", "minimum": 1, "description": "The version it is about."},
    "sequence": _SEQUENCE,
}
_SESSION: Schema = {
    **_WHERE,
    "sequence": _SEQUENCE,
    "sceneCount": _COUNT,
    "failedScenes": _COUNT,
    "durationInFrames": _COUNT,
}
_EXPORT: Schema = {**_WHERE, "exportId": _id("export"), "sequence": _SEQUENCE}
_CHUNK: Schema = {
    "chunkUrl": {"type": "string", "format": "uri", "description": "The film of this version."},
    "durationInFrames": {"type": "integer", "minimum": 1, "description": "Counted in the file."},
}


def _event(
    about: str,
    fields: Schema,
    *,
    status: Sequence[str],
    more: Schema | None = None,
    sometimes: Schema | None = None,
) -> Schema:
    needed = {**fields, **(more or {}), "status": {"enum": list(status)}}
    return {
        "description": about,
        "data": {
            "type": "object",
            "properties": {**needed, **(sometimes or {})},
            "required": sorted(needed),
            "additionalProperties": False,
        },
    }


_EVENTS: Mapping[str, Schema] = {
    "scene.queued": _event("A new version of a scene waits for a worker.", _SCENE,
                           status=["queued"]),
    "scene.rendering": _event("A worker has begun to draw the version.", _SCENE,
                              status=["rendering"]),
    "scene.ready": _event("The version is proved good and plays now.", _SCENE,
                          status=["ready"], more=_CHUNK),
    "scene.failed": _event("The version ended without a film; what played before still plays.",
                           _SCENE, status=["error", "cancelled"], more={"errorCode": _CODE}),
    "scene.superseded": _event("A newer version was asked for before this one was done.", _SCENE,
                               status=["superseded"]),
    "session.ready": _event("Nothing is being made any more and the session plays; "
                            "`failedScenes` may not be zero.", _SESSION,
                            status=["ready"], sometimes={"errorCode": _CODE}),
    "session.failed": _event("Nothing is being made any more and not one scene plays.", _SESSION,
                             status=["error"], sometimes={"errorCode": _CODE}),
    "export.ready": _event("The file is there.", _EXPORT, status=["ready"],
                           more={"url": {"type": "string", "format": "uri"}}),
    "export.failed": _event("There will be no file.", _EXPORT, status=["error", "cancelled"],
                            sometimes={"errorCode": _CODE}),
    "ping": _event("A test that was asked for.",
                   {"endpointId": _id("endpoint"), "sequence": _SEQUENCE}, status=["ping"]),
}  # fmt: skip

EVENT_TYPES = tuple(_EVENTS)


def schema_of(event_type: str) -> Schema:
    """The JSON Schema of a whole body of this type."""
    event = _EVENTS[event_type]
    return {
        "$schema": _DIALECT,
        "title": event_type,
        "description": event["description"],
        "type": "object",
        "properties": {
            "type": {"const": event_type},
            "timestamp": {
                "type": "string",
                "format": "date-time",
                "description": "When it happened; `webhook-timestamp` says when it was sent.",
            },
            "schemaVersion": {"const": SCHEMA_VERSION},
            "data": event["data"],
        },
        "required": ["data", "schemaVersion", "timestamp", "type"],
        "additionalProperties": False,
    }


def schemas() -> dict[str, Schema]:
    """Every schema by the type of its event."""
    return {event_type: schema_of(event_type) for event_type in EVENT_TYPES}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schemas(), indent=2) + "\n")
