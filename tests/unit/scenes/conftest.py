"""Documents to test with."""

from collections.abc import Callable

import pytest

from backend.scenes import Document, find_template

MakeScene = Callable[[str], Document]


@pytest.fixture
def make_scene() -> MakeScene:
    """A document from a template's defaults."""

    def make(template_id: str) -> Document:
        template = find_template(template_id)
        assert template is not None
        return template.build()

    return make


@pytest.fixture
def tangent(make_scene: MakeScene) -> Document:
    return make_scene("tangent")
