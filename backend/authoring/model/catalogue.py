"""What a document may hold, as a model reads it: one line a kind, one line an action."""

from functools import lru_cache

from backend.authoring.offline.choose import choose
from backend.scenes.kinds import ACTIONS, KINDS, Arg


@lru_cache(maxsize=1)
def catalogue() -> str:
    """Every kind and action with its arguments."""
    kinds = [f"{kind.name}({_args(kind.args)}): {kind.help}" for kind in KINDS.values()]
    actions = [f"{action.name}({_args(action.args)}): {action.help}" for action in ACTIONS.values()]
    return "KINDS\n" + "\n".join(kinds) + "\n\nACTIONS\n" + "\n".join(actions)


def example_for(wish: str) -> str:
    """One complete right document, the nearest to the wish: worth more than any rule."""
    template = choose(wish, count=1)[0].template
    return template.build({}).model_dump_json(exclude_defaults=True, by_alias=True)


def _args(args: tuple[Arg, ...]) -> str:
    return ", ".join(f"{arg.name}: {_type(arg)}{'' if arg.required else '?'}" for arg in args)


def _type(arg: Arg) -> str:
    return "|".join(arg.choices) if arg.choices else arg.type
