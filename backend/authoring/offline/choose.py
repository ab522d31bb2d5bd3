"""Which templates a sentence means: words in common, and shapes that speak for themselves.

A template's own description and the words people ask with are its index; patterns add what words
cannot say: a bracketed matrix, `y =`, percentages, years, `versus`.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from backend.authoring.offline.asked import ASKED
from backend.authoring.offline.languages import in_english
from backend.authoring.offline.text import one_slip, stems
from backend.scenes import Template, list_templates

FITTING = 2.0
"""Below this score no template fits; found on the labelled prompts."""

_WEIGHTS = {"title": 2.0, "words": 2.2, "asked": 1.6, "part": 0.9, "description": 0.8}
_PHRASE = 3.0
_SPELT_MIN = 6

_LOW = r"(?:low|small|short|light|young|least)"
_HIGH = r"(?:high|large|big|tall|heav|old|most|great)"
_AMOUNT = r"[a-zA-Z]\w*:?\s+\d+(?:\.\d+)?\s*(?:h|hours?|km|kg|m|€|\$)"
PATTERNS: tuple[tuple[str, str, float], ...] = (
    (r"\[\s*\[", "linear_map", 6),
    (r"\b(?:y|f\(x\))\s*(?:=|equals)|\bplot\b.*\bx\b|\bgraph of\b", "function_plot", 5),
    (r"\bz\s*=|f\(x,\s*y\)", "surface", 6),
    (r"\bx\(t\)|\bparametric\b", "parametric_curve", 5),
    (r"\d+\s*%.*\d+\s*%", "pie_chart", 5),
    (r"^\D*\d+(?:\.\d+)?\s*(?:%|percent)\D*$", "progress", 3.5),
    (r"\b1[0-9]{3}\b.*\b(?:1[0-9]{3}|20[0-9]{2})\b", "timeline", 4.5),
    (r"\bhistory of\b|\btimeline\b", "timeline", 3.5),
    (
        r"\b(?:vs\.?|versus|differences? between|compared? (?:to|with)|pros and cons)\b",
        "comparison",
        4.5,
    ),
    (
        r"\b(?:three|four|five|six|\d)\s+(?:reasons|tips|facts|rules|ways|things|points)\b",
        "bullet_list",
        5,
    ),
    (r"\bhow to\b|\bstep by step\b|\binstructions\b|\brecipe\b", "numbered_steps", 3),
    (r"\b(?:types|kinds|sorts) of\b", "cards", 3.5),
    (r"\bwhat is\b|\bwhat are\b|\bmeaning of\b|\bdefine\b|\bdefinition\b", "definition", 2.1),
    (r"\bcycle\b", "cycle", 3),
    (r"\bsolve\b.*=|=.*\bsolve\b|\b-?\d*x\s*[+-]\s*\d+\s*=", "equation_steps", 5),
    (r"\bderivative\b|\bslope of\b|\bdifferentiat", "tangent", 2.5),
    (r"\bintegra[lt]|\barea under\b", "area_under_curve", 3),
    (r"->|→|\bthen\b.*\bthen\b|\bpipeline\b", "flow", 3.5),
    (r"\bsay(?:s|ing)?\b.*[\"“]|[\"“].*[\"”]\s*[-–—]", "quotation", 3.5),
    (r"\b[a-zA-Z]\w*:?\s+\d+(?:\.\d+)?\s*(?:,|;|and)\s*[a-zA-Z]\w*:?\s+\d+", "bar_chart", 4.5),
    (
        r"\b(?:jan|feb|mar|apr|may|jun|mon|tue|wed|monday|january)\w*\b.*\d+ \d+ \d+",
        "line_chart",
        4.5,
    ),
    (r"^[\"“].*[\"”]", "quotation", 4),
    (r"\b[1-9]\s*/\s*\d+\b", "fraction", 4),
    (r"=.*\band\b\s*(?:y\s*)?=|\by\s*=.*\by\s*=", "two_functions", 6),
    (r"\bfrom (?:an? )?\w+ to (?:an? )?\w+\b", "flow", 2.2),
    (r"\bdid you know\b|^how many\b", "question", 4),
    (r"^\s*(?:\w+\s+){0,4}\w+(?:,\s*\w+)+:|\w+,\s*\w+,\s*\w+\s*$", "table", 1.5),
    (r"\b\w+\s+\d+%", "pie_chart", 3),
    (rf"\b{_AMOUNT}\b.*{_AMOUNT}(?!\w)", "bar_chart", 4.5),
    (r"\b[fgh]\(x\)\s*=.*\b[fgh]\(x\)\s*=", "two_functions", 6),
    (r"\b\d+ (?:out )?of \d+\b", "fraction", 3.5),
    (r"\b(?:\d+|one|two|nine) (?:out of|in) (?:\d+|ten|five|four|three)\b", "progress", 3),
    (r"\b(?:ln|log|sqrt|exp|sin|cos|tan)\s*\(\s*x\s*\)", "function_plot", 4),
    (r"\b\d*x\b[^=y]*=[^=y]*\d|\d[^=y]*=[^=y]*\b\d*x\b", "equation_steps", 4),
    (r"\dx\b.*\b(?:or|vs|and|versus)\b.*\dx\b", "two_functions", 6),
    (r"(?:^|\s)-\d+(?:\s|$)", "number_line", 3.5),
    (r"\b(?:or|and)(?: by)? both\b|, both\b", "venn", 5),
    (rf"\b{_LOW}\w* to {_HIGH}\w*\b", "bubble_sort", 4.5),
    (r"\b(?:python|java|javascript|c\+\+|rust|html|sql)\b", "code", 3),
    (r"\bfrom (?:\w+ ){1,3}to (?:\w+ ?){1,3}", "flow", 2.2),
    (r"^(?:\w+ ){1,2}or \w+\b", "comparison", 4),
    (r"\b(?:week|day|month|year|hour)s?\b.*\d+[ ,]+\d+[ ,]+\d+[ ,]+\d+", "line_chart", 4.5),
    (r"(?:^|\s)-\d+ [+-] \d+\b|\b\d+ - -?\d+$", "number_line", 4),
    (r"\b-?\d+ degrees and\b", "number_line", 3),
    (r"\d+\^2 ?\+ ?\d+\^2 ?= ?\d+\^2", "pythagoras", 6),
    (
        r"\b(?:go|step|jump|move|count)\w* (?:back|forward|backwards|forwards|up|down) \d",
        "number_line",
        4,
    ),
    (r"\b[a-z] squared plus [a-z] squared|\ba\^2 ?\+ ?b\^2", "pythagoras", 6),
    (r"\bx\s*\^\s*\d|\bx (?:squared|cubed)\b", "function_plot", 3),
    (r"\bto the (?:power of )?(?:x|\d)\b", "function_plot", 5),
    (r"\d+\s*(?:°|degrees?)\b.*\b(?:throw|ball|shot|launch|cannon|kick)", "projectile", 4),
    (r"\b(?:throw|ball|shot|launch|cannon|kick)\w*\b.*\d+\s*(?:°|degrees?)", "projectile", 4),
    (r"\bpythag", "pythagoras", 6),
    (r"\bsin(?:e)? (?:wave|curve)\b", "sine_wave_origin", 3),
    (r"\bneural\b|\bdeep learning\b|\bperceptron\b|\btransformer", "neural_network", 4),
    (r"\bsort(?:ing|s|ed)?\b", "bubble_sort", 2.5),
    (r"\bbinary search\b", "binary_search", 5),
    (
        r"\b(?:bfs|dfs|breadth|depth)[- ]?(?:first)?\b|\bdijkstra\b|\bshortest path\b",
        "graph_walk",
        4,
    ),
    (r"\bcompound interest\b|\bexponential\b|\bdoubl(?:es|ing)\b", "growth", 3),
    (r"\bvector fields?\b|\bmagnetic\b|\belectric fields?\b", "field", 4),
    (r"\beigen|\bdeterminant\b|\blinear transformation", "linear_map", 4),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A template and how well it fits."""

    template: Template
    score: float

    @property
    def fits(self) -> bool:
        return self.score >= FITTING


@dataclass(frozen=True, slots=True)
class _Index:
    templates: tuple[Template, ...]
    fields: tuple[dict[str, float], ...]
    phrases: tuple[tuple[tuple[str, ...], ...], ...]
    rarity: dict[str, float]


@lru_cache(maxsize=1)
def _index() -> _Index:
    templates = tuple(t for t in list_templates() if t.id != "picture")
    fields: list[dict[str, float]] = []
    phrases: list[tuple[tuple[str, ...], ...]] = []
    for template in templates:
        count: dict[str, float] = {}
        for word in set(stems(template.title)):
            count[word] = _WEIGHTS["title"]
        asked = ASKED.get(template.id, ())
        for words, weight in ((template.words, "words"), (asked, "asked")):
            for phrase in words:
                own = stems(phrase)
                # A word of a longer phrase says less than one that stands alone.
                worth = _WEIGHTS[weight] if len(own) == 1 or weight == "words" else _WEIGHTS["part"]
                for word in own:
                    count[word] = max(count.get(word, 0), worth)
        for word in set(stems(template.description)):
            count[word] = max(count.get(word, 0), _WEIGHTS["description"])
        fields.append(count)
        spoken = (tuple(stems(phrase)) for phrase in (template.title, *template.words, *asked))
        phrases.append(tuple(phrase for phrase in spoken if len(phrase) > 1))
    total = len(templates)
    seen = Counter(word for count in fields for word in count)
    rarity = {
        word: math.log(1 + total / times) / math.log(1 + total) for word, times in seen.items()
    }
    return _Index(templates, tuple(fields), tuple(phrases), rarity)


def choose(prompt: str, *, count: int = 3) -> list[Choice]:
    """The likeliest templates, best first; `fits` says whether one should be taken unasked."""
    index = _index()
    asked = [_put_right(word, index.rarity) for word in stems(in_english(prompt))]
    present = set(asked)
    bonus = _patterns(prompt)
    choices: list[Choice] = []
    for template, field, phrases in zip(index.templates, index.fields, index.phrases, strict=True):
        score = sum(field[word] * index.rarity.get(word, 0) for word in present if word in field)
        score += sum(_PHRASE for phrase in phrases if _follows(phrase, asked))
        score += bonus.get(template.id, 0)
        choices.append(Choice(template, round(score, 3)))
    choices.sort(key=lambda choice: (-choice.score, choice.template.id))
    return choices[:count]


def _put_right(word: str, known: Mapping[str, float]) -> str:
    """A word with one slip, `derivitive`, as the one word of the index that it nearly is."""
    if word in known or len(word) < _SPELT_MIN or not word.isalpha():
        return word
    near = [each for each in known if each[0] == word[0] and one_slip(word, each)]
    turned = [each for each in near if sorted(each) == sorted(word)] or near
    return turned[0] if len(turned) == 1 else word


def _patterns(prompt: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for pattern, template, weight in PATTERNS:
        if re.search(pattern, prompt, re.IGNORECASE | re.DOTALL):
            found[template] = max(found.get(template, 0), weight)
    return found


def _follows(phrase: tuple[str, ...], asked: list[str]) -> bool:
    size = len(phrase)
    return any(tuple(asked[i : i + size]) == phrase for i in range(len(asked) - size + 1))
