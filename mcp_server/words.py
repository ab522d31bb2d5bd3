"""Turns code, error messages and questions into search words."""

import re
import unicodedata
from itertools import pairwise

from mcp_server.languages import ENGLISH

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*|[0-9]+[A-Za-z]+")
_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_BOILERPLATE = re.compile(
    r"Traceback \(most recent call last\):|File \"[^\"]*\", line \d+(?:, in \S+)?"
    r"|\b(?:TypeError|AttributeError|NameError|ValueError|KeyError|ImportError|IndexError):"
    r"|\bobject has no attribute\b|\bgot an unexpected keyword argument\b|\bis not defined\b"
    r"|\bpositional arguments?\b|\bbut \d+ (?:was|were) given\b|\bname '|\b__init__\(\)"
)
_STOP_WORDS = """
a an the of to in on at for and or is are be do does how can i my me it its with from that
this these those what when where which why not no want would like make get use using into
put go should has have some any please
show see let display there way draw
self object mobject manim scene python code one by as so if then than
"""
_STOP = frozenset(_STOP_WORDS.split())
STEM_MIN = 3
_SUFFIXES = ("ations", "ation", "ings", "ing", "ies", "ers", "ed", "es", "s")


def words(text: str) -> list[str]:
    """Lower-case stems of a text; an identifier gives its whole self and its parts.

    `get_graph` → get_graph, graph; `FadeInFrom` → fadeinfrom, fade, from.
    """
    found: list[str] = []
    for token in _WORD.findall(without_marks(text)):
        whole = token.strip(".").lower()
        parts = [part.lower() for part in _PARTS.findall(token)]
        if len(parts) > 1:
            found.append(whole)
        found.extend(stem(part) for part in parts if part not in _STOP)
    return found


def without_marks(text: str) -> str:
    """`färben` as `farben`, `ß` as `ss`: letters without what stands over them."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    return "".join(each for each in parts if not unicodedata.combining(each))


def in_english(text: str) -> str:
    """The English words for a question's words of other languages; empty for an English one."""
    spoken = without_marks(text).lower()
    return " ".join(ENGLISH[word] for word in _WORD.findall(spoken) if word in ENGLISH)


def one_slip(word: str, other: str) -> bool:
    """One letter too many, too few, another, or two in the wrong order."""
    if abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, wanted = word[start:], other[start:]
    swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:] or swapped


def stem(word: str) -> str:
    """A crude stem: enough to make `rotating`, `rotates` and `rotate` meet."""
    for suffix in _SUFFIXES:
        if word.endswith("ss"):
            break
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:  # noqa: PLR2004 - shorter stems mean nothing
            word = word.removesuffix(suffix)
            # `swapped` and `swap` meet.
            doubled = word[-1:] == word[-2:-1] and word[-1:] in "bdgmnprt" and len(word) > STEM_MIN
            word = word[:-1] if doubled else word
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word  # noqa: PLR2004 - as above


# What people say → what pages say, besides; the asked word counts as well.
_SAME_WORDS = """
colour = color          grey = gray             centre = center         middle = center
photo = image           png = image             jpg = image             picture = image
letter = text           word = text             sentence = text         caption = label
graph = plot            diagram = chart         percentage = percent    quick = fast
gap = dash              logo = svg              equation = formula      math = formula
maths = formula         latex = tex             vanish = disappear      hide = disappear
globe = sphere          planet = sphere         ball = circle           disc = circle
thick = stroke          thin = stroke           outline = stroke        contour = stroke
tall = height           wide = width            beneath = under         below = under
underneath = under      delete = remove         erase = remove          duration = seconds
tempo = speed           flip = mirror           reflect = mirror        typeface = font
bold = font             italic = font           sound = audio           music = audio
join = connect          link = connect          bend = curved           dotted = dashed
tilt = rotate           spin = rotate           turn = rotate           revolve = rotate
grow = bigger           enlarge = bigger        resize = scale          morph = transform
become = transform      highlight = emphasise   emphasize = emphasise   frame = box
border = box            rectangle = box         surround = box          clone = copy
duplicate = copy        exchange = swap         switch = swap           slide = move
shift = move            position = place        placement = place       randomly = random
loop = repeat           again = repeat          zoomed = zoom           magnify = zoom
simultaneous = together parallel = together     successive = after      smoothly = smooth
transparent = opacity   opaque = opacity        visible = show          display = show
"""
_SAME: dict[str, str] = {
    found.group(1): found.group(2) for found in re.finditer(r"(\w+) = (\w+)", _SAME_WORDS)
}


def alike(asked: list[str]) -> list[str]:
    """The words that pages use for the words of a question; `chess board` is `chessboard` too."""
    joined = [first + second for first, second in pairwise(asked)]
    return [*joined, *(_SAME_STEMS[word] for word in asked if word in _SAME_STEMS)]


def plain(query: str) -> str:
    """A query without the parts of an error message that every error message has."""
    return _BOILERPLATE.sub(" ", query)


def parts_of(name: str) -> list[str]:
    """The words that an identifier is made of: `get_graph`, `FadeInFrom`."""
    return _PARTS.findall(name)


def identifiers(query: str) -> list[str]:
    """Names in a query, longest dotted form first, in order of appearance."""
    return [token.strip(".") for token in _WORD.findall(query)]


_SAME_STEMS = {stem(said): stem(meant) for said, meant in _SAME.items()}
