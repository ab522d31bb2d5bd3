"""The rules of the offline author, asked before anything is begun."""

from backend.authoring.offline import OfflineAuthor
from backend.authoring.offline.author import CANNOT
from backend.authoring.port import AuthorRefusedError, CodeSource, DocumentSource, SceneCard
from backend.services.wishes.messages import (
    FindScenes,
    Found,
    Reading,
    ReadWish,
    Shape,
    Shapes,
    ShapeWish,
    Understood,
)

_SHAPES_MAX = 3


def read_wish(wish: ReadWish, *, has_model: bool) -> Understood:
    """What the instruction is understood as; with a model that is the job's business."""
    if has_model:
        return Understood(by_model=True, said="", readings=[])
    if wish.document is not None and wish.mode != "code":
        source = DocumentSource(wish.document)
    else:
        source = CodeSource(wish.code or "")
    try:
        found = OfflineAuthor().understand(source, wish.instruction)
    except AuthorRefusedError as error:
        return Understood(by_model=False, said=error.message, readings=[])
    readings = [Reading.model_validate(each) for each in found]
    return Understood(by_model=False, said="" if readings else CANNOT, readings=readings)


def shapes_for(wish: ShapeWish) -> Shapes:
    """The likeliest templates for the words of a scene, built and ready to be rendered."""
    settings = {"width": wish.width, "height": wish.height, "theme": wish.theme}
    made = OfflineAuthor().shapes(wish.instruction, wish.title, settings=settings)
    shapes = [
        Shape.model_validate({name: each[name] for name in Shape.model_fields})
        for each in made
        if each["template"] != wish.template
    ]
    return Shapes(shapes=shapes[:_SHAPES_MAX])


def find_scenes(wish: FindScenes) -> Found:
    """The scenes that the instruction means."""
    cards = [
        SceneCard(card.scene_id, card.title, card.words, selected=card.selected)
        for card in wish.scenes
    ]
    found = OfflineAuthor().locate(wish.instruction, cards)
    return Found(scene_ids=list(found.scene_ids), reason=found.reason, question=found.question)
