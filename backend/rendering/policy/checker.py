"""From a text to a verdict, without running it and without ever raising."""

import ast
import re
import warnings
from typing import Final

from backend.rendering.outcome import ErrorClass, Rejected
from backend.rendering.policy import rules
from backend.rendering.policy.finding import Finding
from backend.rendering.policy.tree import inspect_tree

_SHOWN_MAX: Final = 6
_TOO_DEEP: Final = "The code is nested too deeply. Build it up in steps with names."
_BRACKETS: Final = re.compile(r"[()\[\]{}]")
_CHAIN: Final = re.compile(
    r"(?:[-+~]\s*){64}|(?:\bnot\s+){64}|(?:\*\*\s*\w+\s*){64}|(?:lambda\s*:\s*){64}"
)


def check_source(source: str) -> Rejected | None:
    """Why the code is refused, or None when it may run."""
    findings = _text_findings(source) or _tree_findings(source)
    if not findings:
        return None
    first = findings[0]
    if len(findings) == 1:
        message = first.message
    else:
        shown = [f"Line {found.line}: {found.message}" for found in findings[:_SHOWN_MAX]]
        message = "\n".join(dict.fromkeys(shown))
    return Rejected(ErrorClass.CODE_REJECTED, message, line=first.line, rule=first.rule)


def _text_findings(source: str) -> list[Finding]:
    try:
        size = len(source.encode())
    except UnicodeEncodeError:
        return [Finding("encoding", 1, "The code has characters that are not valid text.")]
    if size > rules.SOURCE_BYTES_MAX:
        return [Finding("size", 1, "The code is longer than 64 KiB. Split the scene.")]
    if "\0" in source:
        line = source[: source.index("\0")].count("\n") + 1
        return [Finding("encoding", line, "The code contains a NUL character. Remove it.")]
    if hidden := rules.INVISIBLE.search(source):
        line = source[: hidden.start()].count("\n") + 1
        return [Finding("encoding", line, "The code contains an invisible character. Remove it.")]
    for number, line_text in enumerate(source.splitlines()[:2], 1):
        cookie = rules.COOKIE.match(line_text)
        if cookie and cookie.group(1).lower() not in rules.COOKIES:
            return [Finding("encoding", number, "The code must be UTF-8. Delete the coding line.")]
    return _nesting(source)


def _nesting(source: str) -> list[Finding]:
    """Refuse what could exhaust the parser's stack, by a count that strings only make larger."""
    depth = 0
    for bracket in _BRACKETS.finditer(source):
        depth = max(0, depth + (1 if bracket.group() in "([{" else -1))
        if depth > rules.NESTING_MAX:
            line = source[: bracket.start()].count("\n") + 1
            return [Finding("nesting", line, _TOO_DEEP)]
    if chain := _CHAIN.search(source):
        return [Finding("nesting", source[: chain.start()].count("\n") + 1, _TOO_DEEP)]
    return []


def _tree_findings(source: str) -> list[Finding]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
        nodes = list(ast.walk(tree))
        if len(nodes) > rules.NODES_MAX:
            return [Finding("size", 1, "The code has too many parts. Split the scene.")]
        findings = inspect_tree(tree, nodes)
    except SyntaxError as error:
        return [Finding("syntax", error.lineno or 1, f"The code is not valid Python: {error.msg}.")]
    except (RecursionError, MemoryError, ValueError, OverflowError):
        return [Finding("nesting", 1, _TOO_DEEP)]
    return sorted(findings, key=lambda found: found.line)
