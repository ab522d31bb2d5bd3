"""Rules about calls."""

import ast
from collections.abc import Callable, Mapping
from string import Formatter
from typing import Final

from backend.rendering.policy import rules
from backend.rendering.policy.amounts import too_large
from backend.rendering.policy.scope import Scope

_FILE_KEYWORDS: Final = frozenset({"file_name", "filename_or_array", "sound_file"})

_SECONDS: Final = frozenset({"run_time", "duration"})


def _text(node: ast.expr | None) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def _is_plain_lookup(function: str, arguments: list[ast.expr], scope: Scope) -> bool:
    """Whether it is known of `getattr` and its like what they look up, or that it is harmless."""
    match arguments:
        case [base, ast.Constant(value=str(key)), *_]:
            return scope.may_look_up(base, key)
        case [base, ast.Name(id=name), *_] if keys := scope.texts.held_by(name):
            return all(scope.may_look_up(base, key) for key in keys)
        case [_, ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]), *_]:
            # `f"step_{n}"`: one of a family of names, none of which is refused.
            refused = any(name.startswith(start) for name in rules.ATTRIBUTES_REFUSED)
            return not start.startswith("_") and not refused
        case [ast.Name(id="rate_functions"), ast.Name(), *_]:
            return function == "getattr"
        case [ast.Name(id="self"), ast.Name(), _]:
            return function == "setattr"
        case _:
            return False


class CallRules:
    """What may be called, and with what."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def table(self) -> Mapping[type[ast.AST], Callable[[ast.AST], None]]:
        """The rule for each kind of node."""
        return {ast.Call: self._call, ast.Attribute: self._uncalled}

    def _call(self, node: ast.AST) -> None:
        if not isinstance(node, ast.Call):
            return
        name = ""
        if isinstance(node.func, ast.Name):
            name = node.func.id
            self._check_named(name, node)
            self._vouch_for_shown(name, node)
        elif isinstance(node.func, ast.Attribute):
            name = node.func.attr
            self._check_method(node.func, node)
        for keyword in node.keywords:
            self._check_keyword(keyword, node)
        if name in rules.FILE_CALLS:
            self._check_file_name(node)

    def _check_named(self, name: str, node: ast.Call) -> None:
        if name in rules.REFLECTION:
            self._scope.vouch(node.func)
            if not _is_plain_lookup(name, node.args, self._scope):
                message = f"Call `{name}` with a plain name in quotes, or use a dictionary."
                self._scope.find("reflection", node, message)
        elif name == "type" and len(node.args) != 1:
            message = "Write a class statement instead of calling `type`."
            self._scope.find("reflection", node, message)

    def _vouch_for_shown(self, name: str, node: ast.Call) -> None:
        """What is only shown may name anything: a listing, a path, a method."""
        if name in rules.SHOWING_CALLS and not self._scope.bindings.is_bound(name):
            keywords = [word.value for word in node.keywords if word.arg in rules.SHOWN_KEYWORDS]
            for value in [*node.args[:1], *keywords]:
                if isinstance(value, ast.Constant):
                    self._scope.vouch(value)

    def _check_method(self, function: ast.Attribute, node: ast.Call) -> None:
        if function.attr == "format":
            name = function.value.id if isinstance(function.value, ast.Name) else ""
            for text in self._scope.texts.held_by(name) or [self._known_text(function.value)]:
                self._check_format(text, node)
        elif function.attr == "sleep":
            self._scope.find("call", node, "Use `self.wait(seconds)` instead of `sleep`.")
        elif function.attr == "wait" and too_large(node.args[:1], rules.SECONDS_MAX):
            message = f"A wait is at most {rules.SECONDS_MAX} seconds."
            self._scope.find("amount", node, message)

    def _uncalled(self, node: ast.AST) -> None:
        """`map("{:.1f}".format, values)`: the text has to be known here too."""
        if not isinstance(node, ast.Attribute) or node.attr != "format":
            return
        bindings, base = self._scope.bindings, node.value
        of = base.id if isinstance(base, ast.Name) else ""
        is_own = of == "config" or (of == "self" and bindings.is_set_on_self("format"))
        is_read = isinstance(node.ctx, ast.Load) and not bindings.is_called(node)
        if is_read and not is_own:
            self._check_format(self._known_text(base), node)

    def _known_text(self, node: ast.expr) -> str | None:
        name = node.id if isinstance(node, ast.Name) else ""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            # A text that a class sets once: `self.LABEL`.
            is_own = node.value.id in {"self", "cls"} and not self._scope.bindings.sets_by_name
            name = node.attr if is_own else ""
        value = self._scope.bindings.constant_of(name)
        return value if isinstance(value, str) else _text(node)

    def _check_format(self, text: str | None, node: ast.AST) -> None:
        if text is None:
            message = "Write an f-string instead of calling `format` on a name."
            self._scope.find("format", node, message)
            return
        try:
            fields = [field for _, field, _, _ in Formatter().parse(text) if field]
        except ValueError:
            fields = ["."]
        if any("." in field or "[" in field for field in fields):
            message = "Write an f-string instead of a field with a dot."
            self._scope.find("format", node, message)

    def _check_keyword(self, keyword: ast.keyword, node: ast.Call) -> None:
        find, value = self._scope.find, _text(keyword.value)
        if keyword.arg in rules.KEYWORDS_REFUSED:
            find("keyword", node, f"`{keyword.arg}=` cannot be used in a scene.")
        elif keyword.arg == "tex_compiler" and value not in rules.TEX_COMPILERS:
            find("tex", node, "Use one of the TeX compilers latex, pdflatex and xelatex.")
        elif keyword.arg == "output_format" and value not in rules.TEX_FORMATS:
            find("tex", node, "Use one of the TeX outputs .dvi, .pdf and .xdv.")
        elif keyword.arg in _SECONDS and too_large([keyword.value], rules.SECONDS_MAX):
            find("amount", node, f"A play is at most {rules.SECONDS_MAX} seconds.")

    def _check_file_name(self, node: ast.Call) -> None:
        named = [keyword.value for keyword in node.keywords if keyword.arg in _FILE_KEYWORDS]
        for value in map(_text, [*node.args[:1], *named]):
            if value is not None and rules.NOT_BARE.search(value):
                self._scope.find("file", node, "Name an asset by its bare file name.")
