"""The scene document: what every editor of a scene reads and changes.

A document is plain data. Its constructor only puts equal documents into equal bytes (see
`canonical.py`); whether it makes sense is the business of `validate`.
"""

from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    JsonValue,
    Tag,
    field_validator,
    model_validator,
)

from backend.scenes.values import tidy

SCHEMA_VERSION = 1

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="A name")]
Aspect = Literal["16:9", "9:16", "1:1", "4:3"]
ThemeName = Literal["dark", "light", "paper", "blackboard", "high_contrast", "plain"]


class Part(BaseModel):
    """What all parts of a document share: unknown fields are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Meta(Part):
    title: str = ""
    topic: str = ""
    aspect: Aspect = "16:9"
    theme: ThemeName = "dark"
    made_by: Literal["template", "model", "person"] = "person"
    template: str | None = Field(default=None, description="The template it was made from")
    sources: tuple[str, ...] = ()
    scene_name: str | None = Field(default=None, pattern=r"^[A-Z][A-Za-z0-9]{0,59}$")
    base: str | None = Field(default=None, description="The scene class; chosen when left out")
    preamble: str | None = Field(default=None, description="Module code kept as written")


class Param(Part):
    """A value with a name, shown as a form field or a slider."""

    name: Identifier
    type: str = "number"
    value: JsonValue
    label: str = ""
    help: str = ""
    min: float | None = None
    max: float | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()

    @field_validator("value", "min", "max", "step")
    @classmethod
    def _tidy(cls, value: JsonValue) -> JsonValue:
        return tidy(value)


class Style(Part):
    """How an object looks beyond what its kind says; left out means as the kind says."""

    color: JsonValue = None
    fill: JsonValue = None
    fill_opacity: JsonValue = None
    stroke: JsonValue = None
    stroke_width: JsonValue = None
    stroke_opacity: JsonValue = None
    opacity: JsonValue = None
    scale: JsonValue = None
    width: JsonValue = None
    height: JsonValue = None
    rotate: JsonValue = Field(default=None, description="Degrees, anticlockwise")
    z_index: JsonValue = None

    @field_validator("*")
    @classmethod
    def _tidy(cls, value: JsonValue) -> JsonValue:
        return tidy(value)


Relation = Literal["below", "above", "left_of", "right_of", "inside"]
Side = Literal["left", "right", "up", "down"]


class Place(Part):
    """Where an object goes; exactly one of region, relation, edge, coords and at is given."""

    region: str | None = None
    relation: Relation | None = None
    of: str | None = Field(default=None, description="The object that the relation is to")
    edge: Side | None = None
    axes: str | None = Field(default=None, description="Coordinates are read on these axes")
    at: list[JsonValue] | None = Field(default=None, description="Coordinates")
    gap: JsonValue = None
    align: Side | None = None
    part: int | None = Field(default=None, description="A part of `of`, counted from 0")

    @model_validator(mode="after")
    def _flat(self) -> "Place":
        """A point of the frame has two coordinates; the third is only said when it counts."""
        if self.axes is None and self.at is not None and len(self.at) == 3 and self.at[2] == 0:  # noqa: PLR2004 - x, y, z
            object.__setattr__(self, "at", self.at[:2])
        return self

    @field_validator("at", "gap")
    @classmethod
    def _tidy(cls, value: JsonValue) -> JsonValue:
        return tidy(value)


class Call(Part):
    """A method call made right after an object is created, kept from recognised code."""

    method: str = Field(pattern=r"^[a-z_][a-z0-9_]*$")
    args: list[JsonValue] = []
    kwargs: dict[str, JsonValue] = {}


class SceneObject(Part):
    id: Identifier
    kind: str
    args: dict[str, JsonValue] = {}
    style: Style = Style()
    place: Place | None = None
    parent: str | None = Field(default=None, description="The group that it belongs to")
    calls: tuple[Call, ...] = ()
    at: str | None = Field(default=None, description="Created just before this entry")

    @field_validator("args")
    @classmethod
    def _tidy(cls, value: dict[str, JsonValue]) -> dict[str, JsonValue]:
        return {name: tidy(item) for name, item in value.items()}


class Step(Part):
    """One action in a beat."""

    do: str
    target: str | tuple[str, ...] | None = None
    args: dict[str, JsonValue] = {}
    start: Literal["together", "after"] = "together"
    run_time: JsonValue = None
    rate: str | None = None

    @field_validator("args")
    @classmethod
    def _tidy_args(cls, value: dict[str, JsonValue]) -> dict[str, JsonValue]:
        return {name: tidy(item) for name, item in value.items()}

    @field_validator("run_time")
    @classmethod
    def _tidy(cls, value: JsonValue) -> JsonValue:
        return tidy(value)

    @property
    def targets(self) -> tuple[str, ...]:
        if self.target is None:
            return ()
        return (self.target,) if isinstance(self.target, str) else self.target


class Beat(Part):
    """What happens at one moment of the story: steps, then a pause."""

    type: Literal["beat"] = "beat"
    id: Identifier
    steps: tuple[Step, ...] = ()
    lag: float | None = Field(default=None, description="Together, but each starts a bit later")
    wait: JsonValue = None
    narration: str = ""

    @field_validator("wait", "lag")
    @classmethod
    def _tidy(cls, value: JsonValue) -> JsonValue:
        return tidy(value)


class Block(Part):
    """Python that no kind or action covers, kept as it was written."""

    type: Literal["block"] = "block"
    id: Identifier
    code: str
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()


def _entry_type(data: object) -> str:
    """A block has code; everything else is meant as a beat."""
    if isinstance(data, dict):
        return "block" if "code" in data else "beat"
    return "block" if isinstance(data, Block) else "beat"


Entry = Annotated[
    Annotated[Beat, Tag("beat")] | Annotated[Block, Tag("block")], Discriminator(_entry_type)
]


class Document(Part):
    version: int = SCHEMA_VERSION
    meta: Meta = Meta()
    params: tuple[Param, ...] = ()
    objects: tuple[SceneObject, ...] = ()
    timeline: tuple[Entry, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _migrate(cls, data: object) -> object:
        from backend.scenes.migrations import migrate  # noqa: PLC0415 - migrations name versions only

        return migrate(data)

    @model_validator(mode="after")
    def _canonical(self) -> "Document":
        from backend.scenes import canonical  # noqa: PLC0415 - it needs the parts defined above

        names = frozenset(param.name for param in self.params)
        params = tuple(canonical.canonical_param(param, names) for param in self.params)
        object.__setattr__(self, "params", params)
        objects = tuple(canonical.canonical_object(item, names) for item in self.objects)
        ids = {item.id for item in objects}
        if len(ids) == len(objects):
            objects = canonical.creation_order(objects)
        object.__setattr__(self, "objects", objects)
        entries = tuple(canonical.canonical_entry(entry, names) for entry in self.timeline)
        object.__setattr__(self, "timeline", entries)
        return self

    def find(self, object_id: str) -> SceneObject | None:
        return next((item for item in self.objects if item.id == object_id), None)

    def entry(self, entry_id: str) -> Beat | Block | None:
        return next((item for item in self.timeline if item.id == entry_id), None)

    def param(self, name: str) -> Param | None:
        return next((item for item in self.params if item.name == name), None)

    def to_json(self) -> str:
        """The document as a file: stable key order, defaults left out."""
        return self.model_dump_json(indent=2, exclude_defaults=True)
