"""All families gathered into two dictionaries."""

from backend.scenes.kinds import actions, charts, plots, shapes, structures, words
from backend.scenes.kinds.spec import Action, Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for family in (shapes, words, plots, charts, structures)
    for kind in family.KINDS
}
ACTIONS: dict[str, Action] = {action.name: action for action in actions.ACTIONS}


def accepts(action: Action, kind: Kind) -> bool:
    """Whether the action can be done to objects of the kind."""
    return bool(action.accepts & (kind.tags | {"any"}))
