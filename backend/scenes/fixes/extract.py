"""Code out of an answer: fences, prose, a cut end, imports that must be there."""

import ast
import re
import textwrap
from collections.abc import Callable

_FENCE = re.compile(r"```(?:python|py)?[ \t]*\n(.*?)(?:\n```|\Z)", re.DOTALL)
_QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u00a0": " "})


def parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True


def extracted(answer: str) -> tuple[str, list[str]]:
    """Python that parses, and what was done to get it; as it came when nothing helps."""
    if parses(answer):
        return answer, []
    told: list[str] = []
    blocks = _FENCE.findall(answer)
    source = max(blocks, key=len) if blocks else _from_import(answer)
    if source != answer:
        told.append("the code was cut out of the answer")
    for change, words in _CHANGES:
        if parses(source):
            break
        after = change(source)
        if after != source:
            source = after
            told.append(words)
    return (source, told) if parses(source) else (answer, [])


def _from_import(answer: str) -> str:
    lines = answer.split("\n")
    starts = [n for n, line in enumerate(lines) if re.match(r"(from \w|import \w|class \w)", line)]
    return "\n".join(lines[starts[0] :]) if starts else answer


def _dedented(source: str) -> str:
    return textwrap.dedent(source)


def _punctuated(source: str) -> str:
    """A colon or a closing bracket that the parser misses, a bracket or a margin too many."""
    for _ in range(6):
        try:
            ast.parse(source)
        except SyntaxError as error:
            lines = source.split("\n")
            at = (error.lineno or 1) - 1
            changed = _punctuated_line(lines, at, str(error.msg))
            if changed is None:
                return source
            source = "\n".join(changed)
        else:
            return source
    return source


def _punctuated_line(lines: list[str], at: int, message: str) -> list[str] | None:
    if not 0 <= at < len(lines):
        return None
    line = lines[at]
    if "expected ':'" in message:
        lines[at] = line.rstrip() + ":"
    elif "was never closed" in message:
        missing = line.count("(") - line.count(")")
        if missing <= 0:
            return None
        lines[at] = line.rstrip() + ")" * missing
    elif "unmatched" in message and line.rstrip()[-1:] in {")", "]", "}"}:
        lines[at] = line.rstrip()[:-1]
    elif "unexpected indent" in message or "unindent does not match" in message:
        above = next((text for text in reversed(lines[:at]) if text.strip()), "")
        margin = len(above) - len(above.lstrip()) + (4 if above.rstrip().endswith(":") else 0)
        lines[at] = " " * margin + line.lstrip()
    else:
        return None
    return lines


def _without_prose(source: str) -> str:
    """Lines at the margin that are neither code nor the start of any."""
    kept = [
        line
        for line in source.split("\n")
        if not line
        or line[0] in " \t#@)]}"
        or re.match(
            r"(from|import|class|def|if|for|while|with|try|except|config|[A-Za-z_]\w*\s*[=(.])",
            line,
        )
    ]
    return "\n".join(kept)


def _cut(source: str) -> str:
    """As many whole lines as parse."""
    lines = source.rstrip().split("\n")
    for end in range(len(lines) - 1, 0, -1):
        text = "\n".join(lines[:end])
        if parses(text) and "def construct" in text:
            return text + "\n"
    return source


def _plain_quotes(source: str) -> str:
    return source.translate(_QUOTES)


def _spaces(source: str) -> str:
    return source.expandtabs(8)


_CHANGES: tuple[tuple[Callable[[str], str], str], ...] = (
    (_plain_quotes, "typographic quotes became plain ones"),
    (_spaces, "tabs became spaces"),
    (_dedented, "the margin of the whole was taken away"),
    (_punctuated, "brackets, colons and margins were mended"),
    (_without_prose, "text around the code was left out"),
    (_cut, "the end, which was cut off, was left out"),
)
