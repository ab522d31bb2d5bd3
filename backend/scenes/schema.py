"""The published shapes: JSON Schema of a document, of operations, and the node definitions."""

from pydantic import JsonValue, TypeAdapter

from backend.scenes.document import SCHEMA_VERSION, Document
from backend.scenes.kinds import ACTIONS, KINDS, Action, Arg, Kind, accepts
from backend.scenes.operations.model import OPERATIONS

Definition = dict[str, JsonValue]

_JSON_TYPES: dict[str, Definition] = {
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "text": {"type": "string"},
    "choice": {"type": "string"},
    "color": {"type": "string"},
    "formula": {"type": "string"},
    "code": {"type": "string"},
    "asset": {"type": "string"},
    "function": {"type": "string"},
    "size": {"type": ["number", "string"]},
    "numbers": {"type": "array", "items": {"type": "number"}},
    "texts": {"type": "array", "items": {"type": "string"}},
    "range": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 3},
    "point": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 3},
    "points": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
    "matrix": {"type": "array", "items": {"type": "array"}},
    "grid": {"type": "array", "items": {"type": "array"}},
    "edges": {"type": "array", "items": {"type": "array", "minItems": 2, "maxItems": 3}},
    "object": {"type": "string"},
    "objects": {"type": "array", "items": {"type": "string"}},
}


def document_schema() -> Definition:
    """JSON Schema of a scene document, with its version as the id."""
    schema = Document.model_json_schema()
    return {"$id": f"scene-document-{SCHEMA_VERSION}", **schema}


def operations_schema() -> Definition:
    """JSON Schema of a list of operations."""
    return TypeAdapter(dict[str, JsonValue]).validate_python(OPERATIONS.json_schema())


def arguments_schema(owner: Kind | Action) -> Definition:
    """JSON Schema of the literal arguments of one kind or action."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {arg.name: _argument(arg) for arg in owner.args},
        "required": [arg.name for arg in owner.args if arg.required],
    }


def _argument(arg: Arg) -> Definition:
    found: Definition = dict(_JSON_TYPES.get(arg.type, {}))
    if arg.choices:
        found["enum"] = list(arg.choices)
    if arg.min is not None:
        found["minimum"] = arg.min
    if arg.above is not None:
        found["exclusiveMinimum"] = arg.above
    if arg.max is not None:
        found["maximum"] = arg.max
    if arg.length is not None:
        text = arg.type in {"text", "code", "formula"}
        found["minLength" if text else "minItems"] = arg.length[0]
        found["maxLength" if text else "maxItems"] = arg.length[1]
    if not isinstance(arg.default, dict) and arg.default is not None:
        found["default"] = arg.default
    words = " ".join(part for part in (arg.help, f"({arg.unit})" if arg.unit else "") if part)
    return found | ({"description": words} if words else {})


def node_definitions() -> list[Definition]:
    """What an editor offers: each kind and action with inputs, outputs, parameters, example."""
    return [*(_kind_node(kind) for kind in KINDS.values()), *map(_action_node, ACTIONS.values())]


def _ports(args: tuple[Arg, ...]) -> Definition:
    return {arg.name: arg.of or "mobject" for arg in args if arg.type in {"object", "objects"}}


def _parameters(args: tuple[Arg, ...]) -> list[JsonValue]:
    return [
        {
            "name": arg.name,
            "type": arg.type,
            "default": None if isinstance(arg.default, dict) else arg.default,
            "required": arg.required,
            "min": arg.min if arg.min is not None else arg.above,
            "max": arg.max,
            "choices": list(arg.choices),
            "unit": arg.unit,
            "description": arg.help,
        }
        for arg in args
        if arg.type not in {"object", "objects"}
    ]


def _kind_node(kind: Kind) -> Definition:
    tags, actions = list[JsonValue](), list[JsonValue]()
    tags += sorted(kind.tags)
    actions += [action.name for action in ACTIONS.values() if accepts(action, kind)]
    return {
        "type": kind.name,
        "category": kind.family,
        "inputs": _ports(kind.args),
        "outputs": {"object": next(iter(sorted(kind.tags - {"mobject", "vector"})), "mobject")},
        "parameters": _parameters(kind.args),
        "documentation": kind.help,
        "tags": tags,
        "example": dict(kind.example),
        "actions": actions,
    }


def _action_node(action: Action) -> Definition:
    return {
        "type": action.name,
        "category": f"action:{action.family}",
        "inputs": {"mobject": " or ".join(sorted(action.accepts)), **_ports(action.args)},
        "outputs": {"beat": "animation"},
        "parameters": _parameters(action.args),
        "documentation": action.help,
        "seconds": action.seconds,
    }
