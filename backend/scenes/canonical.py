"""One spelling for each document, so that equal documents are equal bytes and compile alike.

Nothing here changes what a document means: arguments that say what is the case anyway are dropped,
bare names become references, and objects are kept in an order in which they can be made.
"""

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from backend.scenes.document import Beat, Block, Param, SceneObject, Step
from backend.scenes.expressions import ExpressionError, parse, to_text
from backend.scenes.kinds import ACTIONS, KINDS, Arg
from backend.scenes.values import ref_of, refs_in


def canonical_object(item: SceneObject, names: frozenset[str]) -> SceneObject:
    kind = KINDS.get(item.kind)
    if kind is None:
        return item
    args = _args(kind.args, item.args, names)
    same = args == item.args and list(args) == list(item.args)
    return item if same else item.model_copy(update={"args": args})


def canonical_param(param: Param, names: frozenset[str]) -> Param:
    given: JsonValue = param.value
    variables: tuple[str, ...] = ()
    if param.type == "function":
        variables = ("x",)
        given = {"expr": given} if isinstance(given, str) else given
    value = spelled(given, variables, names)
    return param if value == param.value else param.model_copy(update={"value": value})


def canonical_entry(entry: Beat | Block, names: frozenset[str]) -> Beat | Block:
    if isinstance(entry, Block):
        return entry
    steps: list[Step] = []
    flowing = False  # whether a play is open that the next step may join
    for step in entry.steps:
        action = ACTIONS.get(step.do)
        changes: dict[str, object] = {}
        timed = action is None or action.timed
        if step.start == "after" and (not timed or not flowing):
            changes["start"] = "together"
        if not timed and (step.run_time is not None or step.rate is not None):
            changes |= {"run_time": None, "rate": None}  # what is done at once takes no time
        if action is not None and (args := _args(action.args, step.args, names)) != step.args:
            changes["args"] = args
        if isinstance(step.target, tuple) and len(step.target) == 1:
            changes["target"] = step.target[0]
        steps.append(step.model_copy(update=changes) if changes else step)
        flowing = timed
    if all(a is b for a, b in zip(steps, entry.steps, strict=True)):
        return entry
    return entry.model_copy(update={"steps": tuple(steps)})


def _args(
    declared: tuple[Arg, ...], given: Mapping[str, JsonValue], names: frozenset[str]
) -> dict[str, JsonValue]:
    """The arguments in declared order, without those that only repeat an emitted default."""
    kept: dict[str, JsonValue] = {}
    for arg in declared:
        if arg.name not in given:
            continue
        value = spelled(_referred(arg, given[arg.name]), arg.variables, names)
        if value is None or (arg.emit and value == arg.default):
            continue
        kept[arg.name] = value
    known = {arg.name for arg in declared}
    kept.update({name: given[name] for name in sorted(given.keys() - known)})
    return kept


def _referred(arg: Arg, value: JsonValue) -> JsonValue:
    """A bare name where an object is wanted, a bare formula where a function is wanted."""
    if isinstance(value, str):
        if arg.type == "object":
            return {"object": value}
        if arg.type == "function":
            return {"expr": value}
    if isinstance(value, list) and arg.type == "objects":
        return [{"object": item} if isinstance(item, str) else item for item in value]
    return value


def spelled(value: JsonValue, variables: tuple[str, ...], names: frozenset[str]) -> JsonValue:
    """Formulas in their one spelling; text that is no formula stays for the check."""
    if isinstance(value, list):
        return [spelled(item, variables, names) for item in value]
    ref = ref_of(value)
    if ref is None or ref.kind != "expr":
        return value
    try:
        return {"expr": to_text(parse(ref.text, names | set(variables)))}
    except ExpressionError:
        return value


def needed_by(item: SceneObject) -> Iterator[str]:
    """The objects that must exist before this one, its members excepted."""
    values = list(item.args.values())
    for call in item.calls:
        values += [*call.args, *call.kwargs.values()]
    if item.place is not None:
        values += item.place.at or []
        yield from (name for name in (item.place.of, item.place.axes) if name is not None)
    for value in values:
        yield from (ref.text for ref in refs_in(value) if ref.kind == "object")


def dependencies(objects: tuple[SceneObject, ...]) -> dict[str, set[str]]:
    """For each object those that must exist before it; a group waits for its members."""
    known = {item.id for item in objects}
    needs = {item.id: {name for name in needed_by(item) if name in known} for item in objects}
    for item in objects:
        if item.parent in known:
            needs[str(item.parent)].add(item.id)
    return needs


def creation_order(objects: tuple[SceneObject, ...]) -> tuple[SceneObject, ...]:
    """Kahn's order, otherwise as given; objects in a cycle keep their place at the end."""
    needs = dependencies(objects)
    made: set[str] = set()
    ordered: list[SceneObject] = []
    waiting = list(objects)
    while waiting:
        ready = next((item for item in waiting if needs[item.id] <= made), None)
        if ready is None:
            return (*ordered, *waiting)
        waiting.remove(ready)
        made.add(ready.id)
        ordered.append(ready)
    return tuple(ordered)
