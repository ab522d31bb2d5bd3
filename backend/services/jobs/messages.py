"""The bodies of the signed `/jobs/*` calls, as `convex/README.md` lists them.

Unknown fields are refused: a field that one side does not know is a contract that drifted.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator
from pydantic.alias_generators import to_camel

_Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
_Text = Annotated[str, Field(max_length=20_000)]
_Code = Annotated[str, Field(max_length=65_536)]
_Count = Annotated[int, Field(ge=0, le=1_000_000)]
JsonObject = dict[str, JsonValue]


class Message(BaseModel):
    """Frozen, strict about names, camelCase on the wire."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class RenderSettings(Message):
    """How every scene of the session is rendered."""

    fps: Annotated[int, Field(ge=1, le=120)] = 30
    width: Annotated[int, Field(ge=16, le=7680)] = 1280
    height: Annotated[int, Field(ge=16, le=4320)] = 720
    codec: Literal["h264"] = "h264"
    audio_hz: int = 48_000
    theme: str | None = None
    language: str | None = None
    style: str | None = None


class Trim(Message):
    """The part of a film that a scene shows, of how many frames; `to_frame` is exclusive."""

    from_frame: _Count
    to_frame: _Count
    of_frames: _Count | None = None


class SourceRef(Message):
    """The version that a job starts from."""

    version: int
    mode: Literal["document", "code"] | None = None
    key: str | None = None
    code: _Code | None = None
    document: JsonObject | None = None
    params: JsonValue = None
    trim: Trim | None = None
    chunk_key: str | None = None
    chunk_url: str | None = None
    duration_in_frames: int | None = None


class Brief(Message):
    """What the plan says about the scene."""

    title: _Text | None = None
    summary: _Text | None = None
    narration: _Text | None = None
    index: _Count = 0
    scene_count: _Count = 1
    session_prompt: _Text | None = None


class Job(Message):
    """What every job says."""

    job_id: _Id
    attempt: Annotated[int, Field(ge=1, le=1000)]
    correlation_id: str


class OwnedJob(Job):
    """A job that belongs to somebody's session."""

    owner_id: _Id
    project_id: _Id
    session_id: _Id


class GenerateJob(OwnedJob):
    """Plan a session."""

    route: Literal["/jobs/generate"]
    scene_count: Annotated[int, Field(ge=1, le=50)]
    prompt: _Text
    # The person has a model key; it is asked for where it is used, and is in no message.
    own_key: bool = False
    settings: RenderSettings


class SceneJob(OwnedJob):
    """Make one version of one scene."""

    scene_id: _Id
    version: Annotated[int, Field(ge=1)]
    birth_index: _Count
    source: SourceRef | None = None
    scene: Brief
    settings: RenderSettings


class EditJob(SceneJob):
    """Write a scene, or change one, from words."""

    route: Literal["/jobs/edit"]
    prompt: _Text
    own_key: bool = False
    draft: JsonValue = None


class Split(Message):
    """Where a scene is cut in two."""

    at_frame: Annotated[int, Field(ge=1)]
    new_birth_index: _Count


class RenderJob(SceneJob):
    """Render what was given: code, a document, operations on one, or a cut."""

    route: Literal["/jobs/render"]
    params: JsonValue = None
    code: _Code | None = None
    document: JsonObject | None = None
    operations: list[JsonObject] | None = None
    split: Split | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = [self.code, self.document, self.operations, self.split]
        if sum(each is not None for each in given) != 1:
            reason = "give exactly one of code, document, operations and split"
            raise ValueError(reason)
        return self


class ExportScene(Message):
    """One live chunk of the film to export."""

    scene_id: _Id
    version: int
    index: _Count
    title: str | None = None
    narration: str | None = None
    chunk_key: str
    chunk_url: str
    source_key: str | None = None
    checksum: str
    start_frame: _Count
    duration_in_frames: Annotated[int, Field(ge=1)]
    fps: float
    width: int
    height: int
    has_audio: bool = False
    trim: Trim | None = None


class Picture(Message):
    """How a GIF or a WebM looks; what is not said is chosen."""

    width: Annotated[int, Field(ge=16, le=3840)] | None = None
    # Of a GIF: how many, and how those between them are shown.
    colors: Annotated[int, Field(ge=2, le=256)] | None = None
    dither: Literal["none", "pattern", "diffusion"] | None = None


class ExportJob(OwnedJob):
    """Join a session into one file."""

    route: Literal["/jobs/export"]
    export_id: _Id
    format: Literal["mp4", "gif", "webm"]
    quality: Literal["480p", "720p", "1080p", "1440p", "2160p", "source"]
    fps: Annotated[int, Field(ge=1, le=120)]
    captions: bool = False
    picture: Picture | None = None
    title: _Text | None = None
    settings: RenderSettings
    scenes: Annotated[list[ExportScene], Field(min_length=1, max_length=500)]


class CancelJob(Job):
    """Stop a job."""

    route: Literal["/jobs/cancel"]


class SweepJob(Job):
    """Look after the store: delete what nothing names any more. Nobody's, and in no ledger."""

    route: Literal["/jobs/sweep"]


AnyJob = GenerateJob | EditJob | RenderJob | ExportJob
