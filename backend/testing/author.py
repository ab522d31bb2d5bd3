"""A plain author for the suites: it sets the prompt's own sentences in type, one after the other.

It writes code and edits three lines of it by rules, so that a test can foretell what comes out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from backend.authoring.port import (
    AuthorRefusedError,
    CodeSource,
    DocumentSource,
    Failure,
    Json,
    Location,
    OnScene,
    Plan,
    SceneBrief,
    SceneCard,
    SceneOutline,
    Source,
    Written,
)

_LINE_CHARS = 42
_STATEMENTS_MAX = 4
_COLOURS: Final = MappingProxyType(
    {
        "red": "#e5484d",
        "blue": "#3b82f6",
        "green": "#30a46c",
        "yellow": "#f5d90a",
        "orange": "#f76b15",
        "purple": "#8e4ec6",
        "white": "#ffffff",
        "pink": "#d6409f",
    }
)
_SPEEDS: Final = MappingProxyType({"faster": 0.6, "quicker": 0.6, "slower": 1.6})
_TITLE = re.compile(
    r"""(?:title|heading)\s+(?:to|into|say)\s+["“']?(.+?)["”']?\s*$""", re.IGNORECASE
)
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True)
class _Card:
    title: str
    statements: tuple[str, ...]
    colour: str = "#58c4dd"
    pace: float = 1.0

    def code(self) -> str:
        """The scene as Python; the first line carries what an edit has to know."""
        lines = [
            "from manim import *",
            "",
            f"TITLE = {self.title!r}",
            f"STATEMENTS = {list(self.statements)!r}",
            f"COLOUR = {self.colour!r}",
            f"PACE = {self.pace!r}",
            "",
            "",
            "class Outline(Scene):",
            "    def construct(self):",
            "        title = Text(TITLE, color=COLOUR, weight=BOLD)",
            "        title.scale_to_fit_width(min(title.width, 12)).to_edge(UP, buff=0.8)",
            "        rule = Line(LEFT * 6, RIGHT * 6, color=COLOUR).next_to(title, DOWN)",
            "        self.play(Write(title), Create(rule), run_time=PACE)",
            "        lines = VGroup(*[Text(line, font_size=34) for line in STATEMENTS])",
            "        lines.arrange(DOWN, buff=0.5, aligned_edge=LEFT)",
            "        lines.scale_to_fit_width(min(lines.width, 12))",
            "        lines.next_to(rule, DOWN, buff=0.8)",
            "        for line in lines:",
            "            self.play(FadeIn(line, shift=RIGHT * 0.3), run_time=0.8 * PACE)",
            "            self.wait(0.6 * PACE)",
            "        self.wait(PACE)",
            "",
        ]
        return "\n".join(lines)


class OutlineAuthor:
    """Writes plain scenes from the words of the prompt."""

    def plan(
        self, prompt: str, scene_count: int, *, settings: Json, on_scene: OnScene | None = None
    ) -> Plan:
        del settings
        if on_scene is not None:
            on_scene(1, scene_count)
        sentences = _sentences(prompt)
        if not sentences:
            message = "There are no words in the prompt to show."
            raise AuthorRefusedError(message)
        topic = _shorten(sentences[0], _LINE_CHARS)
        groups = _groups(sentences, scene_count)
        scenes = tuple(
            SceneOutline(
                title=_shorten(group[0], _LINE_CHARS) if group else f"{topic} ({index + 1})",
                goal=". ".join(group) if group else prompt.strip(),
            )
            for index, group in enumerate(groups)
        )
        return Plan(
            title=topic,
            scenes=scenes,
            understood=f"Shows the {len(sentences)} statements of the prompt as text.",
        )

    def write(self, brief: SceneBrief) -> Written:
        statements = tuple(
            _shorten(sentence, 2 * _LINE_CHARS) for sentence in _sentences(brief.outline.goal)
        )[:_STATEMENTS_MAX]
        if not statements:
            message = "There are no words to show in this scene."
            raise AuthorRefusedError(message)
        card = _Card(_shorten(brief.outline.title, _LINE_CHARS), statements)
        return Written(
            CodeSource(card.code()),
            f"Shows the title and {len(statements)} statements from the prompt, as text.",
            title=card.title,
        )

    def edit(self, source: Source, instruction: str, *, settings: Json) -> Written:
        del settings
        code = _code(source)
        changed, said = _change(code, instruction)
        if changed == code:
            message = (
                "Without a model I can change a colour, the pace or the title of a plain scene; "
                "this instruction asks for something else."
            )
            raise AuthorRefusedError(message)
        return Written(CodeSource(changed), said)

    def repair(self, source: Source, failure: Failure, *, settings: Json) -> Written:
        del source, settings
        message = f"I cannot mend this scene without a model: {failure.message}"
        raise AuthorRefusedError(message)

    def locate(self, instruction: str, scenes: Sequence[SceneCard]) -> Location:
        wanted = set(_WORD.findall(instruction.lower()))
        scored = [
            (len(wanted & set(_WORD.findall(f"{card.title} {card.summary}".lower()))), card)
            for card in scenes
        ]
        found = [card for score, card in sorted(scored, key=_by_score) if score > 0]
        return Location(tuple(card.scene_id for card in found[:3]), "Words in common.")


def _by_score(pair: tuple[int, SceneCard]) -> int:
    return -pair[0]


def _sentences(text: str) -> list[str]:
    parts = re.split(r"(?<=[.!?;])\s+|\n+", text.strip())
    return [part.strip().rstrip(".;") for part in parts if _WORD.search(part)]


def _groups(sentences: list[str], count: int) -> list[list[str]]:
    """Neighbours stay together, in order; the first groups are the larger ones."""
    size, extra = divmod(len(sentences), count)
    starts = [index * size + min(index, extra) for index in range(count + 1)]
    return [sentences[start:end] for start, end in pairwise(starts)]


def _shorten(text: str, length: int) -> str:
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[: length - 1].rsplit(" ", 1)[0] + "…"


def _code(source: Source) -> str:
    if isinstance(source, DocumentSource):
        message = "Without a model I can only change plain text scenes by words."
        raise AuthorRefusedError(message)
    return source.code


def _change(code: str, instruction: str) -> tuple[str, str]:
    words = _WORD.findall(instruction.lower())
    said: list[str] = []
    colour = next((word for word in reversed(words) if word in _COLOURS), None)
    if colour is not None:
        code = re.sub(r"(?m)^COLOUR = .*$", f"COLOUR = {_COLOURS[colour]!r}", code)
        said.append(f"coloured the title {colour}")
    speed = next((word for word in words if word in _SPEEDS), None)
    pace = re.search(r"(?m)^PACE = ([0-9.]+)$", code)
    if speed is not None and pace is not None:
        value = round(float(pace.group(1)) * _SPEEDS[speed], 3)
        code = code.replace(pace.group(0), f"PACE = {value!r}", 1)
        said.append(f"made it {speed}")
    title = _TITLE.search(instruction)
    if title is not None:
        text = _shorten(title.group(1), _LINE_CHARS)
        code = re.sub(r"(?m)^TITLE = .*$", lambda _match: f"TITLE = {text!r}", code)
        said.append("changed the title")
    return code, ("I " + " and ".join(said) + ".") if said else ""
