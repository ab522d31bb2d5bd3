"""The operations as data, so that a model can answer with them under a schema."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from backend.scenes.document import Entry, Identifier, Param, Place, SceneObject, Step


class _Operation(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SetMeta(_Operation):
    op: Literal["set_meta"] = "set_meta"
    name: Literal["title", "topic", "aspect", "theme", "made_by", "template", "scene_name"]
    value: JsonValue = None


class AddParam(_Operation):
    op: Literal["add_param"] = "add_param"
    param: Param
    index: int | None = None


class RemoveParam(_Operation):
    op: Literal["remove_param"] = "remove_param"
    name: str


class SetParam(_Operation):
    op: Literal["set_param"] = "set_param"
    name: str
    value: JsonValue


class Add(_Operation):
    op: Literal["add"] = "add"
    object: SceneObject
    index: int | None = None


class Remove(_Operation):
    """Removes an object with what cannot be without it: steps on it, objects made from it."""

    op: Literal["remove"] = "remove"
    id: str


class Replace(_Operation):
    """Puts another object in the place of one; its id stays."""

    op: Literal["replace"] = "replace"
    object: SceneObject


class SetArg(_Operation):
    op: Literal["set_arg"] = "set_arg"
    id: str
    name: str
    value: JsonValue = None


class SetStyle(_Operation):
    op: Literal["set_style"] = "set_style"
    id: str
    name: Literal[
        "color",
        "fill",
        "fill_opacity",
        "stroke",
        "stroke_width",
        "stroke_opacity",
        "opacity",
        "scale",
        "width",
        "height",
        "rotate",
        "z_index",
    ]
    value: JsonValue = None


class SetPlace(_Operation):
    op: Literal["set_place"] = "set_place"
    id: str
    place: Place | None = None


class SetParent(_Operation):
    op: Literal["set_parent"] = "set_parent"
    id: str
    parent: str | None = None


class Reorder(_Operation):
    """Moves an object to another position in the list; what it is made from stays before it."""

    op: Literal["reorder"] = "reorder"
    id: str
    index: int


class Rename(_Operation):
    """Gives an object or a parameter another name, everywhere."""

    op: Literal["rename"] = "rename"
    id: str
    to: Identifier


class WrapBlock(_Operation):
    """Turns an object into the Python that makes it, to be changed by hand."""

    op: Literal["wrap_block"] = "wrap_block"
    id: str


class AddBeat(_Operation):
    op: Literal["add_beat"] = "add_beat"
    beat: Entry
    index: int | None = None


class RemoveBeat(_Operation):
    op: Literal["remove_beat"] = "remove_beat"
    id: str


class MoveBeat(_Operation):
    op: Literal["move_beat"] = "move_beat"
    id: str
    index: int


class SetBeat(_Operation):
    op: Literal["set_beat"] = "set_beat"
    id: str
    name: Literal["wait", "narration", "lag", "code"]
    value: JsonValue = None


class SetSteps(_Operation):
    op: Literal["set_steps"] = "set_steps"
    id: str
    steps: list[Step]


class AddStep(_Operation):
    op: Literal["add_step"] = "add_step"
    id: str
    step: Step
    index: int | None = None


class RemoveStep(_Operation):
    op: Literal["remove_step"] = "remove_step"
    id: str
    index: int


class SetTime(_Operation):
    """How long one step takes, or every step of a beat when no index is given."""

    op: Literal["set_time"] = "set_time"
    id: str
    index: int | None = None
    seconds: JsonValue = None


class SetStepArg(_Operation):
    op: Literal["set_step_arg"] = "set_step_arg"
    id: str
    index: int
    name: str
    value: JsonValue = None


# What only inverses say: how the list of objects was ordered.
class SetOrder(_Operation):
    op: Literal["set_order"] = "set_order"
    ids: list[str]


Operation = (
    SetMeta
    | AddParam
    | RemoveParam
    | SetParam
    | Add
    | Remove
    | Replace
    | SetArg
    | SetStyle
    | SetPlace
    | SetParent
    | Reorder
    | Rename
    | WrapBlock
    | AddBeat
    | RemoveBeat
    | MoveBeat
    | SetBeat
    | SetSteps
    | AddStep
    | RemoveStep
    | SetTime
    | SetStepArg
    | SetOrder
)

OPERATIONS: TypeAdapter[list[Operation]] = TypeAdapter(
    list[Annotated[Operation, Field(discriminator="op")]]
)


def parse_operations(data: object) -> list[Operation]:
    """Operations from JSON data.

    Raises:
        pydantic.ValidationError: when the data is not a list of operations.
    """
    return OPERATIONS.validate_python(data)
