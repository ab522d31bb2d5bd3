"""The bodies of the signed `/wishes/*` calls, and their answers (`convex/README.md` lists them)."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from backend.services.jobs.messages import JsonObject, Message

_Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
_Words = Annotated[str, Field(max_length=20_000)]


class Wish(Message):
    """What every call says. There is no job yet, so it names none."""

    correlation_id: str
    instruction: Annotated[str, Field(min_length=1, max_length=20_000)]


class ReadWish(Wish):
    """What does this instruction mean for this scene?"""

    route: Literal["/wishes/read"]
    mode: Literal["document", "code"] | None = None
    code: Annotated[str, Field(max_length=65_536)] | None = None
    document: JsonObject | None = None


class Card(Message):
    """A scene, as far as finding it needs."""

    scene_id: _Id
    title: _Words = ""
    words: _Words = ""
    selected: bool = False


class FindScenes(Wish):
    """Which of these scenes does this instruction mean?"""

    route: Literal["/wishes/find"]
    scenes: Annotated[list[Card], Field(max_length=500)]


class ShapeWish(Wish):
    """Which templates could show these words?"""

    route: Literal["/wishes/shapes"]
    title: _Words = ""
    # The one that shows them now, which is not offered again.
    template: str | None = None
    width: Annotated[int, Field(ge=16, le=7680)] = 1280
    height: Annotated[int, Field(ge=16, le=4320)] = 720
    theme: str | None = None


class Shape(Message):
    """One template, filled with what was read from the words."""

    title: str
    description: str
    chips: list[str]
    document: JsonObject


class Shapes(Message):
    """At most three, the likeliest first."""

    shapes: list[Shape]


class Reading(Message):
    """One thing that the instruction can mean, and the operations that would do it."""

    said: str
    chips: list[str]
    operations: list[dict[str, JsonValue]]
    # Sure enough to be applied by itself; else it is only offered.
    sure: bool


class Understood(Message):
    """At most three readings, the likeliest first."""

    # A model is connected: it reads the instruction itself, in the job.
    by_model: bool
    # For the person, when no rule fits.
    said: str
    readings: list[Reading]


class Found(Message):
    """The scenes that are meant, or the question that decides."""

    scene_ids: list[str]
    reason: str
    question: str | None
