"""Which Python name an object or parameter gets."""

import keyword

from backend.scenes.kit.source import definitions

# Names that the body of a compiled scene uses for something else.
_TAKEN = frozenset(
    [
        "self",
        "np",
        "config",
        "textwrap",
        "smooth",
        "linear",
        "there_and_back",
        "rush_into",
        "rush_from",
        "slow_into",
        "double_smooth",
        "lingering",
        "exponential_decay",
        "wiggle",
        "running_start",
        "not_quite_there",
        "there_and_back_with_pause",
        "always_redraw",
        "abs",
        "min",
        "max",
        "print",
        "list",
        "range",
        "len",
        "x",
        "y",
        "t",
        "u",
        "v",
        "e",
    ]
)


def variable(name: str) -> str:
    """The variable of an object; a name that is taken gets an underscore at its end."""
    return f"{name}_" if is_taken(name) else name


def is_taken(name: str) -> bool:
    return name in _TAKEN or keyword.iskeyword(name) or name in definitions()


def object_name(python_name: str) -> str:
    """The object of a variable: the inverse of `variable`."""
    stem = python_name.removesuffix("_")
    return stem if stem != python_name and is_taken(stem) else python_name
