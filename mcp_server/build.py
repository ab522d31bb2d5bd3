"""Builds the pages from the installed manim package, so that they cannot disagree with it.

Runs in a process of its own (`python -m mcp_server.build FILE`), because importing manim costs
more memory than serving the finished pages does.
"""

import importlib
import importlib.metadata
import inspect
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from mcp_server.page import Page
from mcp_server.recipes import recipe_pages
from mcp_server.renamed import renamed_pages

PACKAGE = "manim"
# Neither is drawn by the renderer that the product uses, or is of use inside a scene.
LEFT_OUT = re.compile(r"\.(opengl|cli|plugins|_config|typing|docbuild|grpc|renderer\.shader)|\.__")
ALLOWED_LICENCES = {"MIT", "BSD-3-Clause", "Apache-2.0"}
ROLE = re.compile(r":[a-z:]+:`~?\.?([^`<]+?)(?:\s*<[^>]+>)?`")
DIRECTIVE = re.compile(r"^\s*\.\. \w+::")
MEMBERS_MAX = 80
TEXT_MAX = 4_000


class LicenceError(Exception):
    """A page's licence does not allow it to be served."""


def build() -> list[Page]:
    """Every page, sorted by id.

    Raises:
        LicenceError: a source carries a licence that is not on the list.
    """
    version = importlib.metadata.version(PACKAGE)
    pages = [*_symbol_pages(version), *renamed_pages(version), *recipe_pages(version)]
    refused = sorted({page.licence for page in pages} - ALLOWED_LICENCES)
    if refused:
        message = f"these licences are not on the list: {', '.join(refused)}"
        raise LicenceError(message)
    return sorted(pages, key=lambda page: page.id)


def _symbol_pages(version: str) -> Iterator[Page]:
    exported = vars(importlib.import_module(PACKAGE))
    seen: set[int] = set()
    for module in _modules():
        for name, value in vars(module).items():
            own = getattr(value, "__module__", None) == module.__name__
            if name.startswith("_") or not own or id(value) in seen:
                continue
            seen.add(id(value))
            if inspect.isclass(value):
                yield _class_page(name, value, version)
                yield from _method_pages(name, value, version)
            elif inspect.isfunction(value):
                yield _function_page(name, value, version, kind="function")
    yield from _constant_pages(exported, version)


def _modules() -> Iterator[ModuleType]:
    root = importlib.import_module(PACKAGE)
    for found in pkgutil.walk_packages(root.__path__, f"{PACKAGE}."):
        if LEFT_OUT.search(found.name):
            continue
        try:
            yield importlib.import_module(found.name)
        except Exception as problem:  # noqa: BLE001 - optional parts of the package may be absent
            sys.stderr.write(f"left out {found.name}: {problem}\n")


def _class_page(name: str, cls: type, version: str) -> Page:
    prose, example = split_docstring(inspect.getdoc(cls) if "__doc__" in vars(cls) else "")
    own = [m for m in vars(cls) if not m.startswith("_")]
    bases = [base.__name__ for base in cls.__mro__[1:3] if base is not object]
    lineage = f"A kind of {', '.join(bases)}." if bases else ""
    return Page(
        id=f"manim.{name}",
        kind="class",
        title=name,
        summary=first_sentence(prose) or lineage,
        signature=f"{name}{_signature(cls)}",
        text=f"{prose}\n\n{lineage}".strip()[:TEXT_MAX],
        example=example,
        members=sorted(own)[:MEMBERS_MAX],
        accepts=sorted(_accepted(cls)),
        version=version,
    )


def _method_pages(owner: str, cls: type, version: str) -> Iterator[Page]:
    for name, value in vars(cls).items():
        function: object = getattr(value, "__func__", value)
        if name.startswith("_") or not inspect.isfunction(function) or not function.__doc__:
            continue
        yield _function_page(f"{owner}.{name}", function, version, kind="method")


def _function_page(title: str, function: Callable[..., object], version: str, *, kind: str) -> Page:
    prose, example = split_docstring(inspect.getdoc(function))
    return Page(
        id=f"manim.{title}",
        kind="method" if kind == "method" else "function",
        title=title,
        summary=first_sentence(prose),
        signature=f"{title}{_signature(function)}",
        text=prose[:TEXT_MAX],
        example=example,
        version=version,
    )


def _constant_pages(exported: dict[str, object], version: str) -> Iterator[Page]:
    groups: dict[str, list[str]] = {"colours": [], "directions and sizes": []}
    for name, value in exported.items():
        if not name.isupper():
            continue
        kind = "colours" if type(value).__name__ == "ManimColor" else "directions and sizes"
        groups[kind].append(name)
    for group, names in groups.items():
        yield Page(
            id=f"manim.constants.{group.replace(' ', '-')}",
            kind="constant",
            title=f"Constants: {group}",
            summary=f"Every name of {group} that `from manim import *` brings.",
            text=", ".join(sorted(names)),
            members=sorted(names),
            version=version,
        )
    rates = importlib.import_module("manim.utils.rate_functions")
    names = [n for n, v in vars(rates).items() if inspect.isfunction(v) and not n.startswith("_")]
    yield Page(
        id="manim.constants.rate-functions",
        kind="constant",
        title="Constants: rate functions",
        summary="Every function that `rate_func=` takes: how an animation speeds up and slows.",
        text=", ".join(sorted(names)),
        members=sorted(names),
        version=version,
    )


def _accepted(cls: type) -> set[str]:
    """The keywords of a class: its own, and while it passes others on, those of its bases."""
    names: set[str] = set()
    for base in cls.__mro__:
        if "__init__" not in vars(base):
            continue
        parameters = inspect.signature(base.__init__).parameters.values()
        keyword = [
            p.name for p in parameters if p.kind in {p.KEYWORD_ONLY, p.POSITIONAL_OR_KEYWORD}
        ]
        names.update(keyword)
        if not any(p.kind is p.VAR_KEYWORD for p in parameters):
            return names - {"self"}
    return set()


def _signature(target: Callable[..., object]) -> str:
    try:
        return str(inspect.signature(target)).replace("'", "")
    except (TypeError, ValueError):
        return "(…)"


def split_docstring(raw: str | None) -> tuple[str, str]:
    """A docstring as prose without markup, and its first runnable example."""
    prose: list[str] = []
    example: list[str] = []
    block: list[str] | None = None
    for line in (raw or "").splitlines():
        if DIRECTIVE.match(line):
            block = example if ".. manim::" in line and not example else []
            continue
        if block is not None and (line.startswith((" ", "\t")) or not line.strip()):
            if not re.match(r"\s+:\w+:", line):
                block.append(line)
            continue
        block = None
        prose.append(ROLE.sub(r"\1", line).replace("``", "`"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(prose)).strip(), inspect.cleandoc("\n".join(example))


def first_sentence(prose: str) -> str:
    paragraph = prose.split("\n\n", 1)[0].replace("\n", " ").strip()
    return re.split(r"(?<=[.!?])\s", paragraph, maxsplit=1)[0]


def main() -> int:
    target = Path(sys.argv[1])
    partial = target.with_name(f".{target.name}.partial")
    partial.write_text(json.dumps([asdict(page) for page in build()]))
    partial.rename(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
