"""The areas of the frame: named regions become rectangles.

The frame is a title strip, a body and a caption strip. The body is cut by the regions that a
document uses: what nobody uses takes no room. Side by side becomes one above the other in portrait.
"""

from dataclasses import dataclass

from backend.scenes.document import Aspect, Document, SceneObject
from backend.scenes.kinds import KINDS
from backend.scenes.lifetimes import lifetimes
from backend.scenes.themes import FRAMES

MARGIN = 0.5
GAP = 0.45
TITLE_HEIGHT = 1.0
CAPTION_HEIGHT = 0.9

GRID = (
    ("top_left", "top", "top_right"),
    ("left", "center", "right"),
    ("bottom_left", "bottom", "bottom_right"),
)
REGIONS = ("title", "caption", "fill", *(cell for row in GRID for cell in row))
# A middle row or column is what a scene is about; the rows beside it hold remarks.
_ROW_WEIGHTS = (0.55, 1.0, 0.55)
_COLUMN_WEIGHTS = (1.0, 1.15, 1.0)


@dataclass(frozen=True, slots=True)
class Rectangle:
    left: float
    bottom: float
    width: float
    height: float

    def centred(self) -> tuple[float, float, float, float]:
        """X and y of the centre, width and height, rounded for people."""
        x, y = self.left + self.width / 2, self.bottom + self.height / 2
        return round(x, 2) + 0.0, round(y, 2) + 0.0, round(self.width, 2), round(self.height, 2)

    def cut(self, weights: list[float], *, across: bool) -> list["Rectangle"]:
        """Parts side by side, or from top to bottom, with gaps between."""
        total = (self.width if across else self.height) - GAP * (len(weights) - 1)
        parts: list[Rectangle] = []
        used = 0.0
        for weight in weights:
            share = total * weight / sum(weights)
            if across:
                parts.append(Rectangle(self.left + used, self.bottom, share, self.height))
            else:
                top = self.bottom + self.height - used
                parts.append(Rectangle(self.left, top - share, self.width, share))
            used += share + GAP
        return parts


@dataclass(frozen=True, slots=True)
class Slot:
    """The area of one object: its constant's name and its rectangle."""

    constant: str
    rectangle: Rectangle


def slots(document: Document) -> dict[str, Slot]:
    """The area of every object that is placed by region."""
    placed = [item for item in document.objects if item.place is not None and item.place.region]
    if not placed:
        return {}
    used = {str(item.place.region) for item in placed if item.place is not None}
    regions = rectangles(used, document.meta.aspect)
    spans = lifetimes(document)
    found: dict[str, Slot] = {}
    for region in sorted(used):
        if region in regions:
            members = [item for item in placed if item.place and item.place.region == region]
            found |= _share(region, regions[region], members, spans)
    return found


def rectangles(used: set[str], aspect: Aspect) -> dict[str, Rectangle]:
    """Where the regions are when just these are used."""
    width, height = FRAMES[aspect]
    whole = Rectangle(
        -width / 2 + MARGIN, -height / 2 + MARGIN, width - 2 * MARGIN, height - 2 * MARGIN
    )
    portrait = height > width
    found: dict[str, Rectangle] = {}
    top, bottom = whole.bottom + whole.height, whole.bottom
    if "title" in used:
        tall = TITLE_HEIGHT * (1.6 if portrait else 1)
        found["title"] = Rectangle(whole.left, top - tall, whole.width, tall)
        top -= tall + GAP
    if "caption" in used:
        tall = CAPTION_HEIGHT * (1.9 if portrait else 1)
        found["caption"] = Rectangle(whole.left, bottom, whole.width, tall)
        bottom += tall + GAP
    body = Rectangle(whole.left, bottom, whole.width, top - bottom)
    found["fill"] = body
    rows = [number for number, row in enumerate(GRID) if used & set(row)]
    strips = body.cut([_ROW_WEIGHTS[number] for number in rows], across=False) if rows else []
    for number, strip in zip(rows, strips, strict=True):
        columns = [index for index, cell in enumerate(GRID[number]) if cell in used]
        weights = [_COLUMN_WEIGHTS[index] for index in columns]
        for index, part in zip(columns, strip.cut(weights, across=not portrait), strict=True):
            found[GRID[number][index]] = part
    return {region: rectangle for region, rectangle in found.items() if region in used}


def _share(
    region: str,
    rectangle: Rectangle,
    members: list[SceneObject],
    spans: dict[str, tuple[int, int]],
) -> dict[str, Slot]:
    """Objects that are on the frame at the same time divide their region; others share it."""
    lanes: list[list[SceneObject]] = []
    for item in members:
        lane = next((lane for lane in lanes if not any(_meet(spans, item, o) for o in lane)), None)
        if lane is None:
            lanes.append([item])
        else:
            lane.append(item)
    constant = f"{region.upper()}_AREA"
    if len(lanes) == 1:
        return {item.id: Slot(constant, rectangle) for item in members}
    weights = [max(_weight(item) for item in lane) for lane in lanes]
    parts = rectangle.cut(weights, across=region in {"title", "caption"})
    return {
        item.id: Slot(f"{region.upper()}_AREA_{number}", part)
        for number, (lane, part) in enumerate(zip(lanes, parts, strict=True), start=1)
        for item in lane
    }


def _weight(item: SceneObject) -> float:
    kind = KINDS.get(item.kind)
    return kind.weight if kind else 1.0


def _meet(spans: dict[str, tuple[int, int]], a: SceneObject, b: SceneObject) -> bool:
    (start, end), (other_start, other_end) = spans[a.id], spans[b.id]
    return start < other_end and other_start < end
