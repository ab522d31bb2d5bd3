"""All templates by id."""

from functools import lru_cache

from backend.scenes.templates import general, graphs
from backend.scenes.templates.template import Template


@lru_cache(maxsize=1)
def _all() -> dict[str, Template]:
    return {template.id: template for module in (general, graphs) for template in module.TEMPLATES}


def list_templates() -> list[Template]:
    """Every template, in the order in which a gallery shows them."""
    return list(_all().values())


def find_template(template_id: str) -> Template | None:
    return _all().get(template_id)
