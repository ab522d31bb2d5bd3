"""All families gathered into two dictionaries."""

from backend.scenes.kinds import (
    actions,
    charts,
    following,
    motions,
    physics,
    pictures,
    plots,
    shapes,
    solids,
    structures,
    words,
)
from backend.scenes.kinds.spec import Action, Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for family in (
        shapes,
        words,
        plots,
        charts,
        structures,
        pictures,
        following,
        physics,
        solids,
    )
    for kind in family.KINDS
}
ACTIONS: dict[str, Action] = {
    action.name: action for action in (*actions.ACTIONS, *motions.ACTIONS)
}


# What is drawn anew at every frame can be pointed at, but neither moved nor changed.
_ON_LIVE = frozenset({"circumscribe", "flash", "focus"})

# The path gets longer while it is looked at, which these cannot follow.
_NOT_ON_TRACES = frozenset({"fade_in", "grow", "fade_out"})


def accepts(action: Action, kind: Kind) -> bool:
    """Whether the action can be done to objects of the kind."""
    if kind.name == "trace" and action.name in _NOT_ON_TRACES:
        return False
    if kind.live and action.family not in {"enter", "leave", "camera"}:
        return action.name in _ON_LIVE
    return bool(action.accepts & kind.tags)
