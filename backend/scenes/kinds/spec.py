"""How a kind, an action and their arguments are declared.

One declaration serves the model's schema, the node definitions, the forms, the docs, the check and
the compiler; nothing about a kind is written anywhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import JsonValue

ArgType = Literal[
    "number",
    "integer",
    "text",
    "boolean",
    "choice",
    "color",
    "point",
    "direction",
    "points",
    "numbers",
    "texts",
    "matrix",
    "grid",
    "range",
    "function",
    "formula",
    "code",
    "object",
    "objects",
    "pairs",
    "edges",
    "asset",
    "size",
    "any",
]


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument of a kind or an action."""

    name: str
    type: ArgType
    default: JsonValue = None
    required: bool = False
    help: str = ""
    min: float | None = None
    max: float | None = None
    above: float | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()
    of: str = ""  # for objects: the tag that the other object must carry
    variables: tuple[str, ...] = ("x",)  # for functions
    length: tuple[int, int] | None = None  # for lists and texts: shortest and longest
    keyword: str = ""  # the Python name when it differs
    emit: bool = False  # the compiler writes the default down
    positional: bool = False
    spread: bool = False  # a list written as separate arguments
    choice_code: dict[str, str] | None = None  # how a choice is written in Python

    @property
    def python_name(self) -> str:
        return self.keyword or self.name


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object."""

    name: str
    callee: str
    family: str
    help: str
    args: tuple[Arg, ...] = ()
    tags: frozenset[str] = frozenset()
    example: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    example_needs: tuple[tuple[str, str], ...] = ()  # (object id, kind) made first
    grows: float = 1  # how much it may be enlarged to fill its region
    weight: float = 1.0  # its share of a region that several objects divide
    three_d: bool = False
    live: bool = False  # follows a tracker: redrawn every frame

    def arg(self, name: str) -> Arg | None:
        return next((item for item in self.args if item.name == name), None)


Form = Literal["call", "animate", "scene", "method"]
Role = Literal["enters", "leaves", "becomes", "changes", "camera", "none"]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done to an object, or to the camera, in a beat.

    `form` says how it is written: `call` is an animation made by calling `callee` with the target
    first; `animate` is `target.animate.callee(...)`; `scene` is a statement on the scene itself;
    `method` is a statement on the target itself.
    """

    name: str
    callee: str
    family: str
    help: str
    form: Form = "call"
    accepts: frozenset[str] = frozenset({"mobject"})
    args: tuple[Arg, ...] = ()
    role: Role = "changes"
    seconds: float = 1.0
    many: bool = False  # several targets at once
    needs_scene: bool = False  # the callee wants the scene before the target
    timed: bool = True  # takes run_time and rate
    example: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    base: str = ""  # the scene class it needs

    def arg(self, name: str) -> Arg | None:
        return next((item for item in self.args if item.name == name), None)
