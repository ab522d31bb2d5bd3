"""How one object is written: made, styled, placed, called."""

from pydantic import JsonValue

from backend.scenes.compiler.chains import RETURNS_SELF
from backend.scenes.compiler.literals import SIDES, Scope, written
from backend.scenes.compiler.names import variable
from backend.scenes.compiler.printer import WIDTH, Text, call
from backend.scenes.document import Call, Place, SceneObject, Style
from backend.scenes.kinds import KINDS, Arg, Kind
from backend.scenes.values import ref_of

_NUMBER = Arg("", "number")
_COLOR = Arg("", "color")
_POINT = Arg("point", "point")
_ANY = Arg("", "any")
_BESIDE = {"below": "DOWN", "above": "UP", "left_of": "LEFT", "right_of": "RIGHT"}


def statements(item: SceneObject, members: list[str], scope: Scope) -> list[Text]:
    """The statements that make the object; the first one names it."""
    kind = KINDS[item.kind]
    made = _made(item, kind, members, scope)
    name = variable(item.id)
    chain = [*_style(item.style, scope), *(_call(entry, scope) for entry in item.calls)]
    joined = made
    for link in chain:
        joined = Text(joined.flat() + link.flat()) if joined.flat() else link
    placed = _placed(item, kind, scope)
    apart = kind.name == "python" or any(e.method not in RETURNS_SELF for e in item.calls)
    if chain and (apart or len(joined.flat()) + len(name) + 11 > WIDTH):
        found = [made.prefixed(f"{name} = "), *(link.prefixed(name) for link in chain)]
    else:
        found = [(joined if chain else made).prefixed(f"{name} = ")]
    return found if placed is None else [*found, placed]


def arguments(
    declared: tuple[Arg, ...], given: dict[str, JsonValue], scope: Scope, own_area: str = ""
) -> list[Text]:
    """The arguments of a call: positional ones first, defaults that must be said included."""
    found: list[Text] = []
    in_order = True
    for arg in declared:
        value = given.get(arg.name)
        text = _default(arg, scope, own_area) if value is None else written(arg, value, scope)
        if text is None:
            in_order = False
        elif arg.spread and isinstance(value, list):
            found.extend(text.items)
        elif arg.positional and in_order:
            found.append(text)
        else:
            found.append(text.prefixed(f"{arg.python_name}="))
    known = {arg.name for arg in declared}
    for name, value in given.items():
        if name not in known:
            found.append(written(_ANY, value, scope).prefixed(f"{name}="))
    return found


def _default(arg: Arg, scope: Scope, own_area: str) -> Text | None:
    default = arg.default
    if not arg.emit or default is None:
        return None
    if isinstance(default, dict):
        if "theme" in default and scope.themed:
            return Text(str(default["theme"]))
        if "area" in default and own_area:
            return Text(f"{own_area}.{default['area']}")
        return None
    if isinstance(default, str) and arg.type in {"color", "size"} and not scope.themed:
        return None
    return written(arg, default, scope)


def _made(item: SceneObject, kind: Kind, members: list[str], scope: Scope) -> Text:
    if kind.name == "python":
        ref = ref_of(item.args.get("code"))
        code = item.args.get("code")
        return Text(ref.text if ref else str(code))
    slot = scope.slots.get(item.id)
    listed = arguments(kind.args, item.args, scope, slot.constant if slot else "")
    return call(kind.callee, [*(Text(variable(name)) for name in members), *listed])


def _style(style: Style, scope: Scope) -> list[Text]:
    links: list[Text] = []

    def link(method: str, **parts: tuple[Arg, JsonValue]) -> None:
        listed = [
            written(arg, value, scope).prefixed(f"{name}=" if not name.startswith("_") else "")
            for name, (arg, value) in parts.items()
            if value is not None
        ]
        if listed:
            links.append(call(f".{method}", listed))

    link("set_color", _color=(_COLOR, style.color))
    link("set_fill", color=(_COLOR, style.fill), opacity=(_NUMBER, style.fill_opacity))
    link(
        "set_stroke",
        color=(_COLOR, style.stroke),
        width=(_NUMBER, style.stroke_width),
        opacity=(_NUMBER, style.stroke_opacity),
    )
    link("set_opacity", _opacity=(_NUMBER, style.opacity))
    link("scale", _factor=(_NUMBER, style.scale))
    link("scale_to_fit_width", _width=(_NUMBER, style.width))
    link("scale_to_fit_height", _height=(_NUMBER, style.height))
    if style.rotate is not None:
        turned = written(_NUMBER, style.rotate, scope).flat()
        links.append(Text(f".rotate({turned} * DEGREES)"))
    link("set_z_index", _index=(_NUMBER, style.z_index))
    return links


def _call(entry: Call, scope: Scope) -> Text:
    listed = [written(_ANY, value, scope) for value in entry.args]
    listed += [
        written(_ANY, value, scope).prefixed(f"{name}=") for name, value in entry.kwargs.items()
    ]
    return call(f".{entry.method}", listed)


def _placed(item: SceneObject, kind: Kind, scope: Scope) -> Text | None:
    place = item.place
    if place is None:
        return None
    name = variable(item.id)
    slot = scope.slots.get(item.id)
    if slot is not None:
        listed = [Text(name), Text(slot.constant)]
        if place.align is not None:
            listed.append(Text(SIDES[place.align]))
        if kind.grows > 1:
            listed.append(Text(f"grow={kind.grows:g}"))
        return call("place", listed)
    if place.relation is not None and place.of is not None:
        return _related(name, place, scope)
    gap = [] if place.gap is None else [written(_NUMBER, place.gap, scope).prefixed("buff=")]
    if place.edge is not None:
        return call(f"{name}.to_edge", [Text(SIDES[place.edge]), *gap])
    if place.at is not None:
        return _at(name, place, scope)
    return None


def _related(name: str, place: Place, scope: Scope) -> Text:
    other = variable(str(place.of))
    if place.part is not None:
        other += f"[{place.part}]"
    if place.relation == "inside":
        return call(f"{name}.move_to", [Text(other)])
    listed = [Text(name), Text(other), Text(_BESIDE[str(place.relation)])]
    if place.gap is not None:
        listed.append(written(_NUMBER, place.gap, scope).prefixed("gap="))
    if place.align is not None:
        listed.append(Text(f"aligned_edge={SIDES[place.align]}"))
    return call("beside", listed)


def _at(name: str, place: Place, scope: Scope) -> Text:
    numbers = list(place.at or [])
    if place.axes is not None:
        spots = [written(_NUMBER, value, scope) for value in numbers]
        way = "n2p" if len(spots) == 1 else "c2p"  # a number line has one coordinate
        return call(f"{name}.move_to", [call(f"{variable(place.axes)}.{way}", spots)])
    numbers += [0] * (3 - len(numbers))
    return call(f"{name}.move_to", [written(_POINT, numbers, scope)])
