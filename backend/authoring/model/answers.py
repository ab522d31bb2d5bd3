"""Finds what was asked for in what a model answered: JSON or Python, in fences, prose or halves."""

import ast
import json
import re

from backend.authoring.splice import spliced
from backend.scenes.fixes.extract import parses

_FENCE = re.compile(r"```[a-zA-Z]*\s*\n(.*?)(?:```|\Z)", re.DOTALL)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


class AnswerError(Exception):
    """The answer does not hold what was asked for; the message tells the model why."""


def read_json(text: str) -> dict[str, object] | list[object]:
    """The first JSON object or list in an answer.

    Raises:
        AnswerError: there is none, or it is cut off.
    """
    plain = _THOUGHT.sub("", text).strip()
    for candidate in (*_FENCE.findall(plain), plain):
        found = _first_json(candidate)
        if found is not None:
            return found
    if not plain:
        message = "the answer is empty"
        raise AnswerError(message)
    message = "the answer holds no complete JSON; answer with JSON only, and keep it shorter"
    raise AnswerError(message)


def read_python(text: str) -> str:
    """The Python in an answer, as it was written.

    Raises:
        AnswerError: there is none that parses; the message names the line.
    """
    plain = _THOUGHT.sub("", text).strip()
    blocks = _FENCE.findall(plain) or [plain]
    code = max(blocks, key=len).strip() + "\n"
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        message = f"line {error.lineno}: {error.msg}; answer with one complete Python block"
        raise AnswerError(message) from error
    if not any(isinstance(node, ast.ClassDef) for node in tree.body):
        message = "there is no scene class in the answer"
        raise AnswerError(message)
    return code


def read_code(text: str) -> str:
    """The Python in an answer, right or wrong: mending it is the pipeline's work.

    Raises:
        AnswerError: there is no scene in it at all.
    """
    plain = _THOUGHT.sub("", text).strip()
    if not re.search(r"^\s*class\s+\w+\s*\(|self\.play\(", plain, re.MULTILINE):
        message = "there is no scene class in the answer; answer with one complete Python file"
        raise AnswerError(message)
    return plain + "\n"


def numbered(source: str, lines: tuple[int, int] | None) -> tuple[str, str]:
    """A file as a model reads it, and which of its lines it may write anew."""
    every = source.rstrip("\n").split("\n")
    shown = "\n".join(f"{number:4} {line}" for number, line in enumerate(every, 1))
    if lines is None:
        return f"The file:\n{shown}", "Answer with the whole file in one Python block."
    first, last = lines
    which = f"line {first}" if first == last else f"lines {first} to {last}"
    return f"The file:\n{shown}", f"Answer with what is to stand in {which} instead, no more."


def read_part(text: str, source: str, lines: tuple[int, int] | None) -> str:
    """The file with the answered lines in it; a whole file in the answer is taken as such.

    Raises:
        AnswerError: the answer holds no Python.
    """
    plain = _THOUGHT.sub("", text).strip("\n")
    if lines is None or re.search(r"^class\s+\w+\(", plain, re.MULTILINE):
        return read_code(text)
    blocks = _FENCE.findall(plain) or [plain]
    part = re.sub(r"^ {0,3}\d{1,4} (?=\s*\S)", "", max(blocks, key=len), flags=re.MULTILINE)
    if not part.strip():
        message = "the answer is empty"
        raise AnswerError(message)
    whole = spliced(source, lines, part)
    if not parses(whole):
        message = "with these lines the file is not Python; answer with the lines only"
        raise AnswerError(message)
    return whole


def _first_json(text: str) -> dict[str, object] | list[object] | None:
    decoder = json.JSONDecoder()
    for match in re.finditer(r"[\[{]", text):
        try:
            value: object = decoder.raw_decode(text, match.start())[0]
        except ValueError:
            value = _without_trailing_commas(text[match.start() :])
        if isinstance(value, dict) and value:
            return {str(key): item for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - JSON keys are text
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return list(value)  # pyright: ignore[reportUnknownArgumentType] - plain JSON
    return None


def _without_trailing_commas(text: str) -> object:
    """The commonest slip of small models: a comma before a closing bracket."""
    try:
        return json.JSONDecoder().raw_decode(re.sub(r",(\s*[\]}])", r"\1", text))[0]
    except ValueError:
        return None
