"""Finds what was asked for in what a model answered: JSON or Python, in fences, prose or halves."""

import ast
import json
import re

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
