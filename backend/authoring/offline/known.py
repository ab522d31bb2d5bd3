"""Scenes about a subject of the library: what it says, what it looks like, what to remember."""

from collections.abc import Sequence

from pydantic import JsonValue

from backend.authoring.offline.choose import choose
from backend.authoring.offline.library import Picture, Subject
from backend.authoring.offline.part import Part
from backend.authoring.offline.text import shorten
from backend.scenes import find_template

_FROM = "from the library of well-known results"
# What it says, and what to remember: the least that makes a film, or a list.
_PAIR = 2
_LINE_CHARS = 110


def known_parts(subject: Subject, about: str, count: int) -> list[Part]:
    """As many scenes as asked for: an opening, what it says and shows, and what to remember."""
    pictures = [_picture(picture, about) for picture in subject.pictures]
    says = [_says(subject, about)]
    facts = [_facts(subject, about)]
    own = choose(about, count=1)[0].template.id
    if pictures and pictures[0].template == own:
        says, pictures = [pictures[0], *says], pictures[1:]
    if count == 1:
        return says[:1]
    if count == _PAIR:
        return [says[0], _remember(subject)]
    room = count - 2
    middle = [*says, *pictures][:room]
    closing = _remember(subject)
    if len(middle) < room:
        middle += facts
        middle += _questions(subject, room - len(middle))
        closing = _ending(subject, about)
    return [_opening(about, middle), *middle, closing]


def _opening(about: str, middle: Sequence[Part]) -> Part:
    what = dict.fromkeys(part.goal.split(":")[0].split(".")[0] for part in middle)
    return Part(
        "title",
        {"title": about, "subtitle": shorten(", ".join(list(what)[:2]).capitalize(), 60)},
        about,
        f"Opens with the title: {about}.",
        (),
    )


def _says(subject: Subject, about: str) -> Part:
    values: dict[str, JsonValue] = {"title": about}
    if subject.formula is None:
        values = {"word": about, "meaning": subject.statement, "example": subject.facts[0]}
        return Part("definition", values, about, "What it is: one sentence.", (_FROM,))
    values |= {"formula": subject.formula, "meaning": subject.statement}
    return Part("formula", values, about, "What it says: formula and meaning.", (_FROM,))


def _picture(picture: Picture, about: str) -> Part:
    template = find_template(picture.template)
    if template is None:
        raise KeyError(picture.template)
    # With values of its own a picture is about the subject; without, it keeps its own heading.
    heading = about if picture.values else template.title
    values = {**picture.values} | ({"title": about} if picture.values else {})
    return Part(
        picture.template,
        values,
        heading,
        f"What it looks like: {template.title.lower()}.",
        (_FROM, f"template: {template.title}"),
    )


def _facts(subject: Subject, about: str) -> Part:
    points: list[JsonValue] = [*subject.facts]
    if len(points) < _PAIR:
        points = [subject.statement, *points]
    return Part(
        "outline",
        {"title": about, "points": points},
        about,
        "Good to know: short facts.",
        (_FROM,),
    )


def _questions(subject: Subject, count: int) -> list[Part]:
    """More scenes than there is to say: the statement again as question and answer, and facts."""
    asked: list[tuple[str, str]] = [("What does it say, in one sentence?", subject.statement)]
    asked += [("What else should one know?", fact) for fact in subject.facts]
    return [
        Part(
            "question",
            {"question": question, "answer": answer},
            shorten(question, 44),
            "Asks, waits, and answers.",
            (_FROM,),
        )
        for question, answer in (asked * count)[:count]
    ]


def _remember(subject: Subject) -> Part:
    points: list[JsonValue] = [subject.statement, *subject.facts]
    return Part(
        "bullet_list",
        {"title": "To remember", "points": points[:4]},
        "To remember",
        "Repeats what it says, with short facts.",
        (_FROM,),
    )


def _ending(subject: Subject, about: str) -> Part:
    return Part(
        "ending",
        {"title": about, "line": shorten(subject.statement, _LINE_CHARS)},
        "To remember",
        "Closes with what it says.",
        (_FROM,),
    )
