"""What a template is, and short words for writing one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from backend.scenes.document import Aspect, Document, ThemeName
from backend.scenes.kinds.spec import ArgType

Raw = dict[str, JsonValue]
Values = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class TemplateParam:
    """One thing a template asks for; every one has a default that looks right."""

    name: str
    type: ArgType
    default: JsonValue
    label: str
    help: str = ""
    min: float | None = None
    max: float | None = None
    above_zero: bool = False
    choices: tuple[str, ...] = ()
    length: tuple[int, int] | None = None
    variables: tuple[str, ...] = ("x",)


@dataclass(frozen=True, slots=True)
class Template:
    """A scene that only lacks values."""

    id: str
    title: str
    subject: str
    description: str
    params: tuple[TemplateParam, ...]
    make: Callable[[Values], Raw] = field(repr=False)
    words: tuple[str, ...] = ()  # how people ask for it

    def defaults(self) -> dict[str, JsonValue]:
        return {param.name: param.default for param in self.params}

    def build(
        self,
        params: Values | None = None,
        *,
        aspect: Aspect = "16:9",
        theme: ThemeName = "dark",
    ) -> Document:
        """The document for these values; what is not given takes its default."""
        given = params or {}
        unknown = sorted(set(given) - {param.name for param in self.params})
        if unknown:
            msg = f"template {self.id} has no parameter {', '.join(unknown)}"
            raise KeyError(msg)
        values = self.defaults() | {k: v for k, v in given.items() if v is not None}
        raw = self.make(values | {"aspect": aspect})
        title = values.get("title")
        meta: Raw = {
            "title": title if isinstance(title, str) else self.title,
            "topic": self.subject,
            "aspect": aspect,
            "theme": theme,
            "made_by": "template",
            "template": self.id,
        }
        return Document.model_validate({"meta": meta, **raw})


def item(
    object_id: str,
    kind: str,
    args: Mapping[str, JsonValue] | None = None,
    place: str | Raw | None = None,
    **more: JsonValue,
) -> Raw:
    """An object; a place that is a word is a region."""
    made: Raw = {"id": object_id, "kind": kind, "args": dict(args or {}), **more}
    if place is not None:
        made["place"] = {"region": place} if isinstance(place, str) else place
    return made


def title_param(default: str) -> TemplateParam:
    return TemplateParam("title", "text", default, "Title")


def title_item(text: JsonValue) -> Raw:
    return item("title", "heading", {"text": text, "underline": "primary"}, "title")


def step(do: str, target: str | list[str] | None = None, **more: JsonValue) -> Raw:
    """A step; `run_time`, `rate` and `start` are its own, everything else goes to the action."""
    own: Raw = {name: more.pop(name) for name in ("run_time", "rate", "start") if name in more}
    made: Raw = {"do": do, **own}
    if target is not None:
        made["target"] = list[JsonValue](target) if isinstance(target, list) else target
    if more:
        made["args"] = more
    return made


def then(do: str, target: str | list[str] | None = None, **more: JsonValue) -> Raw:
    """A step that starts when those before it are done."""
    return step(do, target, start="after", **more)


def beat(
    beat_id: str, *steps: Raw, wait: float | None = None, say: str = "", lag: float | None = None
) -> Raw:
    made: Raw = {"id": beat_id, "steps": list[JsonValue](steps)}
    if wait is not None:
        made["wait"] = wait
    if say:
        made["narration"] = say
    if lag is not None:
        made["lag"] = lag
    return made


def scene(objects: list[Raw], timeline: list[Raw], params: list[Raw] | None = None) -> Raw:
    return {
        "params": list[JsonValue](params or []),
        "objects": list[JsonValue](objects),
        "timeline": list[JsonValue](timeline),
    }


def live(
    name: str, value: JsonValue, type_: str = "number", label: str = "", **more: JsonValue
) -> Raw:
    """A parameter that stays in the document, to be changed in place."""
    return {"name": name, "type": type_, "value": value, "label": label, **more}


def texts(value: JsonValue) -> list[str]:
    """The texts of a list value."""
    return [str(entry) for entry in value] if isinstance(value, list) else []


def numbers(value: JsonValue) -> list[float]:
    """The numbers of a list value."""
    if not isinstance(value, list):
        return []
    return [e for e in value if isinstance(e, int | float) and not isinstance(e, bool)]


def expression(value: JsonValue) -> JsonValue:
    """A formula as a value, whichever way it was given."""
    return {"expr": value} if isinstance(value, str) else value


def number(value: JsonValue) -> float:
    """A number, 0 when it is none."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def rows(value: JsonValue) -> list[JsonValue]:
    """The rows of a table or matrix."""
    return list(value) if isinstance(value, list) else []
