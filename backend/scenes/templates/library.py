"""All templates by id."""

from functools import lru_cache

from backend.scenes.templates.computing import TEMPLATES as COMPUTING
from backend.scenes.templates.general import TEMPLATES as GENERAL
from backend.scenes.templates.graphs import TEMPLATES as GRAPHS
from backend.scenes.templates.mathematics import TEMPLATES as MATHEMATICS
from backend.scenes.templates.science import TEMPLATES as SCIENCE
from backend.scenes.templates.template import Template


@lru_cache(maxsize=1)
def _all() -> dict[str, Template]:
    every = (*GENERAL, *GRAPHS, *MATHEMATICS, *SCIENCE, *COMPUTING)
    return {template.id: template for template in every}


def list_templates() -> list[Template]:
    """Every template, in the order in which a gallery shows them."""
    return list(_all().values())


def find_template(template_id: str) -> Template | None:
    return _all().get(template_id)
