"""What an instruction is understood as, and which scenes it means."""

from typing import Annotated

from pydantic import Field

from backend.api.v1.shapes.base import Answer, Ask

_Instruction = Annotated[
    str, Field(min_length=1, max_length=4000, examples=["Make the circle blue."])
]


class WishQuestion(Ask):
    """An instruction that is only to be understood, not yet done."""

    instruction: _Instruction


class SessionWishQuestion(Ask):
    """An instruction about the whole video."""

    instruction: _Instruction
    selected_id: str | None = Field(
        default=None, max_length=100, description="What `this scene` means, if anything."
    )


class Reading(Answer):
    """One thing that the instruction can mean."""

    said: str
    chips: list[str]
    operations: list[dict[str, object]] = Field(description="Post them to do it.")
    sure: bool = Field(description="Sure enough that the edit itself would do it.")


class Understood(Answer):
    """At most three readings, the likeliest first."""

    by_model: bool = Field(description="A model reads it, in the edit itself.")
    said: str = Field(description="What can be done, when nothing was understood.")
    readings: list[Reading]


class FoundScenes(Answer):
    """The scenes that the instruction means; with a question, ask before changing any."""

    scene_ids: list[str]
    reason: str
    question: str | None = None


class SceneOperations(Ask):
    """SceneOperations on a scene, as a reading gives them or as you wrote them."""

    operations: list[dict[str, object]] = Field(min_length=1, max_length=500)
    instruction: str | None = Field(default=None, max_length=4000)
    chips: list[str] | None = Field(default=None, max_length=50)
