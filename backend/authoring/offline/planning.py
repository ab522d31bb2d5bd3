"""From a prompt to scenes: an opening, the parts that fit, a recap. Adds no facts."""

from collections.abc import Mapping

from pydantic import JsonValue

from backend.authoring.offline.choose import FITTING, Choice, choose
from backend.authoring.offline.known import known_parts
from backend.authoring.offline.library import find_subject
from backend.authoring.offline.parameters import Reading, find_items, read_parameters
from backend.authoring.offline.part import Part
from backend.authoring.offline.questions import asked_of, questions_about
from backend.authoring.offline.text import sentences, shorten, stems, topic
from backend.authoring.port import SceneOutline
from backend.scenes import Document, Template, find_template, validate
from backend.scenes.document import Aspect, ThemeName

# Related templates may join the best one while they are nearly as likely.
_RELATED = 0.55
GENERAL = "General"
_STATEMENT_CHARS = 90
# How much of a prompt a template's own words must cover, unless it is clear without.
_COVER = 0.5
_CLEAR = 6.0


def plan_parts(prompt: str, count: int) -> list[Part]:
    """As many scenes as asked for."""
    about = topic(prompt)
    subject = find_subject(prompt)
    if subject is not None and not _gives_values(prompt):
        return known_parts(subject, about, count)
    middle = _middle(prompt, about, max(1, count - 2) if count > 2 else 1)  # noqa: PLR2004 - opening and recap
    if count == 1:
        return middle[:1]
    opening = Part(
        template="title",
        values={"title": about, "subtitle": _subtitle(about, middle)},
        title=about,
        goal=f"Opens with the title: {about}.",
        understood=(),
    )
    if count == 2:  # noqa: PLR2004 - an opening and the matter
        return [opening, middle[0]]
    return [opening, *middle, _recap(about, middle)]


def build(part: Part, *, aspect: Aspect, theme: ThemeName) -> tuple[Document, tuple[str, ...]]:
    """The document of a part; values that do not fit are left out and named."""
    template = find_template(part.template) or _template("outline")
    values = dict(part.values)
    document = _attempt(template, values, aspect, theme)
    refused: list[str] = []
    for name in [name for name in values if name != "title"]:
        if document is not None:
            break
        values.pop(name)
        refused.append(name)
        document = _attempt(template, values, aspect, theme)
    if document is None:
        document = template.build({"title": part.title}, aspect=aspect, theme=theme)
    return document, tuple(refused)


def shapes_of(words: str, title: str, *, count: int) -> list[tuple[Template, Part]]:
    """The likeliest templates for some words, each with what it would show of them."""
    heading = title or topic(words)
    choices = [choice for choice in choose(words, count=count) if choice.score > 0]
    return [(choice.template, _part(words, choice, heading)) for choice in choices]


def outline(part: Part) -> SceneOutline:
    """The part as the plan carries it; the hint brings it back when the scene is written."""
    hint: dict[str, object] = {
        "template": part.template,
        "values": dict(part.values),
        "understood": list(part.understood),
    }
    return SceneOutline(title=part.title, goal=part.goal, hint=hint)


def part_of(outline_: SceneOutline, prompt: str) -> Part:
    """The part that an outline remembers, else the one that its words mean."""
    hint = outline_.hint
    template, values = hint.get("template"), hint.get("values")
    if isinstance(template, str) and isinstance(values, dict) and find_template(template):
        said = hint.get("understood")
        understood = tuple(str(item) for item in said) if isinstance(said, list) else ()  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - plain JSON
        known: dict[str, JsonValue] = {str(k): v for k, v in values.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - plain JSON
        return Part(template, known, outline_.title, outline_.goal, understood)
    wish = outline_.goal or outline_.title or prompt
    return plan_parts(wish, 1)[0]


def _gives_values(prompt: str) -> bool:
    """Whether a prompt says more than a subject: values, statements or a list of its own."""
    if len(sentences(prompt)) > 1 or ":" in prompt:
        return True
    best = choose(prompt, count=1)[0]
    reading = read_parameters(prompt, best.template)
    own = {name for name in reading.values if name not in {"title", "topic", "word", "question"}}
    return best.fits and bool(own) and any(letter.isdigit() for letter in prompt)


def _middle(prompt: str, about: str, count: int) -> list[Part]:
    statements = sentences(prompt)
    parts: list[Part] = []
    if len(statements) > 1:
        parts = [part for s in statements if (part := _fitting(s, None)) is not None]
    if not parts:
        parts = _related(prompt, about, count)
    if not parts:
        parts = [_words(prompt, about)]
    used = {part.template for part in parts}
    for extra in _fillers(prompt, about):
        if len(parts) >= count:
            break
        if extra.template not in used or extra.template == "question":
            parts.append(extra)
    return parts[:count]


def _fitting(text: str, title: str | None) -> Part | None:
    best = choose(text, count=1)
    return _part(text, best[0], title) if best and best[0].fits else None


def _related(prompt: str, about: str, count: int) -> list[Part]:
    choices = choose(prompt, count=max(3, count))
    if not choices or not choices[0].fits:
        return []
    least = max(FITTING, choices[0].score * _RELATED)
    taken = [choice for choice in choices if choice.score >= least]
    if not _covered(prompt, taken[0]):
        return []
    first = _part(prompt, taken[0], about)
    # A related scene keeps its own heading: the topic is already the first one's.
    return [first, *(_part(prompt, choice, choice.template.title) for choice in taken[1:])]


def _covered(prompt: str, choice: Choice) -> bool:
    """Whether a template with claims of its own is really what a prompt is about.

    One word in common is enough for a layout, not for a picture of physics or mathematics under
    somebody's heading.
    """
    if choice.template.subject == GENERAL:
        return True
    reading = read_parameters(prompt, choice.template)
    if choice.template.id == "formula":
        return "formula" in reading.values
    if any(name not in {"title", "topic", "word"} for name in reading.values):
        return True
    asked = set(stems(prompt))
    own = choice.template
    known = {word for text in (own.title, own.description, *own.words) for word in stems(text)}
    return len(asked & known) >= _COVER * len(asked) or choice.score >= _CLEAR


def _part(text: str, choice: Choice, title: str | None) -> Part:
    reading = read_parameters(text, choice.template)
    values = {**_blanks(choice.template, reading), **reading.values}
    heading = title or topic(text)
    if "title" in choice.template.defaults():
        values["title"] = heading
    return Part(
        template=choice.template.id,
        values=values,
        title=heading,
        goal=f"{choice.template.title}: {choice.template.description}",
        understood=_understood(choice.template, reading),
    )


def _blanks(template: Template, reading: Reading) -> dict[str, JsonValue]:
    """Words that stand in for what the prompt does not say.

    A general template's own words are about something else: shown under the person's heading they
    would be false. Mathematics and science keep theirs, which hold for every film.
    """
    if template.subject != GENERAL:
        return {}
    blanks: dict[str, JsonValue] = {}
    for param in template.params:
        if param.name in reading.values or param.name == "title":
            continue
        if param.type == "text":
            blanks[param.name] = f"{param.label}: yours to write"
        elif param.type == "texts" and isinstance(param.default, list):
            singular = param.label.removesuffix("s") or param.label
            count = _same_length(reading) or len(param.default)
            blanks[param.name] = [f"{singular} {i + 1}" for i in range(count)]
    return blanks


def _same_length(reading: Reading) -> int:
    """How many entries a list needs beside the lists that were read."""
    lengths = [len(value) for value in reading.values.values() if isinstance(value, list)]
    return lengths[0] if lengths else 0


def _understood(template: Template, reading: Reading) -> tuple[str, ...]:
    missing = [
        param.label.lower()
        for param in template.params
        if param.name not in reading.values and param.name != "title"
    ]
    shown = [f"template: {template.title}", *reading.understood]
    if missing:
        word = "yours to fill in" if template.subject == GENERAL else "defaults"
        shown.append(f"{word}: {', '.join(missing)}")
    return tuple(shown)


def _words(prompt: str, about: str) -> Part:
    """Nothing fits: the person's own words, or the questions that the scene should answer."""
    statements = [shorten(s, _STATEMENT_CHARS) for s in sentences(prompt)]
    items = find_items(prompt)
    points: list[JsonValue] = [*items] or [*statements]
    if len(points) < 2:  # noqa: PLR2004 - one sentence is only the heading again
        points = list[JsonValue](questions_about(about)[:3])
        said = "no template fits this; laid out the questions for you to answer"
    else:
        said = "no template fits this; set your own words as cards"
    return Part(
        "outline", {"title": about, "points": points[:8]}, about, said.capitalize() + ".", (said,)
    )


def _fillers(prompt: str, about: str) -> list[Part]:
    """Scenes that suit any topic, all made of the person's own words and of questions."""
    words = _words(prompt, about)
    own = [words] if len(sentences(prompt)) > 1 or find_items(prompt) else list[Part]()
    return [
        *own,
        *(
            Part(
                "question",
                {"question": asked_of(about, asked), "answer": "Your answer goes here."},
                shorten(asked, 44),
                "Asks a question and leaves the answer to you.",
                ("answer: yours to write",),
            )
            for asked in questions_about(about)
        ),
        Part(
            "bullet_list",
            {"title": about, "points": [*questions_about(about)]},
            about,
            "Lists the questions that the film should answer.",
            ("questions: fill in the answers",),
        ),
    ]


def _recap(about: str, middle: list[Part]) -> Part:
    told = [part for part in middle if part.template != "question" and part.title != about]
    points: list[JsonValue] = [shorten(part.title, 60) for part in told]
    if len(points) < 2:  # noqa: PLR2004 - a list of one is no recap
        return Part(
            "ending",
            {"title": about, "line": " ".join(questions_about(about)[:2])},
            "To remember",
            "Closes with the topic and its first questions.",
            (),
        )
    return Part(
        "bullet_list",
        {"title": "To remember", "points": points},
        "To remember",
        "Repeats the parts of the film.",
        (),
    )


def _subtitle(about: str, middle: list[Part]) -> str:
    """What the pictures are, or when there are none the first question of the film."""
    templates = [find_template(part.template) for part in middle]
    seen = dict.fromkeys(t.title.lower() for t in templates if t and t.subject != GENERAL)
    shown = ", ".join(list(seen)[:3]) or questions_about(about)[0]
    return shorten(shown[:1].upper() + shown[1:], 60)


def _attempt(
    template: Template, values: Mapping[str, JsonValue], aspect: Aspect, theme: ThemeName
) -> Document | None:
    try:
        document = template.build(values, aspect=aspect, theme=theme)
    except (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    return None if any(p.severity == "error" for p in validate(document)) else document


def _template(name: str) -> Template:
    found = find_template(name)
    if found is None:
        raise KeyError(name)
    return found
