"""A static look at a scene's code: names that do not exist, arguments that no signature takes.

Reads the code and never runs it; what it says is advice, so it stays silent when unsure.
"""

import ast
import builtins
import difflib
import re
from dataclasses import dataclass

from mcp_server.library import Library
from mcp_server.page import Page

_PARAMETER = re.compile(r"(?:^|,\s*)\*{0,2}(\w+)(?=\s*[:=,]|$)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that will go wrong, where, and what to write instead."""

    line: int
    problem: str
    advice: str


def check_code(code: str, library: Library) -> list[Finding]:
    """Everything that looks wrong in the code, in order of lines."""
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        return [Finding(error.lineno or 0, f"syntax error: {error.msg}", "")]
    known = _names_made_here(tree) | set(dir(builtins)) | _exported(library)
    findings = [
        *_unknown_names(tree, known, library),
        *_unknown_arguments(tree, library),
    ]
    return sorted(findings, key=lambda finding: finding.line)


def _exported(library: Library) -> set[str]:
    names = {page.title for page in library.pages if page.kind in {"class", "function"}}
    for page in library.pages:
        if page.kind == "constant":
            names.update(page.members)
    return names | {"config", "tempconfig", "np", "logger", "console", "rate_functions"}


def _names_made_here(tree: ast.Module) -> set[str]:
    made: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                made.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                made.add(name)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                made.update((alias.asname or alias.name).split(".")[0] for alias in names)
            case ast.ExceptHandler(name=str(name)):
                made.add(name)
            case _:
                pass
    return made


def _unknown_names(tree: ast.Module, known: set[str], library: Library) -> list[Finding]:
    found: dict[str, Finding] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name) or node.id in known or node.id in found:
            continue
        page = library.symbol(node.id)
        if page is not None and page.kind == "renamed":
            advice = page.summary
        else:
            near = library.nearest(node.id)
            advice = f"did you mean {', '.join(near)}?" if near else ""
        found[node.id] = Finding(node.lineno, f"{node.id} is not defined", advice)
    return list(found.values())


def _unknown_arguments(tree: ast.Module, library: Library) -> list[Finding]:
    findings: list[Finding] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        page = library.symbol(node.func.id)
        if page is None:
            continue
        taken = _keywords(page)
        if not taken:
            continue
        findings += [
            Finding(
                node.lineno,
                f"{node.func.id} takes no argument {word.arg!r}",
                _instead(word.arg, taken, page),
            )
            for word in node.keywords
            if word.arg and word.arg not in taken
        ]
    return findings


def _keywords(page: Page) -> set[str]:
    """What a call may name; empty when that is not known."""
    if page.kind == "class":
        return set(page.accepts)
    if page.kind != "function" or "**" in page.signature:
        return set()
    inside = page.signature.split("(", 1)[1].rsplit(")", 1)[0]
    return set(_PARAMETER.findall(inside))


def _instead(name: str, taken: set[str], page: Page) -> str:
    near = difflib.get_close_matches(name, taken, n=2, cutoff=0.6)
    near = near or sorted(word for word in taken if word.startswith(name))
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    return f"{meant}Its signature is {page.signature}"
