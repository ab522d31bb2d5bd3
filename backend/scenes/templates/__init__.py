"""Templates: ordinary documents made from a few typed values.

Owns the list of templates and what each needs to know. Never guesses values from a sentence: that
is the author's work. One module a subject; `template.py` says what a template is.
"""

from backend.scenes.templates.library import find_template, list_templates
from backend.scenes.templates.template import Template, TemplateParam

__all__ = ["Template", "TemplateParam", "find_template", "list_templates"]
