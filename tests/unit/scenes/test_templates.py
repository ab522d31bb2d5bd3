"""Templates, kinds, themes: what there is, and that all of it fits together."""

import ast
import itertools
from typing import Literal

import pytest

from backend.scenes import compile_document, list_templates, validate
from backend.scenes.examples import example_document
from backend.scenes.gallery import gallery_page, kind_pages
from backend.scenes.kinds import ACTIONS, KINDS, accepts
from backend.scenes.schema import (
    arguments_schema,
    document_schema,
    node_definitions,
    operations_schema,
)
from backend.scenes.themes import THEMES

_ASPECTS: tuple[Literal["16:9", "9:16"], ...] = ("16:9", "9:16")


@pytest.mark.requirement("scenes:kinds:count")
def test_there_is_enough_to_make_scenes_of() -> None:
    assert len(KINDS) >= 70
    assert len(ACTIONS) >= 40
    assert len(list_templates()) >= 44
    assert {t.subject for t in list_templates()} == {"Math", "Physics", "ML/AI", "CS", "General"}


def test_every_template_is_sound_in_every_theme_and_shape() -> None:
    for template in list_templates():
        for theme, aspect in itertools.product(THEMES, _ASPECTS):
            document = template.build(theme=theme, aspect=aspect)  # pyright: ignore[reportArgumentType] - a name of the table
            assert validate(document) == [], template.id
            ast.parse(compile_document(document).source)


def test_names_of_callees_lead_to_one_kind_and_one_action() -> None:
    callees = [kind.callee for kind in KINDS.values()]
    assert len(set(callees)) == len(callees)
    forms = [(action.form, action.callee) for action in ACTIONS.values()]
    assert len(set(forms)) == len(forms)


def test_every_pair_of_kind_and_action_is_sound() -> None:
    for kind in KINDS.values():
        for action in (None, *ACTIONS.values()):
            if action is not None and not accepts(action, kind):
                continue
            document = example_document(kind, action)
            errors = [p.message for p in validate(document) if p.severity == "error"]
            flat = action is not None and action.base == "MovingCameraScene" and kind.three_d
            assert flat or not errors, (kind.name, action and action.name, errors)


def _luminance(code: str) -> float:
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    lit = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]


def _contrast(one: str, two: str) -> float:
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.requirement("scenes:themes:contrast")
@pytest.mark.parametrize("name", THEMES)
def test_words_stand_out_and_colours_are_told_apart(name: str) -> None:
    colors = THEMES[name].colors
    assert _contrast(colors["INK"], colors["BACKGROUND"]) >= 7
    assert _contrast(colors["MUTED"], colors["BACKGROUND"]) >= 3.9
    for token in ("PRIMARY", "SECONDARY", "ACCENT", "GOOD", "BAD", "VIOLET"):
        assert _contrast(colors[token], colors["BACKGROUND"]) >= 3.5, token


@pytest.mark.requirement("scenes:schema:published")
def test_schemas_are_published_with_the_version() -> None:
    assert document_schema()["$id"] == "scene-document-1"
    assert "set_arg" in str(operations_schema())
    assert len(node_definitions()) == len(KINDS) + len(ACTIONS)
    circle = arguments_schema(KINDS["circle"])
    assert isinstance(circle["properties"], dict)
    assert "radius" in circle["properties"]


def test_the_gallery_shows_every_template_and_every_kind_has_a_page() -> None:
    page = gallery_page({"title": "title.png"})
    assert all(f"<code>{template.id}</code>" in page for template in list_templates())
    assert 'src="title.png"' in page
    assert len(kind_pages()) == len(KINDS)
