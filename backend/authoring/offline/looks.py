"""Edits of how objects look and whether they are there: colour, size, thickness, place, removal."""

import re

from pydantic import JsonValue

from backend.authoring.offline.reading import Edit, Json
from backend.authoring.offline.rows import names_an_entry
from backend.authoring.offline.targets import chosen_of, find_targets, leading, listed
from backend.authoring.offline.vocabulary import COLOURS, REGIONS
from backend.scenes import Document, SceneObject


def read_colour(document: Document, text: str) -> Edit | None:
    if re.search(r"\b(?:background|theme)\b", text, re.IGNORECASE):
        return None
    words = re.findall(r"[a-z]+", text.lower())
    hexes = re.findall(r"#[0-9a-fA-F]{6}\b", text)
    named = [word for word in words if word in COLOURS]
    if not named and not hexes:
        return None
    if named and re.search(
        rf"\b(?:the|that|this) {named[-1]} \w+ (?:should|is|must|needs?|could)\b",
        text,
        re.IGNORECASE,
    ):
        return None  # `the red curve should be thicker`: the colour only says which one
    colour = hexes[-1] if hexes else COLOURS[named[-1]]
    shown = hexes[-1] if hexes else named[-1]
    targets = find_targets(document, re.sub(rf"\b{shown}\b", "", text, flags=re.IGNORECASE))
    chosen, sure = chosen_of(targets, text)
    if not chosen:
        chosen, sure = leading(document), 0.4
    if not chosen:
        return None
    operations = tuple(_colour_operation(item, colour) for item in chosen)
    return Edit(operations, f"made {listed(chosen)} {shown}", sure)


def _colour_operation(item: SceneObject, colour: str) -> Json:
    for name in ("fill_color", "color"):
        if name in item.args:
            return {"op": "set_arg", "id": item.id, "name": name, "value": colour}
    return {"op": "set_style", "id": item.id, "name": "color", "value": colour}


def read_size(document: Document, text: str) -> Edit | None:
    bigger = re.search(
        r"\b(?:bigger|larger|enlarge|too (?:small|tiny)|grow|increase"
        r"|(?:twice|double|2 times) as (?:big|large))\b",
        text,
        re.IGNORECASE,
    )
    smaller = re.search(r"\b(?:smaller|shrink|reduce|too (?:big|large))\b", text, re.IGNORECASE)
    if (bigger is None) == (smaller is None):
        return None
    factor = 1.35 if bigger else 0.7
    if re.search(r"\b(?:twice|double)\b", text, re.IGNORECASE):
        factor = 2.0
    if re.search(r"\bhalf\b", text, re.IGNORECASE):
        factor = 0.5
    chosen, sure = chosen_of(find_targets(document, text), text)
    if not chosen:
        chosen, sure = leading(document), 0.4
    if not chosen:
        return None
    operations: list[Json] = []
    for item in chosen:
        now = item.style.scale if isinstance(item.style.scale, int | float) else 1
        value = round(now * factor, 3)
        operations.append({"op": "set_style", "id": item.id, "name": "scale", "value": value})
    return Edit(
        tuple(operations), f"made {listed(chosen)} {'bigger' if bigger else 'smaller'}", sure
    )


def read_thickness(document: Document, text: str) -> Edit | None:
    thicker = re.search(r"\b(?:thick(?:er)?|bolder|too thin)\b(?<!too thick)", text, re.IGNORECASE)
    thinner = re.search(r"\b(?:thin(?:ner)?|finer|too thick)\b(?<!too thin)", text, re.IGNORECASE)
    if (thicker is None) == (thinner is None):
        return None
    chosen, sure = chosen_of(find_targets(document, text), text)
    if not chosen or "words" in chosen[0].kind or chosen[0].kind in {"heading", "text"}:
        return None
    operations: list[Json] = []
    for item in chosen:
        now = item.style.stroke_width
        width = (now if isinstance(now, int | float) else 4) * (1.75 if thicker else 0.55)
        operation: Json = {"op": "set_style", "id": item.id, "name": "stroke_width"}
        operations.append(operation | {"value": round(width, 1)})
    said = f"made {listed(chosen)} {'thicker' if thicker else 'thinner'}"
    return Edit(tuple(operations), said, sure)


def read_place(document: Document, text: str) -> Edit | None:
    match = re.search(
        r"\b(?:move|put|place|shift)\b|\b(?:should be|goes|belongs)\s+(?:at|on|in|to)\b",
        text,
        re.IGNORECASE,
    )
    bare = re.search(
        r"\b(?:to|at|on|in) the (?:(?:top|bottom|upper|lower) )?(?:left|right|top|bottom|middle"
        r"|center|centre)$",
        text.strip(" ."),
        re.IGNORECASE,
    )
    if match is None and bare is None:
        return None
    where = next(
        (w for w in sorted(REGIONS, key=len, reverse=True) if re.search(rf"\b{w}\b", text.lower())),
        None,
    )
    if where is None:
        return None
    targets = find_targets(document, re.sub(rf"\b{where}\b", "", text, flags=re.IGNORECASE))
    free = [target for target in targets if target.object.parent is None]
    chosen, sure = chosen_of(free, text)
    if not chosen:
        return None
    place: JsonValue = {"region": REGIONS[where]}
    operation: Json = {"op": "set_place", "id": chosen[0].id, "place": place}
    return Edit((operation,), f"moved {listed(chosen[:1])} to the {where}", sure)


def read_removal(document: Document, text: str) -> Edit | None:
    match = re.search(
        r"\b(?:remove|delete|drop|hide|get rid of|without|no|(?:don't|do not) (?:want|need|like))\b"
        r"\s+(?:the\s+|any\s+|all\s+)?(.+)",
        text,
        re.IGNORECASE,
    )
    if match is None or names_an_entry(document, text):
        return None
    chosen, sure = chosen_of(find_targets(document, match.group(1)), text)
    if not chosen or len(chosen) == len(document.objects):
        return None
    operations: tuple[Json, ...] = tuple({"op": "remove", "id": item.id} for item in chosen)
    along = _gone_with(document, {item.id for item in chosen})
    if not along:
        return Edit(operations, f"removed {listed(chosen)}", sure)
    # What stands on it goes too: that is said, and done at once only when it was named itself.
    named = all(set(item.id.split("_")) <= set(text.lower().split()) for item in chosen)
    said = f"removed {listed(chosen)} with {listed(along)} on it"
    return Edit(operations, said, sure if named else min(sure, 0.55))


def _gone_with(document: Document, gone: set[str]) -> list[SceneObject]:
    """What cannot be without the objects that go."""
    found: list[SceneObject] = []
    for item in document.objects:
        linked = [value.get("object") for value in item.args.values() if isinstance(value, dict)]
        if item.id not in gone and gone & set(map(str, linked)):
            found.append(item)
            gone = gone | {item.id}
    return found
