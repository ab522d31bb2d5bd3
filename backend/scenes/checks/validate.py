"""All checks over one document."""

import ast
from collections.abc import Iterator

from pydantic import JsonValue

from backend.scenes.areas import REGIONS
from backend.scenes.checks.arguments import complaint, expression_complaint
from backend.scenes.checks.problem import Problem
from backend.scenes.checks.structure import cycles, duplicates, unreachable
from backend.scenes.checks.timing import timing
from backend.scenes.document import Beat, Block, Document, Place, SceneObject, Step
from backend.scenes.kinds import ACTIONS, KINDS, Action, Arg, Kind, accepts
from backend.scenes.rates import RATES
from backend.scenes.values import Ref, ref_of, refs_in

_STYLE = {
    "color": Arg("color", "color"),
    "fill": Arg("fill", "color"),
    "fill_opacity": Arg("fill_opacity", "number", min=0, max=1),
    "stroke": Arg("stroke", "color"),
    "stroke_width": Arg("stroke_width", "number", min=0, max=100),
    "stroke_opacity": Arg("stroke_opacity", "number", min=0, max=1),
    "opacity": Arg("opacity", "number", min=0, max=1),
    "scale": Arg("scale", "number", above=0, max=100),
    "width": Arg("width", "number", above=0, max=100),
    "height": Arg("height", "number", above=0, max=100),
    "rotate": Arg("rotate", "number", min=-3600, max=3600),
    "z_index": Arg("z_index", "number", min=-1000, max=1000),
}


def validate(document: Document) -> list[Problem]:
    """Every problem of the document; it compiles to a scene that runs when none is an error."""
    checker = _Checker(document)
    return [
        *duplicates(document),
        *checker.params(),
        *checker.objects(),
        *checker.timeline(),
        *cycles(document),
        *unreachable(document),
        *timing(document),
    ]


class _Checker:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.kinds = {item.id: KINDS.get(item.kind) for item in document.objects}
        self.params_known = frozenset(param.name for param in document.params)
        self.written = {
            name for entry in document.timeline if isinstance(entry, Block) for name in entry.writes
        }

    def params(self) -> Iterator[Problem]:
        for param in self.document.params:
            ref = ref_of(param.value)
            if ref is not None and ref.kind == "expr":
                variables = {"x"} if param.type == "function" else set[str]()
                text = expression_complaint(ref.text, self.params_known | variables)
                if text:
                    yield Problem("param.expression", f"Parameter {param.name} {text}", param.name)
                continue
            low, high, value = param.min, param.max, param.value
            if isinstance(value, int | float) and not isinstance(value, bool):
                if low is not None and value < low:
                    message = f"Parameter {param.name} must be ≥ {low:g}, got {value:g}"
                    yield Problem("param.range", message, param.name, "value")
                if high is not None and value > high:
                    message = f"Parameter {param.name} must be ≤ {high:g}, got {value:g}"
                    yield Problem("param.range", message, param.name, "value")

    def objects(self) -> Iterator[Problem]:
        for item in self.document.objects:
            kind = KINDS.get(item.kind)
            if kind is None:
                message = f"Object '{item.id}' has the unknown kind '{item.kind}'"
                yield Problem("kind.unknown", message, item.id, "kind")
                continue
            yield from self.arguments(kind, item.args, item.id)
            for name, arg in _STYLE.items():
                value: JsonValue = getattr(item.style, name)
                if value is not None:
                    shown = (f"Style {name}", f"style.{name}")
                    yield from self.value(arg, value, item.id, shown)
            if item.place is not None:
                yield from self.place(item, item.place)
            yield from self.parent(item)
            if kind.name == "python":
                yield from _python(item)

    def parent(self, item: SceneObject) -> Iterator[Problem]:
        if item.parent is None:
            return
        if item.parent not in self.kinds:
            message = f"Object '{item.id}' belongs to '{item.parent}', which does not exist"
            yield Problem("object.unknown", message, item.id, "parent")
            return
        owner = self.kinds[item.parent]
        if owner is not None and "group" not in owner.tags:
            message = f"Object '{item.id}' belongs to '{item.parent}', which is not a group"
            yield Problem("object.type", message, item.id, "parent")

    def arguments(
        self, owner: Kind | Action, given: dict[str, JsonValue], where: str
    ) -> Iterator[Problem]:
        label = owner.callee.removeprefix("self.") if isinstance(owner, Action) else owner.name
        known = {arg.name: arg for arg in owner.args}
        for arg in owner.args:
            if arg.required and given.get(arg.name) is None:
                message = f"Node '{label}' missing required input '{arg.name}'"
                yield Problem("input.missing", message, where, arg.name)
        for name, value in given.items():
            arg = known.get(name)
            if arg is None:
                ref = ref_of(value)
                if ref is None or ref.kind != "code":
                    message = f"Node '{label}' has no input '{name}'"
                    yield Problem("input.unknown", message, where, name)
            elif value is not None:
                shown = f"{label[:1].upper()}{label[1:]} {name}"
                yield from self.value(arg, value, where, (shown, name))

    def value(
        self, arg: Arg, value: JsonValue, where: str, shown: tuple[str, str]
    ) -> Iterator[Problem]:
        label, field = shown
        ref = ref_of(value)
        if ref is not None:
            yield from self.reference(arg, ref, where, shown)
            return
        text = complaint(arg, value, self.params_known)
        if text is not None:
            yield Problem("input.value", f"{label} {text}", where, field)
            return
        for inner in refs_in(value):
            yield from self.reference(Arg(arg.name, "any"), inner, where, shown)

    def reference(
        self, arg: Arg, ref: Ref, where: str, shown: tuple[str, str]
    ) -> Iterator[Problem]:
        label, field = shown
        if ref.kind == "param" and ref.text not in self.params_known:
            message = f"{label} uses parameter '{ref.text}', which does not exist"
            yield Problem("param.unknown", message, where, field)
        elif ref.kind == "expr":
            variables = set(arg.variables) if arg.type == "function" else set[str]()
            text = expression_complaint(ref.text, self.params_known | variables)
            if text is not None:
                yield Problem("input.expression", f"{label} {text}", where, field)
        elif ref.kind == "object":
            yield from self.object_reference(arg, ref.text, where, shown)

    def object_reference(
        self, arg: Arg, name: str, where: str, shown: tuple[str, str]
    ) -> Iterator[Problem]:
        label, field = shown
        if name in self.written:
            return
        if name not in self.kinds:
            message = f"{label} refers to '{name}', which does not exist"
            yield Problem("object.unknown", message, where, field)
            return
        kind = self.kinds[name]
        if arg.type not in {"object", "objects", "any", "point", "direction"}:
            message = f"Cannot connect {kind.name if kind else 'object'} to {arg.type}"
            yield Problem("input.type", message, where, field)
        elif arg.of and kind is not None and not kind.tags & {arg.of, "opaque"}:
            message = f"Cannot connect {kind.name} to {arg.of}: {label} needs {arg.of}"
            yield Problem("input.type", message, where, field)

    def place(self, item: SceneObject, place: Place) -> Iterator[Problem]:
        ways = [
            name
            for name in ("region", "relation", "edge", "at")
            if getattr(place, name) is not None
        ]
        if len(ways) != 1:
            said = " and ".join(ways) or "nothing"
            message = (
                f"Place of '{item.id}' needs one of region, relation, edge or at; it has {said}"
            )
            yield Problem("place.ways", message, item.id, "place")
        if place.region is not None and place.region not in REGIONS:
            message = f"Region must be one of {', '.join(REGIONS)}, got '{place.region}'"
            yield Problem("place.region", message, item.id, "place.region")
        if place.relation is not None and place.of is None:
            message = f"Place of '{item.id}' says {place.relation} but not of what"
            yield Problem("input.missing", message, item.id, "place.of")
        for field, name in (("of", place.of), ("axes", place.axes)):
            if name is not None and name not in self.kinds and name not in self.written:
                message = f"Place of '{item.id}' refers to '{name}', which does not exist"
                yield Problem("object.unknown", message, item.id, f"place.{field}")

    def timeline(self) -> Iterator[Problem]:
        for entry in self.document.timeline:
            if isinstance(entry, Beat):
                for number, step in enumerate(entry.steps):
                    for problem in self.step(entry, step):
                        field = f"steps.{number}" + (f".{problem.field}" if problem.field else "")
                        yield Problem(
                            problem.code, problem.message, entry.id, field, problem.severity
                        )
            else:
                yield from _block(entry)

    def step(self, beat: Beat, step: Step) -> Iterator[Problem]:
        action = ACTIONS.get(step.do)
        if action is None:
            message = f"Beat '{beat.id}' has the unknown action '{step.do}'"
            yield Problem("action.unknown", message, beat.id, "do")
            return
        label = action.callee.removeprefix("self.")
        needs = "camera" not in action.accepts
        if needs and not step.targets:
            yield Problem(
                "input.missing",
                f"Node '{label}' missing required input 'mobject'",
                beat.id,
                "target",
            )
        if len(step.targets) > 1 and not action.many:
            yield Problem("step.targets", f"Node '{label}' takes one target", beat.id, "target")
        for name in step.targets:
            yield from self.target(beat, action, name)
        if step.rate is not None and step.rate not in RATES:
            yield Problem("step.rate", f"Unknown rate '{step.rate}'", beat.id, "rate")
        yield from self.arguments(action, step.args, beat.id)

    def target(self, beat: Beat, action: Action, name: str) -> Iterator[Problem]:
        if name == "camera" or name in self.written:
            return
        if name not in self.kinds:
            message = f"Beat '{beat.id}' acts on '{name}', which does not exist"
            yield Problem("object.unknown", message, beat.id, "target")
            return
        kind = self.kinds[name]
        if kind is not None and not accepts(action, kind) and "opaque" not in kind.tags:
            wanted = " or ".join(sorted(action.accepts))
            message = f"Cannot {action.name} '{name}': {kind.name} is not {wanted}"
            yield Problem("input.type", message, beat.id, "target")


def _python(item: SceneObject) -> Iterator[Problem]:
    code = item.args.get("code")
    if isinstance(code, str):
        try:
            ast.parse(code, mode="eval")
        except SyntaxError as error:
            yield Problem("code.syntax", f"Code of '{item.id}': {error.msg}", item.id, "code")


def _block(block: Block) -> Iterator[Problem]:
    try:
        ast.parse(block.code)
    except SyntaxError as error:
        message = f"Block '{block.id}', line {error.lineno}: {error.msg}"
        yield Problem("code.syntax", message, block.id, "code")
