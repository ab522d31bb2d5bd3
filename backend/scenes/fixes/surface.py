"""What the installed Manim really offers: names, signatures, methods.

Manim is imported at the first question and not before; every other module of the package works
without it.
"""

import difflib
import importlib
import inspect
from functools import lru_cache
from types import ModuleType


@lru_cache(maxsize=1)
def _manim() -> ModuleType:
    return importlib.import_module("manim")


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """What `from manim import *` brings in."""
    module = _manim()
    return frozenset(name for name in vars(module) if not name.startswith("_")) | {"np"}


def find(name: str) -> object | None:
    """The class or function of that name."""
    return getattr(_manim(), name, None)


@lru_cache(maxsize=2048)
def keywords(name: str) -> frozenset[str]:
    """The keywords that a class or function takes, those of its ancestors included."""
    found = find(name)
    if found is None:
        return frozenset()
    if not inspect.isclass(found):
        return _parameters(found)
    accepted: set[str] = set()
    for ancestor in inspect.getmro(found):
        init = ancestor.__dict__.get("__init__")
        if init is None or ancestor is object:
            continue
        accepted |= _parameters(init)
        if not _passes_on(init):
            break
    return frozenset(accepted - {"self"})


def _parameters(function: object) -> frozenset[str]:
    try:
        signature = inspect.signature(function)  # pyright: ignore[reportArgumentType] - anything may be asked
    except (TypeError, ValueError):
        return frozenset()
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return frozenset(name for name, item in signature.parameters.items() if item.kind in kinds)


def _passes_on(function: object) -> bool:
    try:
        signature = inspect.signature(function)  # pyright: ignore[reportArgumentType] - anything may be asked
    except (TypeError, ValueError):
        return True
    return any(p.kind is inspect.Parameter.VAR_KEYWORD for p in signature.parameters.values())


@lru_cache(maxsize=512)
def methods(class_name: str) -> frozenset[str]:
    """The public methods and properties of a class."""
    found = find(class_name)
    if not inspect.isclass(found):
        return frozenset()
    return frozenset(name for name in dir(found) if not name.startswith("_"))


@lru_cache(maxsize=4096)
def method_keywords(class_name: str, method: str) -> frozenset[str]:
    found = find(class_name)
    return _parameters(getattr(found, method, None)) - {"self"}


def signature_of(name: str) -> str:
    """The signature as a person reads it, for a message or a prompt."""
    found = find(name)
    if not callable(found):
        return ""
    try:
        return f"{name}{inspect.signature(found)}"
    except (TypeError, ValueError):
        return ""


@lru_cache(maxsize=1)
def rates() -> frozenset[str]:
    """The rate functions, those that need their module's name included."""
    module = importlib.import_module("manim.utils.rate_functions")
    return frozenset(
        name
        for name, item in vars(module).items()
        if inspect.isfunction(item) and not name.startswith("_") and name != "wraps"
    )


def rate(name: str) -> str | None:
    """How a rate function is written in a scene."""
    if name in names() and name in rates():
        return name
    return f"rate_functions.{name}" if name in rates() else None


def is_direction(name: str) -> bool:
    """Whether the name is a direction, such as UP or DL."""
    return name.isupper() and type(find(name)).__name__ == "ndarray"


@lru_cache(maxsize=1)
def palette() -> dict[str, str]:
    """Colours of the palettes that Manim knows but does not bring in, by name without breaks."""
    found: dict[str, str] = {}
    for part in ("XKCD", "X11", "SVGNAMES"):
        module = importlib.import_module(f"manim.utils.color.{part}")
        for name, item in vars(module).items():
            if name.isupper() and hasattr(item, "to_hex"):
                found[name.replace("_", "")] = item.to_hex()
    return found


@lru_cache(maxsize=64)
def attributes(name: str) -> frozenset[str]:
    """The names of a class that Manim keeps to itself, such as its configuration."""
    found = getattr(importlib.import_module("manim._config.utils"), name, None)
    return frozenset(dir(found)) if found is not None else methods(name)


def is_mobject_class(name: str) -> bool:
    found, base = find(name), find("Mobject")
    return inspect.isclass(found) and inspect.isclass(base) and issubclass(found, base)


def is_animation_class(name: str) -> bool:
    found, base = find(name), find("Animation")
    return inspect.isclass(found) and inspect.isclass(base) and issubclass(found, base)


def nearest(word: str, among: frozenset[str] | set[str], cutoff: float = 0.86) -> str | None:
    """The one name that is nearly the same, when there is one."""
    found = difflib.get_close_matches(word, sorted(among), n=1, cutoff=cutoff)
    return found[0] if found else None
