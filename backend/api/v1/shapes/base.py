"""What all bodies share."""

from typing import Annotated, Generic, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

OwnId = Annotated[str, Field(validation_alias=AliasChoices("_id", "id"))]
Ms = Annotated[int, Field(description="Milliseconds since the epoch.")]


class Ask(BaseModel):
    """A request body; unknown fields are refused."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True
    )

    def given(self) -> dict[str, object]:
        """The fields that the caller gave, as Convex names them."""
        return self.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)


class Answer(BaseModel):
    """A response body; what Convex adds and we do not document stays inside."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True
    )


Item = TypeVar("Item", bound=Answer)


class Page(Answer, Generic[Item]):
    """A part of a list; give `nextCursor` as `cursor` to get what follows."""

    items: list[Item]
    next_cursor: str | None = None


class Progress(Answer):
    """How far a piece of work is."""

    stage: str
    done: float
    total: float | None = None


class Failure(Answer):
    """Why a piece of work failed, and whether trying again can help."""

    code: str
    error: str
    details: dict[str, object] = Field(default_factory=dict)
    retryable: bool
    owner: str
