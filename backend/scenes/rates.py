"""How a motion starts and ends: the rate functions a step may name."""

# These are names of Manim's star import; the others live in its module `rate_functions`.
PLAIN = (
    "smooth",
    "linear",
    "there_and_back",
    "rush_into",
    "rush_from",
    "slow_into",
    "double_smooth",
    "lingering",
    "exponential_decay",
    "running_start",
    "not_quite_there",
    "there_and_back_with_pause",
    "wiggle",
)
EASED = tuple(
    f"ease_{way}_{shape}"
    for shape in ("sine", "quad", "cubic", "quart", "expo", "circ", "back", "elastic", "bounce")
    for way in ("in", "out", "in_out")
)
RATES = frozenset((*PLAIN, *EASED))


def rate_code(name: str) -> str:
    """The rate function in Python."""
    return f"rate_functions.{name}" if name in EASED else name
