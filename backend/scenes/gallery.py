"""The gallery page and the docs pages, generated from templates and kinds; stills are optional."""

import html
import json
from collections.abc import Mapping, Sequence

from backend.scenes.kinds import ACTIONS, KINDS, Arg, Kind, accepts
from backend.scenes.templates import Template, list_templates

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;
background:#10141c;color:#eef1f6}
h1,h2{font-weight:600}ul{list-style:none;padding:0;display:grid;gap:1.25rem;
grid-template-columns:repeat(auto-fill,minmax(17rem,1fr))}
li{background:#1b2230;border-radius:.75rem;overflow:hidden}
img{width:100%;aspect-ratio:16/9;display:block;background:#0b0e14}
div{padding:.75rem 1rem}h3{margin:0;font-size:1.05rem}p{margin:.25rem 0 0;color:#b9c2d0}
code{color:#4cc2ff}
"""


def gallery_page(stills: Mapping[str, str] | None = None) -> str:
    """An HTML page with every template by subject; `stills` gives an image address by id."""
    found = stills or {}
    subjects: dict[str, list[Template]] = {}
    for template in list_templates():
        subjects.setdefault(template.subject, []).append(template)
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>Templates</title>",
        f"<style>{_STYLE}</style><h1>Templates</h1>",
    ]
    for subject, templates in subjects.items():
        parts.append(f"<h2>{html.escape(subject)}</h2><ul>")
        parts += [_card(template, found.get(template.id)) for template in templates]
        parts.append("</ul>")
    return "\n".join(parts) + "\n"


def _card(template: Template, still: str | None) -> str:
    title = html.escape(template.title)
    image = f'<img src="{html.escape(still)}" alt="{title}" loading=lazy>' if still else ""
    asks = ", ".join(html.escape(param.label) for param in template.params)
    return (
        f"<li>{image}<div><h3>{title}</h3><p>{html.escape(template.description)}</p>"
        f"<p><code>{template.id}</code> · {asks}</p></div></li>"
    )


def looks_page(looks: Mapping[str, Sequence[str]]) -> str:
    """A contact sheet: every template in every look, one row each, for a person to go through."""
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>Every look</title>",
        f"<style>{_STYLE} td img{{width:auto;height:8rem}}</style><h1>Every look</h1><table>",
    ]
    for name, pictures in looks.items():
        cells = "".join(
            f'<td><img src="{html.escape(picture)}" alt="{html.escape(picture)}" loading=lazy></td>'
            for picture in pictures
        )
        parts.append(f"<tr><th>{html.escape(name)}</th>{cells}</tr>")
    return "\n".join([*parts, "</table>"]) + "\n"


def kind_page(kind: Kind, picture: str = "") -> str:
    """The docs page of one kind, in Markdown."""
    lines = [
        f"# {kind.name}",
        "",
        kind.help,
        "",
        *([f"![{kind.name}]({picture})", ""] if picture else []),
        f"Family: {kind.family}. Made by `{kind.callee}`.",
        "",
    ]
    if kind.args:
        lines += ["| Input | Type | Default | Range | Meaning |", "|---|---|---|---|---|"]
        lines += [_row(arg) for arg in kind.args]
    example = json.dumps(
        {"id": "thing", "kind": kind.name, "args": dict(kind.example)}, ensure_ascii=False
    )
    actions = ", ".join(a.name for a in ACTIONS.values() if accepts(a, kind))
    return "\n".join([*lines, "", "```json", example, "```", "", f"Actions: {actions}.", ""])


def _row(arg: Arg) -> str:
    low = (
        f"> {arg.above:g}"
        if arg.above is not None
        else f"≥ {arg.min:g}"
        if arg.min is not None
        else ""
    )
    high = f"≤ {arg.max:g}" if arg.max is not None else ""
    span = ", ".join(part for part in (low, high, arg.unit, " / ".join(arg.choices)) if part)
    default = "required" if arg.required else json.dumps(arg.default, ensure_ascii=False)
    return f"| `{arg.name}` | {arg.type} | {default} | {span} | {arg.help} |"


def kind_pages(pictures: Mapping[str, str] | None = None) -> dict[str, str]:
    """All docs pages by file name; `pictures` gives an image address by kind."""
    found = pictures or {}
    return {f"{kind.name}.md": kind_page(kind, found.get(kind.name, "")) for kind in KINDS.values()}
