"""What Manim's misleading messages mean."""

import re

_MEANINGS = (
    (
        r"getter\(\) takes 1 positional argument but (\d+) were given",
        "this object has no such get_… method; Manim made one up that only returns an attribute",
    ),
    (
        r"setter\(\) (?:takes|missing)",
        "this object has no such set_… method; Manim made one up that only stores an attribute",
    ),
    (
        r"Mobject\.__init__\(\) got an unexpected keyword argument '(\w+)'",
        "the class called on this line does not take '{0}'",
    ),
    (
        r"Animation\.__init__\(\) got an unexpected keyword argument '(\w+)'",
        "the animation called on this line does not take '{0}'",
    ),
    (r"Unexpected argument (\w+).* passed to Scene\.play", "play takes animations, not a {0}"),
    (
        r"could not broadcast|operands could not be broadcast",
        "a point has three coordinates here; one with two was given",
    ),
    (r"No such file or directory: 'latex'", "TeX is not installed; use MathTypst for formulas"),
    (r"update dvisvgm|error converting to", "the formula is not right TeX"),
)


def explain(message: str) -> str:
    """The message in words that help, or the message itself."""
    for pattern, meaning in _MEANINGS:
        match = re.search(pattern, message)
        if match is not None:
            return meaning.format(*match.groups())
    return message.strip().split("\n")[-1][:300]
