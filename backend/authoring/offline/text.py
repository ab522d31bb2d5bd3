"""Words of a prompt: stems, sentences, the topic. Pure."""

import re

_WORD = re.compile(r"[a-z0-9][a-z0-9'^+*/=.%²³-]*", re.IGNORECASE)
_STOP_WORDS = """
a an the of to in on at for and or is are was be do does did how can could i me my we our you your
it its with from by as so that this these those what when where which who why will would should
explain show make create tell teach draw animate animation video scene about please want let us
introduction understand simple simply basic basics short explainer lesson through using use give
"""
_STOP = frozenset(_STOP_WORDS.split())
_LEAD = re.compile(
    r"^(?:(?:please|can you|could you|i want(?: you)? to|i'd like to|let's|help me(?: to)?)\s+)*"
    r"(?:(?:explain|show|make|create|draw|animate|visuali[sz]e|illustrate|teach|tell|describe|"
    r"demonstrate|plot|prove|introduce|generate|give)\s+)?"
    r"(?:(?:me|us|students|beginners|children)\s+)?"
    r"(?:(?:an?|the)\s+)?(?:(?:short|simple|quick|little|animated|brief)\s+)*"
    r"(?:(?:video|animation|explainer|lesson|introduction|film|clip|presentation|overview)\s+"
    r"(?:about|on|of|to|for|that (?:shows|explains))\s+)?",
    re.IGNORECASE,
)
# `What is X` and `how X works` are about X; `why` and `where` are kept: they are the point.
_QUESTION = re.compile(
    r"^(?:what(?:'s| is| are)|how (?:do|does|did))\s+(?:an?\s+|the\s+)?|\s+works?$", re.IGNORECASE
)
# Commas within brackets part nothing.
_PARTED = re.compile(
    r"\s[–—-]\s(?=.+,)|[,:;](?![^(]*\))|\s(?=[A-Z]\d+:? \d+ [A-Z]\d+:? \d)"
    r"| with | using | for (?:beginners|students|kids|children)\b"
)
_HEADING_CHARS = 44
_SUFFIXES = ("ations", "ation", "ings", "ing", "ies", "ians", "ian", "ers", "er", "ed", "es", "s")
_STEM_MIN = 3


def stems(text: str) -> list[str]:
    """Lower-case stems of the words that carry meaning."""
    found = (word.lower().strip(".'-").removesuffix("'s") for word in _WORD.findall(text))
    return [stem(word) for word in found if word and word not in _STOP]


def stem(word: str) -> str:
    """A crude stem: enough to make `sorting`, `sorts` and `sort` meet."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM_MIN:
            word = word.removesuffix(suffix)
            break
    return word[:-1] if word[-1:] in {"e", "y"} and len(word) > _STEM_MIN else word


def one_slip(word: str, other: str) -> bool:
    """One letter too many, too few, another, or two in the wrong order."""
    if abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, wanted = word[start:], other[start:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )


def sentences(text: str) -> list[str]:
    """The statements of a text; a list's items count as statements."""
    parts = re.split(r"(?<=[.!?;])\s+(?=[A-Z0-9\"“'•-])|\n+", text.strip())
    tidy = [re.sub(r"^[•*-]\s+", "", part.strip()).strip(".;").strip() for part in parts]
    return [part for part in tidy if re.search(r"\w", part)]


def topic(prompt: str) -> str:
    """What the prompt is about, as a heading: without `explain` and `a video about`."""
    first = (sentences(prompt) or [prompt])[0]
    bare, aside = _without_aside(_LEAD.sub("", first, count=1).strip(" .?!:"))
    named = _QUESTION.sub("", bare.strip(" .?!:")).strip(" .?!:")
    if named == bare and len(f"{bare} {aside}") <= _HEADING_CHARS:
        named = f"{bare} {aside}".strip()  # `Liouville's theorem (Hamiltonian)` is its name
    bare = _PARTED.split(named)[0]
    bare = bare.strip() or first.strip(" .?!")
    return capital(shorten(bare, _HEADING_CHARS))


def _without_aside(text: str) -> tuple[str, str]:
    """A text, and what stands in brackets at its end."""
    found = re.fullmatch(r"(.*\w.*?)\s+(\([^()]*\))", text)
    return (found.group(1), found.group(2)) if found else (text, "")


def capital(text: str) -> str:
    """A heading's first letter; a formula keeps its own."""
    return text if "=" in text else text[:1].upper() + text[1:]


def shorten(text: str, length: int) -> str:
    """At most so many characters, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    head = flat[: length - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + "…"
