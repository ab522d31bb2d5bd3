"""A sentence before rules see it: slips put right, sayings made plain, wishes taken apart. Pure."""

import re
from collections.abc import Callable, Iterable
from functools import partial

from backend.authoring.offline.languages import in_english
from backend.authoring.offline.numbers import digits
from backend.authoring.offline.text import one_slip, stem

_QUOTES = re.compile(r"[\"“].*?[\"”]|(?<!\w)['‘].*?['’](?!\w)")
_CLAUSE = re.compile(
    r"\s*(?:,(?!\s*-?\d)|;|\s[+&]\s|\band\b|\bbut\b|\bthen\b|\balso\b)\s*", re.IGNORECASE
)
# Asks for something of its own: what no rule can do of it must not be dropped in silence.
_DOES = re.compile(
    r"^(?:please\s+)?(?:add|show|insert|draw|play|zoom|spin|flip|explain|translate|include|create"
    r"|animate|connect|label|sort|write|underline|blink|repeat|loop|merge|split)\b",
    re.IGNORECASE,
)
_AWAY_WITH_IT = (
    r"^(?!there|it|that|this)(?:the\s+)?([\w ]+?) (?:is|are|looks?|seems?) [^,]+, (?:so )?"
    r"(remove|delete|hide|drop|get rid of) (?:it|them)\b"
)
# Saying → what it means, in the words that the rules know.
_PLAIN = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"\b(add|insert|include) (an?|another|one more)( \w+)? (\w+), ", r"\1 \2 \4: "),
        (r"^why (?:is|are) (.+?) so (\w+)\??$", r"\1 is too \2"),
        (r"\b(\w+)'s (?=(?:text|words|label|title|colou?r|size)\b)", r"\1 "),
        (_AWAY_WITH_IT, r"\2 the \1"),
        (r", *(?:please )?(?:delete|remove|drop) (?:it|them|that)$", ""),
        (r"\b(?:way|far|much) too\b", "too"),
        (r"\b(?:would|might) be (?:nicer|better|nice|great|good|lovely)\b", ""),
        (r"\b(?:looks?|would look) (?:nicer|better|nice|great) (in|at|on)\b", r"\1"),
        (r"\bhalf (?:the size|as (?:big|large)|as wide)\b", "smaller by half"),
        (r"\btwice the size\b", "twice as big"),
        (r"\b(sit|be|go|move) (?:a bit )?lower\b", r"move to the bottom"),
        (r"\b(sit|be|go|move) (?:a bit )?higher\b", r"move to the top"),
        (r"\bnot (?:so|that|as|quite so) (\w+)", r"too \1"),
        (r"\b(?:a|one) (?:sec|second|moment)\b", "1 second"),
        (r"\ba (?:little|tiny|wee) bit\b|\ba (?:bit|little|tad|touch)\b|\bslightly\b", ""),
        (r"\b(?:please|pls|plz|kindly|thx|thanks|thank you)\b", ""),
        (r"\btake\s+(.+?)\s+(?:away|out|off)\b", r"remove \1"),
        (r"\b(?:make|let)\s+(.+?)\s+(?:go away|disappear|vanish)\b", r"remove \1"),
        (r"\b(?:kill|lose|ditch|scrap|erase|cut out|throw out|leave out|lose)\b", "remove"),
        (r"\bspeed\s*(?:x|×)\s*2\b|\b(?:2x|×2|x2)\b(?= (?:fast|speed))", "twice as fast"),
        (r"\s*(?:->|=>|→)\s*", " to "),
        (r"\bequal(?:s| to)\b", "="),
        (r"\bmust (be|say|read)\b", r"should \1"),
        (r"\bshould be (?:called|named)\b|\bis (?:now )?called\b", "should be"),
        (r"\b(?:went|goes|fell|falls|rose|rises|grew|drops|dropped) (?:up |down )?to\b", "is"),
        (r"\b(?:isn't|is not|aren't|are not) needed\b", "gone"),
        (r"\bthere (?:is|are) no (.+?) (?:any ?more|any longer)\b", r"remove \1"),
        (r"\b(?:double|twice the) speed\b", "twice as fast"),
        (r"\bhalf (?:the )?speed\b", "half as fast"),
        (r"^(?:the\s+)?([\w ]+?)\s+(?:gone|away|out)$", r"remove the \1"),
        (r"^(?:i|we) (?:want|need|would like|'d like) (.+?) to be\b", r"\1 should be"),
        (r"^(?:i|we) (?:want|need|would like|'d like)(?: to (?:see|have))?\s+", "show "),
    )
)
# `9 8 7 6` is a row of numbers.
_ROW = re.compile(r"(?<![\w.,])-?\d+(?:\.\d+)?(?: -?\d+(?:\.\d+)?){2,}(?![\w.,])")
_KNOWN_WORDS = """
title heading headline subtitle slower faster bigger smaller larger thicker thinner colour color
background remove delete replace change rename position bottom middle center centre yellow orange
purple violet values chart curve points bullets formula equation example picture animation quicker
function
"""
_KNOWN = frozenset(_KNOWN_WORDS.split())
# Words that are right as they are, though they look like one of the above.
_RIGHT_WORDS = "there these those their point other shower changed charge charts place plane"
_RIGHT = frozenset(_RIGHT_WORDS.split())
_LETTERS_MIN = 4


def plain(instruction: str, names: Iterable[str]) -> str:
    """The instruction with digits for numbers, slips put right and sayings made plain."""
    text = _outside_quotes(" ".join(instruction.split()), in_english)
    text = digits(text)
    text = _outside_quotes(text, partial(_corrected, names=names))
    text = _outside_quotes(text, partial(_ROW.sub, _with_commas))
    return " ".join(_said_plainly(text).split()).strip(" ,;")


def _with_commas(row: re.Match[str]) -> str:
    return ", ".join(row.group().split())


def _said_plainly(text: str) -> str:
    for pattern, instead in _PLAIN:
        text = _outside_quotes(text, partial(pattern.sub, instead))
    return text


def clauses(text: str) -> list[str]:
    """The wishes of a sentence, one after another; what is quoted stays whole."""
    found: list[str] = [""]
    last = 0
    for quoted in [*_QUOTES.finditer(text), None]:
        end = quoted.start() if quoted else len(text)
        parts = _CLAUSE.split(text[last:end])
        found[-1] += parts[0]
        found += parts[1:]
        if quoted:
            found[-1] += quoted.group()
            last = quoted.end()
    return [_said_plainly(part).strip() for part in found if part.strip(" .!?")]


def without_quotes(text: str) -> str:
    """What is said, without what is quoted."""
    return _QUOTES.sub(" ", text)


def does_more(clause: str) -> bool:
    """Whether a clause asks for something by a verb of its own."""
    return bool(_DOES.match(clause))


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    pieces: list[str] = []
    last = 0
    for quoted in _QUOTES.finditer(text):
        pieces += [change(text[last : quoted.start()]), quoted.group()]
        last = quoted.end()
    return "".join([*pieces, change(text[last:])])


def _corrected(text: str, names: Iterable[str]) -> str:
    known = _KNOWN | {name for name in names if len(name) > _LETTERS_MIN}
    stems = {stem(word) for word in known}

    def right(match: re.Match[str]) -> str:
        word = match.group()
        lowered = word.lower()
        if lowered in known or lowered in _RIGHT or stem(lowered) in stems:
            return word
        near = {each for each in known if each[0] == lowered[0] and one_slip(lowered, each)}
        return near.pop() if len(near) == 1 else word

    return re.sub(rf"\b[a-zA-Z]{{{_LETTERS_MIN},}}\b", right, text)
