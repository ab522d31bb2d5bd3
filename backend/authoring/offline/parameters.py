"""Reads a template's parameters out of a sentence, with a whitelist parser and never `eval`.

What is found is said; what is not found keeps the template's default and is shown as a default.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import JsonValue

from backend.authoring.offline.growing import read_growth
from backend.authoring.offline.text import capital, shorten, topic
from backend.scenes import Template
from backend.scenes.expressions import ExpressionError, parse
from backend.scenes.templates.template import TemplateParam

_NUMBER = r"-?\d+(?:\.\d+)?"
_LABELLED = re.compile(
    rf"([A-Za-z][\w /-]{{0,24}}?)(?:\s*[:=]\s*|\s+(?:is\s+|at\s+)?)({_NUMBER})"
    r"\s*(?:%|percent|h|hrs?|hours?|min|minutes?|km|kg|g|m|cm|€|\$|°C?|degrees|euros?|dollars)?"
    r"(?=[,;.\s)]|$|\band\b)"
)
_QUOTED = re.compile(r"[\"“]([^\"”]{1,120})[\"”]")
_RANGE = re.compile(rf"\b(?:from|between)\s+({_NUMBER})\s+(?:to|and)\s+({_NUMBER})\b")
_MATRIX = re.compile(r"\[\s*\[.*?\]\s*\]", re.DOTALL)
_LIST = re.compile(rf"(?:\[|\(|\b)({_NUMBER}(?:\s*,\s*(?:and\s+)?{_NUMBER}){{1,15}})")
_FUNCTION = re.compile(
    r"(?:\b(?:y|f\(x\)|z|f\(x,\s*y\))\s*=\s*|\b(?:plot|graph of|function|curve of|curve)\s+"
    r"(?:the\s+)?(?:function\s+|of\s+)?(?:y\s*=\s*)?)"
    r"([^,;?!\n]{1,60})",
    re.IGNORECASE,
)
_SPOKEN = (
    (re.compile(r"\bsquared\b"), "^2"),
    (re.compile(r"\bcubed\b"), "^3"),
    (re.compile(r"\btimes\b"), "*"),
    (re.compile(r"\bplus\b"), "+"),
    (re.compile(r"\bminus\b"), "-"),
    (re.compile(r"\bdivided by\b|\bover\b"), "/"),
    (re.compile(r"\bequals\b"), "="),
    (re.compile(r"²"), "^2"),
    (re.compile(r"³"), "^3"),
    (re.compile(r"[−–]"), "-"),
)
_TAIL = re.compile(
    r"\s+(?:from|between|on|for|at|with|and show|and its|where|in)\b.*$", re.IGNORECASE
)
_NAMED_FUNCTIONS = {
    "parabola": "x^2",
    "sine": "sin(x)",
    "cosine": "cos(x)",
    "cubic": "x^3",
    "square root": "sqrt(x)",
    "exponential": "exp(x)",
    "absolute value": "abs(x)",
}
_DATED = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b[ ,:–-]*([^,;.\d]{2,60})")
_LINEAR = re.compile(rf"(-|-?\d+(?:\.\d+)?)?\s*\*?\s*x\s*([+-]\s*\d+(?:\.\d+)?)?\s*=\s*({_NUMBER})")
_SHARE = re.compile(r"\b(\d{1,2})\s*(?:/|(?:out )?of)\s*(\d{1,2})\b")
_RANGE_PARTS = 10
_LABEL_WORDS = 3  # longer is a clause, not a label


@dataclass(frozen=True, slots=True)
class Reading:
    """The values for a template, and what a person is told about them."""

    values: dict[str, JsonValue]
    understood: tuple[str, ...]


def read_parameters(prompt: str, template: Template) -> Reading:
    """What the prompt says about a template's parameters."""
    values: dict[str, JsonValue] = {}
    understood: list[str] = []
    for param in template.params:
        found = _find(prompt, param, template)
        if found is None:
            continue
        values[param.name] = found
        if param.name != "title":
            understood.append(f"{param.label.lower()}: {shown(found)}")
    _pair_labels(prompt, template, values, understood)
    _pair_dates(prompt, template, values, understood)
    _solve(prompt, template, values, understood)
    if template.id == "growth" and (grown := read_growth(prompt)):
        values.update(grown)
        understood[:] = [f"{name}: {shown(value)}" for name, value in grown.items()]
    return Reading(values, tuple(understood))


def find_function(text: str) -> str | None:
    """A formula in x that the text names: `y = 2sin(x) + 1`, `x squared minus 3`, `parabola`."""
    spoken = text
    for pattern, sign in _SPOKEN:
        spoken = pattern.sub(sign, spoken)
    for match in _FUNCTION.finditer(spoken):
        for candidate in _shrinking(_TAIL.sub("", match.group(1)).strip(" .")):
            if _is_formula(candidate):
                return candidate
    for match in re.finditer(r"[\w^*/+().-]*x[\w^*/+(). -]*", spoken):
        for candidate in _shrinking(_TAIL.sub("", match.group()).strip(" .")):
            if _is_formula(candidate) and candidate.strip() != "x":
                return candidate
    lowered = text.lower()
    return next((formula for name, formula in _NAMED_FUNCTIONS.items() if name in lowered), None)


def find_numbers(text: str) -> list[JsonValue] | None:
    """A list of numbers: `5, 3, 8` or `[5, 3, 8]`."""
    match = _LIST.search(_MATRIX.sub("", text))
    if match is None:
        return None
    return [_number(part) for part in re.findall(_NUMBER, match.group(1))]


def find_labelled(text: str) -> list[tuple[str, float]]:
    """Names with their values: `rent 50%, food 30%` or `Apples: 3, Pears: 5`."""
    found: list[tuple[str, float]] = []
    for match in _LABELLED.finditer(text):
        name = re.sub(r"^(?:and|with|where|of|the|are|is)\s+", "", match.group(1).strip())
        name = name.rsplit(":", 1)[-1].strip()
        if len(name.split()) > _LABEL_WORDS and re.search(r"[A-Z]\d+$", name):
            name = name.split()[-1]  # `sales per quarter Q1 10`
        if (
            name
            and len(name.split()) <= _LABEL_WORDS
            and not re.fullmatch(r"(?:from|to|at|x|y)", name)
        ):
            found.append((capital(name), float(match.group(2))))
    return found if len(found) > 1 else []


def find_items(text: str) -> list[str]:
    """A list of things: after a colon, between commas, or on lines of their own."""
    lines = [line.strip(" -•*\t.") for line in text.splitlines()[1:] if line.strip(" -•*\t.")]
    if len(lines) > 1:
        return [shorten(capital(line), 60) for line in lines]
    listing = text.split(":", 1)[1] if ":" in text else text
    if ":" not in text and (dashed := re.search(r"\s[–—-]\s+(.+,.+)$", text)) is not None:
        listing = dashed.group(1)  # `World War I – causes, course, consequences`
    elif ":" not in text and "->" not in text and "→" not in text:
        return []
    parts = re.split(r"\s*(?:,|;|->|→|\band\b)\s*", listing)
    tidy = [part.strip(" .") for part in parts if re.search(r"\w", part)]
    return [shorten(capital(part), 60) for part in tidy] if len(tidy) > 1 else []


def _find(prompt: str, param: TemplateParam, template: Template) -> JsonValue | None:
    if param.name == "title":
        return topic(prompt)
    reader = _READERS.get(param.type)
    return None if reader is None else reader(prompt, param, template)


def _function(prompt: str, param: TemplateParam, template: Template) -> JsonValue | None:
    del template
    return find_function(prompt) if param.variables == ("x",) else None


def _range(prompt: str, param: TemplateParam, template: Template) -> JsonValue | None:
    del template
    if param.name not in {"x_range", "t_range", "span"}:
        return None
    match = _RANGE.search(prompt)
    if match is None:
        return None
    low, high = float(match.group(1)), float(match.group(2))
    if low >= high:
        return None
    step = max(1, round((high - low) / _RANGE_PARTS))
    return [_number(match.group(1)), _number(match.group(2)), step]


def _matrix(prompt: str, param: TemplateParam, template: Template) -> JsonValue | None:
    del param, template
    match = _MATRIX.search(prompt)
    if match is None:
        return None
    try:
        value: JsonValue = json.loads(match.group())
    except ValueError:
        return None
    return value  # the brackets that were matched make it a list


def _numbers(prompt: str, param: TemplateParam, template: Template) -> JsonValue | None:
    del template
    if param.name == "values" and (labelled := find_labelled(prompt)):
        return [_tidy(value) for _, value in labelled]
    return find_numbers(prompt) if param.name in {"values", "layers"} else None


def _texts(prompt: str, param: TemplateParam, template: Template) -> JsonValue | None:
    if param.name == "labels" and any(p.name == "values" for p in template.params):
        return None
    if param.name in {"points", "steps", "branches", "labels", "heads", "names", "values"}:
        items = find_items(prompt)
        return list[JsonValue](items[:8]) or None
    return None


def _named_number(prompt: str, param: TemplateParam, template: Template) -> JsonValue | None:
    del template
    names = {param.name, param.label.lower(), param.label.lower().split(" ")[0]}
    for name in sorted(names, key=len, reverse=True):
        match = re.search(
            rf"\b{re.escape(name)}\s*(?:=|is|of|:|at)?\s*({_NUMBER})", prompt, re.IGNORECASE
        )
        if match is not None:
            return _number(match.group(1))
    if param.name in {"part", "whole"} and (share := _SHARE.search(prompt)):
        return _number(share.group(1 if param.name == "part" else 2))
    if param.name == "percent" and (match := re.search(rf"({_NUMBER})\s*(?:%|percent)", prompt)):
        return _number(match.group(1))
    if param.name == "at" and (match := re.search(rf"\bx\s*=\s*({_NUMBER})", prompt)):
        return _number(match.group(1))
    return None


def _text(prompt: str, param: TemplateParam, template: Template) -> JsonValue | None:
    del template
    quoted = _QUOTED.findall(prompt)
    if param.name in {"text", "question", "formula"} and quoted:
        return str(quoted[0])
    if param.name == "question" and prompt.strip().endswith("?"):
        return shorten(capital(prompt.strip()), 90)
    if param.name in {"topic", "word"}:
        return topic(prompt)
    sides = re.search(
        r"(.+?)\s+(?:vs\.?|versus|compared (?:to|with)|and|or|&|\+)\s+(.+)", topic(prompt)
    )
    if param.name in {"first", "second"} and sides is not None:
        side = sides.group(1 if param.name == "first" else 2)
        return capital(re.sub(r"^.*\bbetween\s+", "", side).strip(" ."))
    return None


def _pair_labels(
    prompt: str, template: Template, values: dict[str, JsonValue], understood: list[str]
) -> None:
    """Charts need as many labels as values."""
    names = {param.name for param in template.params}
    if not {"values", "labels"} <= names or "values" not in values:
        return
    labelled = find_labelled(prompt)
    numbers = values["values"]
    count = len(numbers) if isinstance(numbers, list) else 0
    labels = [name for name, _ in labelled] or [str(i + 1) for i in range(count)]
    values["labels"] = list[JsonValue](labels)
    understood.append(f"labels: {', '.join(labels)}")


def _pair_dates(
    prompt: str, template: Template, values: dict[str, JsonValue], understood: list[str]
) -> None:
    """A timeline's years and what happened in them."""
    if template.id != "timeline":
        return
    dated = [(m.group(1), m.group(2).strip(" ,.;:-–")) for m in _DATED.finditer(prompt)]
    if len(dated) < 2:  # noqa: PLR2004 - one date is no timeline
        values.pop("labels", None)
        return
    values["labels"] = [year for year, _ in dated]
    values["notes"] = [shorten(capital(note), 40) for _, note in dated]
    understood[:] = [f"dates: {', '.join(year for year, _ in dated)}"]


def _solve(
    prompt: str, template: Template, values: dict[str, JsonValue], understood: list[str]
) -> None:
    """The steps of a linear equation in x; anything harder keeps the default steps."""
    if template.id != "equation_steps" or (match := _LINEAR.search(prompt)) is None:
        return
    a = float(match.group(1) or 1) if match.group(1) != "-" else -1.0
    b = float((match.group(2) or "0").replace(" ", ""))
    c = float(match.group(3))
    if a == 0:
        return
    steps = [f"{_factor(a)}x {'+' if b >= 0 else '-'} {abs(b):g} = {c:g}"] if b else []
    steps.append(f"{_factor(a)}x = {c - b:g}")
    if a != 1:
        steps.append(f"x = {(c - b) / a:g}")
    values["steps"] = list[JsonValue](steps)
    understood.append(f"equation: {steps[0]}")


def _factor(value: float) -> str:
    return "" if value == 1 else "-" if value == -1 else f"{value:g} "


_READERS: dict[str, Callable[[str, TemplateParam, Template], JsonValue | None]] = {
    "function": _function,
    "range": _range,
    "matrix": _matrix,
    "numbers": _numbers,
    "texts": _texts,
    "number": _named_number,
    "integer": _named_number,
    "text": _text,
}


def _shrinking(text: str) -> list[str]:
    """A phrase and what is left of it when words fall off its end, longest first."""
    parts = text.split(" ")
    return [" ".join(parts[:size]) for size in range(len(parts), 0, -1)]


def _is_formula(text: str) -> bool:
    if "x" not in text:
        return False
    try:
        parse(text, frozenset({"x"}))
    except ExpressionError:
        return False
    return True


def _number(text: str) -> JsonValue:
    return _tidy(float(text))


def _tidy(value: float) -> JsonValue:
    return int(value) if value.is_integer() else value


def shown(value: JsonValue) -> str:
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value)
    return str(value)
