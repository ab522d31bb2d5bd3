"""The statements of a construct method gathered into objects, beats and blocks."""

import ast
import json
import re
import textwrap
from dataclasses import dataclass, field
from typing import cast

from pydantic import JsonValue

from backend.scenes.compiler.chains import RETURNS_SELF
from backend.scenes.compiler.names import object_name
from backend.scenes.document import Beat, Block, Param, SceneObject, Step
from backend.scenes.kinds import KINDS, Arg
from backend.scenes.recognise.reading import Known, value_of
from backend.scenes.recognise.statements import (
    Method,
    animation_step,
    made,
    placing,
    scene_step,
    timing_of,
    with_method,
)

_IDENTIFIER = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_MARK = re.compile(r"^\s*# (beat|say|block|end of block|python) (.*)$")
_IDLE = re.compile(r"^\s*(# (beat|say|end of block) .*|pass)?$")
_NUMBER = Arg("", "number")


@dataclass(slots=True)
class Gathered:
    params: list[Param] = field(default_factory=list[Param])
    objects: list[SceneObject] = field(default_factory=list[SceneObject])
    entries: list[Beat | Block] = field(default_factory=list[Beat | Block])
    lines: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])


@dataclass(slots=True)
class _OpenBeat:
    id: str
    steps: list[Step] = field(default_factory=list[Step])
    narration: str = ""
    lag: float | None = None
    wait: JsonValue = None

    def closed(self) -> Beat:
        return Beat(
            id=self.id,
            steps=tuple(self.steps),
            lag=self.lag,
            wait=self.wait,
            narration=self.narration,
        )


class Body:
    """Reads statements in order; those numbered `opaque` are kept as Python."""

    def __init__(
        self, lines: list[str], known: Known, opaque: frozenset[int] = frozenset()
    ) -> None:
        self.lines = lines
        self.known = known
        self.opaque = opaque
        self.found = Gathered()
        self.beat: _OpenBeat | None = None
        self.pending: list[str] = []
        self.waiting: list[str] = []  # statements of a block that is being gathered
        self.block_id = ""
        self.block_about: dict[str, tuple[str, ...]] = {}
        self.marked = False  # inside a block that the compiler has marked
        self.last = 0  # the last line read
        self.here = (0, 0)  # the lines of the statement that is being read
        self.numbers = {"beat": 0, "block": 0}

    def gather(self, statements: list[ast.stmt]) -> Gathered:
        for number, statement in enumerate(statements):
            marks = self.marks(self.last, statement.lineno - 1)
            for mark, rest in marks:
                self.marked_by(mark, rest)
            self.here = (statement.lineno, statement.end_lineno or statement.lineno)
            as_python = any(mark == "python" for mark, _ in marks)
            if self.marked:
                self.waiting.append(self.text(statement, keep_gap=bool(self.waiting)))
            elif number in self.opaque or not self.read(statement, as_python=as_python):
                self.keep(statement)
            self.last = statement.end_lineno or statement.lineno
        end = self.last
        while end < len(self.lines) and _IDLE.match(self.lines[end]):
            end += 1
        for mark, rest in self.marks(self.last, end):  # beats in which nothing happens yet
            self.marked_by(mark, rest)
        self.close_block()
        self.close_beat()
        return self.found

    def marks(self, first: int, last: int) -> list[tuple[str, str]]:
        found = (_MARK.match(line) for line in self.lines[first:last]) if self.known.themed else ()
        return [(match[1], match[2]) for match in found if match]

    def marked_by(self, mark: str, rest: str) -> None:
        if mark == "beat":
            self.close_block()
            self.close_beat()
            self.beat = _OpenBeat(rest.strip())
        elif mark == "say" and self.beat is not None:
            self.beat.narration = str(json.loads(rest))
        elif mark == "block":
            self.close_block()
            self.close_beat()
            name, _, about = rest.partition(" ")
            raw = cast("dict[str, list[str]]", json.loads(about)) if about else {}
            self.block_id, self.marked = name, True
            self.block_about = {key: tuple(names) for key, names in raw.items()}
        elif mark == "end of block":
            self.close_block()

    def read(self, statement: ast.stmt, *, as_python: bool) -> bool:
        """Whether the statement could be read into the document."""
        match statement:
            case ast.FunctionDef(name=name) if self.known.themed:
                return self.function_param(name, statement)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                return self.assigned(name, value, statement, as_python=as_python)
            case ast.Expr(value=ast.Call() as call):
                return self.called(call, statement)
            case _:
                return False

    def function_param(self, name: str, statement: ast.FunctionDef) -> bool:
        details = self.param_details(statement.lineno)
        body = statement.body
        if details is None or len(body) != 1 or not isinstance(body[0], ast.Return):
            return False
        inner = body[0].value
        if inner is None:
            return False
        arg = Arg("", "function")
        shown = ast.Lambda(args=statement.args, body=inner)
        own = object_name(name)
        value = value_of(arg, shown, self.known)
        self.found.params.append(Param.model_validate({**details, "name": own, "value": value}))
        self.known.params.add(own)
        return True

    def param_details(self, line: int) -> dict[str, object] | None:
        """What the remark behind a parameter says; None when there is no such remark."""
        _, mark, rest = self.lines[line - 1].rpartition("  # param")
        if not mark:
            return None
        return cast("dict[str, object]", json.loads(rest)) if rest.strip() else {}

    def assigned(self, name: str, value: ast.expr, statement: ast.stmt, *, as_python: bool) -> bool:
        if self.known.themed and (details := self.param_details(statement.lineno)) is not None:
            own = object_name(name)
            kind = str(details.get("type", "number"))
            arg = Arg(name, kind if kind in {"color", "direction", "point", "formula"} else "any")  # pyright: ignore[reportArgumentType] - one of the names listed
            read = value_of(arg, value, self.known)
            self.found.params.append(Param.model_validate({**details, "name": own, "value": read}))
            self.known.params.add(own)
            return True
        own = object_name(name) if self.known.themed else name
        if not _IDENTIFIER.match(own) or own in self.known.objects:
            return False
        made_here = None if as_python else made(own, value, self.known)
        if made_here is None:
            return self.python_object(own, value, forced=as_python)
        item, members = made_here
        parents = {other.id: other.parent for other in self.found.objects}
        if any(parents[member] is not None for member in members):
            return False
        self.found.objects = [
            other.model_copy(update={"parent": own}) if other.id in members else other
            for other in self.found.objects
        ]
        self.add(item)
        return True

    def python_object(self, name: str, value: ast.expr, *, forced: bool) -> bool:
        """An expression of unknown kind: an object when it looks like the making of one."""
        call = isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
        if not forced and not (call and self.known.themed is False and _is_class(value)):
            return False
        code = self.segment(value) if forced else ast.unparse(value)
        self.add(SceneObject(id=name, kind="python", args={"code": code}))
        return True

    def segment(self, node: ast.expr) -> str:
        return ast.get_source_segment("\n".join(self.lines), node) or ast.unparse(node)

    def add(self, item: SceneObject) -> None:
        self.close_block()
        if self.beat is not None and not self.known.themed:
            self.close_beat()
        self.close_beat()
        self.found.objects.append(item)
        self.seen(item.id)
        self.known.objects.add(item.id)
        if self.found.entries:
            self.pending.append(item.id)

    def called(self, call: ast.Call, statement: ast.stmt) -> bool:
        text = ast.unparse(call.func)
        if text == "self.play":
            return self.play(call)
        if text == "self.wait":
            return self.wait(call)
        step = scene_step(call, self.known)
        if self.glass(text, step):
            return True
        if step is not None and not call.keywords:
            return self.steps([step], None)
        if step is not None:
            return self.steps([step], None)
        return self.changed(call, statement)

    def glass(self, text: str, step: Step | None) -> bool:
        """What the compiler writes to keep text flat in a scene with depth."""
        if not self.known.themed or not self.found.objects or self.beat is not None:
            return False
        newest = self.found.objects[-1].id
        if text == "self.add_fixed_in_frame_mobjects":
            return True
        return step is not None and step.do == "hide" and step.targets == (newest,)

    def changed(self, call: ast.Call, statement: ast.stmt) -> bool:
        """A method on the newest object, or its place."""
        if not self.found.objects or self.beat is not None or self.waiting:
            return False
        newest = self.found.objects[-1]
        where = placing(statement, self.known)
        if where is not None:
            name, place = where
            if name != newest.id or newest.place is not None:
                return False
            self.found.objects[-1] = newest.model_copy(update={"place": place})
            return True
        chain: list[Method] = []
        node: ast.expr = call
        while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            chain.append(Method(node.func.attr, node.args, node.keywords))
            node = node.func.value
        whole = all(method.name in RETURNS_SELF for method in chain[1:])
        if self.known.object(node) != newest.id or not chain or not whole:
            return False
        changed = newest
        for method in reversed(chain):
            after = with_method(changed, method, self.known)
            if after is None:
                return False
            changed = after
        self.found.objects[-1] = changed
        return True

    def play(self, call: ast.Call) -> bool:
        shared = timing_of(call.keywords, self.known)
        animations, lag = call.args, None
        match animations:
            case [
                ast.Call(
                    func=ast.Name(id="LaggedStart"),
                    args=inner,
                    keywords=[
                        ast.keyword(
                            arg="lag_ratio", value=ast.Constant(value=int() | float() as ratio)
                        )
                    ],
                )
            ]:
                animations, lag = inner, float(ratio)
            case _:
                pass
        steps = [animation_step(node, self.known) for node in animations]
        read = [step for step in steps if step is not None]
        if shared is None or not read or len(read) != len(steps):
            return False
        if shared:
            read = [Step.model_validate(step.model_dump() | shared) for step in read]
        return self.steps(read, lag)

    def steps(self, steps: list[Step], lag: float | None) -> bool:
        self.close_block()
        if self.beat is not None and not self.known.themed:
            self.close_beat()
        if self.beat is None:
            self.beat = self.new_beat()
        if self.beat.steps:
            steps = [steps[0].model_copy(update={"start": "after"}), *steps[1:]]
        if lag is not None:
            self.beat.lag = lag
        self.beat.steps += steps
        self.seen(self.beat.id)
        return True

    def seen(self, name: str) -> None:
        """The statement at hand belongs to an entry or an object of that name."""
        first, last = self.found.lines.get(name, self.here)
        self.found.lines[name] = (min(first, self.here[0]), max(last, self.here[1]))

    def wait(self, call: ast.Call) -> bool:
        match call:
            case ast.Call(args=[], keywords=[]):
                seconds: JsonValue = 1
            case ast.Call(args=[value], keywords=[]):
                seconds = value_of(_NUMBER, value, self.known)
            case _:
                return False
        self.close_block()
        if self.beat is not None and self.beat.wait is not None:
            self.close_beat()
        if self.beat is None:
            self.beat = self.new_beat()
        self.beat.wait = seconds
        self.seen(self.beat.id)
        return True

    def new_beat(self) -> _OpenBeat:
        self.numbers["beat"] += 1
        return _OpenBeat(f"beat_{self.numbers['beat']}")

    def close_beat(self) -> None:
        if self.beat is not None:
            self.enter(self.beat.closed())
            self.beat = None

    def keep(self, statement: ast.stmt) -> None:
        """The statement as Python, together with those before it that are kept too."""
        self.close_beat()
        self.waiting.append(self.text(statement, keep_gap=bool(self.waiting)))
        self.known.objects -= _written(statement)

    def text(self, statement: ast.stmt, *, keep_gap: bool) -> str:
        first = min(
            [statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", ()))]
        )
        start = self.last if keep_gap else first - 1
        last = statement.end_lineno or statement.lineno
        if first - 1 < self.last:  # two statements on one line
            return ast.unparse(statement)
        return "\n".join(self.lines[start:last])

    def close_block(self) -> None:
        if not self.waiting:
            self.marked = False
            return
        self.numbers["block"] += 1
        code = textwrap.dedent("\n".join(self.waiting)).strip("\n")
        about = self.block_about
        if not self.marked:
            tree = ast.parse(code)
            used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            writes = set[str]().union(*(_written(item) for item in tree.body))
            about = {
                "reads": tuple(sorted(used & self.known.objects)),
                "writes": tuple(sorted(writes)),
            }
        name = self.block_id or f"block_{self.numbers['block']}"
        self.waiting, self.block_id, self.marked, self.block_about = [], "", False, {}
        self.enter(Block.model_validate({"id": name, "code": code, **about}))

    def enter(self, entry: Beat | Block) -> None:
        if self.pending:
            self.found.objects = [
                item.model_copy(update={"at": entry.id}) if item.id in self.pending else item
                for item in self.found.objects
            ]
            self.pending = []
        self.found.entries.append(entry)


def _is_class(value: ast.expr) -> bool:
    name = value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""
    return name[:1].isupper()


def _written(statement: ast.stmt) -> set[str]:
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


__all__ = ["KINDS", "Body", "Gathered"]
