"""Scenes for chaos: a quick one, a slow one, and poisons."""

from string import Template

_SCENE = Template(
    "from manim import *\n"
    "import time\n\n\n"
    "class Chaos(Scene):\n"
    "    def construct(self):\n"
    "        # $mark\n"
    "        $before\n"
    "        self.play(Create(Square(color=BLUE)), run_time=0.4)\n"
)


def quick(mark: object = 0) -> str:
    """Renders in about a second."""
    return _SCENE.substitute(mark=mark, before="pass")


def slow(mark: object = 0, *, seconds: float = 6.0) -> str:
    """Keeps its sandbox busy before it draws."""
    before = (
        f"end = time.monotonic() + {seconds}\n"
        "        while time.monotonic() < end:\n"
        "            sum(range(10_000))"
    )
    return _SCENE.substitute(mark=mark, before=before)


def hungry() -> str:
    """Takes more memory than it may."""
    return _SCENE.substitute(mark="hungry", before="blocks = [bytearray(10**8) for _ in range(60)]")


def crashing() -> str:
    """Reads far outside an array, which ends the process and not the call."""
    before = "np.lib.stride_tricks.as_strided(np.zeros(1), (10**9,), (4096,)).sum()"
    return _SCENE.substitute(mark="crashing", before=before)
