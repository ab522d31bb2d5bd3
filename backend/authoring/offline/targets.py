"""Which objects of a scene an instruction means: by name, by kind, by what it says."""

import re
from dataclasses import dataclass

from backend.authoring.offline.numbers import ORDINAL, position
from backend.authoring.offline.text import stem, stems
from backend.authoring.offline.vocabulary import CALLED
from backend.scenes import Document, SceneObject

# Scores that are no nearer than this tell two objects apart.
_NEAR = 0.35
_EVERYTHING = re.compile(r"\b(?:everything|all of it|whole scene|all objects)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """An object and how surely it is meant."""

    object: SceneObject
    score: float


def find_targets(document: Document, instruction: str) -> list[Target]:
    """Objects that the instruction names, the surest first."""
    if _EVERYTHING.search(instruction):
        return [Target(item, 3.0) for item in document.objects if item.parent is None]
    placed = _in_order(document, instruction)
    if placed is not None:
        return [Target(placed, 3.0)]
    asked = set(stems(instruction)) | {stem(w) for w in re.findall(r"[a-z]+", instruction.lower())}
    found = [Target(item, _score(item, asked)) for item in document.objects]
    found.sort(key=lambda target: -target.score)
    return [target for target in found if target.score > 0]


def _in_order(document: Document, text: str) -> SceneObject | None:
    """`the second card`, `the last arrow`: one of several of a sort, by its place among them."""
    for match in re.finditer(rf"\b{ORDINAL}\s+([a-z]+)", text, re.IGNORECASE):
        word = match.group(1).lower()
        if any(word in item.id.split("_") for item in document.objects):
            return None  # an object is called `second` itself
        alike = [item for item in document.objects if stem(match.group(2).lower()) in _sorts(item)]
        place = position(word, len(alike))
        if len(alike) > 1 and place is not None:
            return alike[place]
    return None


def _sorts(item: SceneObject) -> set[str]:
    """What sort of thing an object is: the words of its kind, and of a name that is numbered."""
    words = [*item.kind.split("_"), *CALLED.get(item.kind, ())]
    base, _, number = item.id.rpartition("_")
    return {stem(word) for word in [*words, *(base.split("_") if number.isdigit() else ())]}


def name_of(item: SceneObject) -> str:
    """An object's name as a person reads it."""
    return item.id.replace("_", " ")


def _score(item: SceneObject, asked: set[str]) -> float:
    name = [stem(part) for part in item.id.lower().split("_")]
    own = sum(2.0 for part in name if part in asked)
    # `square_a` is meant by `square a`, not by every square.
    own -= 0.5 * sum(1 for part in name if part not in asked and own)
    kind = sum(1.5 for part in item.kind.split("_") if stem(part) in asked)
    called = any(stem(word) in asked for word in CALLED.get(item.kind, ()))
    text = item.args.get("text")
    said = set(stems(text)) if isinstance(text, str) else set[str]()
    shared = len(said & asked) / len(said) if said else 0.0
    # `the parabola` is the curve before it is a heading that speaks of it.
    weight = 0.8 if item.kind == "heading" else 2.0
    words = weight * shared if shared >= 0.5 else 0  # noqa: PLR2004 - half of its words
    return own + kind + (1.2 if called else 0) + words


def chosen_of(targets: list[Target], text: str) -> tuple[list[SceneObject], float]:
    """The objects meant and how surely: one clear winner, or all that a plural names."""
    if not targets:
        return [], 0.0
    spelt = [target.object for target in targets if _spelt_out(target.object, text)]
    if len(spelt) > 1:
        return spelt, 0.85
    best = targets[0].score
    equals = [target.object for target in targets if target.score >= best - _NEAR]
    plural = re.search(r"\b(?:all|every|each|both|everything)\b", text, re.IGNORECASE)
    if len(equals) == 1 or plural:
        return equals, 0.9 if best >= 2 else 0.75  # noqa: PLR2004 - named by its own name
    return equals[:1], 0.55


def _spelt_out(item: SceneObject, text: str) -> bool:
    """Whether the whole name of an object stands in the text, as one of several."""
    name = re.escape(name_of(item))
    if "_" in item.id:
        return bool(re.search(rf"\b{name}\b", text.lower()))
    return bool(re.search(rf"\b{name} and\b|\band (?:the )?{name}\b", text.lower()))


def leading(document: Document) -> list[SceneObject]:
    """What a scene is about when nothing is named: its first object that is no heading."""
    return [item for item in document.objects if item.kind != "heading" and item.parent is None][:1]


def listed(items: list[SceneObject]) -> str:
    names = [f"the {name_of(item)}" for item in items]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
