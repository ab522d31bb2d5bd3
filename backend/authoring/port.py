"""The author port: plan a session, write a scene, change it, mend it, find it.

Values go in and come out; nothing here renders or stores. A scene is written either as a document
(JSON of `backend/scenes`) or as Python, never as both.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from backend.errors import Owner, ServiceError

Json = Mapping[str, object]
OnScene = Callable[[int, int], None]
"""Told while a plan is made: how many scenes are begun, and of how many."""


@dataclass(frozen=True)
class SceneOutline:
    """What one scene is to show, before it is written."""

    title: str
    goal: str
    seconds: float = 8.0
    # An author may remember which template it has in mind; only the same author reads it.
    hint: Json = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class Usage:
    """What an answer cost, in tokens of the model; nothing for an author without one."""

    input_tokens: int = 0
    output_tokens: int = 0
    calls: int = 0
    # Some endpoints do not count: then these are guesses from the length of the texts.
    estimated: bool = False

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.calls + other.calls,
            self.estimated or other.estimated,
        )


@dataclass(frozen=True)
class Plan:
    """A session as a list of scenes."""

    title: str
    scenes: tuple[SceneOutline, ...]
    # One sentence for the person: what the author understood.
    understood: str
    usage: Usage = Usage()


@dataclass(frozen=True)
class SceneBrief:
    """Everything an author may know when it writes one scene."""

    prompt: str
    outline: SceneOutline
    index: int
    count: int
    settings: Json = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class DocumentSource:
    """A scene as a document of objects and beats."""

    document: Json


@dataclass(frozen=True)
class CodeSource:
    """A scene as Python."""

    code: str


Source = DocumentSource | CodeSource


@dataclass(frozen=True)
class Written:
    """What an author made, and what it says about it."""

    source: Source
    # Shown to the person: what was understood, what was changed, what was left alone.
    summary: str
    title: str | None = None
    operations: tuple[Json, ...] = ()
    docs_used: tuple[str, ...] = ()
    usage: Usage = Usage()
    # What was understood, part by part; shown beside the summary.
    chips: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failure:
    """Why a scene did not run, as the renderer tells it, and how much of it may be rewritten."""

    kind: str
    message: str
    line: int | None = None
    object_id: str | None = None
    # First and last line that may be rewritten; none means the whole scene.
    lines: tuple[int, int] | None = None
    # The real signature of what failed, and one page about it.
    help: str = ""


@dataclass(frozen=True)
class DocsPage:
    """One page of documentation, by its name."""

    name: str
    text: str


class Docs(Protocol):
    """Documentation of the installed Manim."""

    def page(self, query: str) -> DocsPage | None:
        """The page that a failure or a name is about, if there is one; never raises."""
        ...


@dataclass(frozen=True)
class SceneCard:
    """A scene as seen by `locate`."""

    scene_id: str
    title: str
    summary: str
    # The one that the person looks at: `this scene`.
    selected: bool = False


@dataclass(frozen=True)
class Location:
    """Which scenes an instruction means, best first, and why."""

    scene_ids: tuple[str, ...]
    reason: str
    # Asked back when it is not clear; nothing should be changed before it is answered.
    question: str | None = None


class AuthorRefusedError(ServiceError):
    """The author understood the words but cannot do what they ask."""

    code: ClassVar[str] = "author.refused"
    http_status: ClassVar[int] = 422
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


class AuthorUnavailableError(ServiceError):
    """The model behind the author did not answer in a usable way."""

    code: ClassVar[str] = "author.unavailable"
    http_status: ClassVar[int] = 503
    retryable: ClassVar[bool] = True
    owner: ClassVar[Owner] = "upstream"
    public: ClassVar[bool] = True


class Author(Protocol):
    """Who writes scenes. Calls block; each is bounded in time by its adapter."""

    def plan(
        self, prompt: str, scene_count: int, *, settings: Json, on_scene: OnScene | None = None
    ) -> Plan:
        """Split a prompt into scenes.

        Raises:
            AuthorRefusedError: nothing in the prompt can be shown.
            AuthorUnavailableError: the model did not answer.
        """
        ...

    def write(self, brief: SceneBrief) -> Written:
        """Write one scene of a plan.

        Raises:
            AuthorRefusedError: the outline cannot be shown.
            AuthorUnavailableError: the model did not answer.
        """
        ...

    def edit(self, source: Source, instruction: str, *, settings: Json) -> Written:
        """Change a scene as asked.

        Raises:
            AuthorRefusedError: the instruction means nothing here; the scene stays as it is.
            AuthorUnavailableError: the model did not answer.
        """
        ...

    def repair(self, source: Source, failure: Failure, *, settings: Json) -> Written:
        """Mend a scene that did not run, changing as little as possible.

        Raises:
            AuthorRefusedError: it does not know how.
            AuthorUnavailableError: the model did not answer.
        """
        ...

    def locate(self, instruction: str, scenes: Sequence[SceneCard]) -> Location:
        """Say which scenes an instruction is about."""
        ...
