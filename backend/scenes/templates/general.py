"""Templates for any subject: titles, lists, outlines, charts, comparisons."""

from backend.scenes.templates.template import (
    Raw,
    Template,
    TemplateParam,
    Values,
    beat,
    item,
    scene,
    step,
    texts,
    then,
    title_item,
)


def _title(title: str, help_: str = "") -> TemplateParam:
    return TemplateParam("title", "text", title, "Title", help_)


def _title_card(values: Values) -> Raw:
    objects = [
        item(
            "title",
            "heading",
            {"text": values["title"], "underline": "primary", "font_size": 60},
            "center",
        ),
        item(
            "subtitle",
            "paragraph",
            {"text": values["subtitle"], "center": True, "color": "muted"},
            "bottom",
        ),
    ]
    return scene(
        objects,
        [
            beat("opening", step("write", "title", run_time=1.5)),
            beat("under", step("fade_in", "subtitle", shift="up"), wait=2),
        ],
    )


def _outline(values: Values) -> Raw:
    points = texts(values["points"]) or [str(values["title"])]
    objects = [title_item(values["title"])]
    timeline: list[Raw] = [beat("opening", step("write", "title"))]
    for number, point in enumerate(points, start=1):
        name = f"point_{number}"
        args: Raw = {"text": point, "center": True, "font_size": 36, "width": 11}
        objects.append(item(name, "paragraph", args, "fill"))
        objects.append(
            item(
                f"mark_{number}",
                "text",
                {"text": f"{number} / {len(points)}", "font_size": "small", "color": "muted"},
                "caption",
            )
        )
        steps = [step("fade_in", name, shift="up"), step("fade_in", f"mark_{number}")]
        leave = (
            []
            if number == len(points)
            else [then("fade_out", name, shift="up"), step("fade_out", f"mark_{number}")]
        )
        wait = max(1.5, min(6.0, len(point) / 22))
        timeline.append(beat(f"card_{number}", *steps, wait=wait, say=point))
        if leave:
            timeline.append(beat(f"turn_{number}", *leave))
    return scene(objects, timeline)


def _bullets(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item(
                "points",
                "bullets",
                {"items": values["points"]},
                {"region": "fill", "align": "left"},
            ),
        ],
        [
            beat("opening", step("write", "title")),
            beat(
                "points",
                step(
                    "reveal_each", "points", run_time=max(2.0, 1.2 * len(texts(values["points"])))
                ),
                wait=2,
            ),
        ],
    )


def _bar_chart(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item(
                "chart",
                "bar_chart",
                {"values": values["values"], "labels": values["labels"]},
                "fill",
            ),
        ],
        [
            beat("opening", step("write", "title")),
            beat("rise", step("grow_bars", "chart", run_time=2), wait=2),
        ],
    )


def _pie_chart(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item(
                "chart",
                "pie_chart",
                {"values": values["values"], "labels": values["labels"], "hole": 0.5},
                "fill",
            ),
        ],
        [
            beat("opening", step("write", "title")),
            beat("chart", step("reveal_each", "chart", lag=0.8, run_time=2.5), wait=2),
        ],
    )


def _timeline(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item(
                "years", "timeline", {"labels": values["labels"], "notes": values["notes"]}, "fill"
            ),
        ],
        [
            beat("opening", step("write", "title")),
            beat("years", step("reveal_each", "years", lag=0.7, run_time=3), wait=2),
        ],
    )


def _flow(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("flow", "flow_chart", {"steps": values["steps"]}, "fill"),
        ],
        [
            beat("opening", step("write", "title")),
            beat("flow", step("reveal_each", "flow", lag=0.8, run_time=3), wait=2),
        ],
    )


_VALUES = TemplateParam("values", "numbers", [42, 28, 18, 12], "Values")
_LABELS = TemplateParam("labels", "texts", ["Rent", "Food", "Travel", "Savings"], "Names")

TEMPLATES = (
    Template(
        "title",
        "Title card",
        "General",
        "A title with a line below it: the opening of a film or a chapter.",
        (
            _title("The shape of an idea"),
            TemplateParam("subtitle", "text", "A short story in pictures", "Line below"),
        ),
        _title_card,
        ("intro", "opening", "chapter", "title", "welcome", "cover"),
    ),
    Template(
        "outline",
        "Outline",
        "General",
        "Your own sentences, one card after the other, with a mark of progress.",
        (
            _title("What we will see"),
            TemplateParam(
                "points",
                "texts",
                [
                    "Every idea starts with a question.",
                    "We look at one example, closely.",
                    "Then we say what holds in general.",
                ],
                "Sentences",
            ),
        ),
        _outline,
        ("explain", "tell", "story", "cards", "about", "summary"),
    ),
    Template(
        "bullet_list",
        "List of points",
        "General",
        "A heading and points that appear one after the other.",
        (
            _title("Three reasons"),
            TemplateParam(
                "points", "texts", ["It is simple", "It is quick", "It is fun"], "Points"
            ),
        ),
        _bullets,
        ("list", "points", "reasons", "steps", "tips", "facts", "rules"),
    ),
    Template(
        "bar_chart",
        "Bar chart",
        "General",
        "Labelled values as upright bars that rise.",
        (_title("How it is spent"), _VALUES, _LABELS),
        _bar_chart,
        ("bars", "compare values", "statistics", "survey", "results", "ranking"),
    ),
    Template(
        "pie_chart",
        "Shares of a whole",
        "General",
        "Percentages of a whole as a ring with a legend.",
        (_title("Where the money goes"), _VALUES, _LABELS),
        _pie_chart,
        ("percent", "share", "pie", "ring", "budget", "salary", "parts of a whole"),
    ),
    Template(
        "timeline",
        "Timeline",
        "General",
        "Dates along a line, each with a note.",
        (
            _title("A century of flight"),
            TemplateParam("labels", "texts", ["1903", "1927", "1969", "1976"], "Dates"),
            TemplateParam(
                "notes",
                "texts",
                ["First flight", "Across the ocean", "To the Moon", "Faster than sound"],
                "Notes",
            ),
        ),
        _timeline,
        ("history", "years", "dates", "events", "chronology", "when"),
    ),
    Template(
        "flow",
        "Flow of steps",
        "General",
        "Boxes joined by arrows: one step leads to the next.",
        (
            _title("From seed to bread"),
            TemplateParam("steps", "texts", ["Sow", "Grow", "Harvest", "Mill", "Bake"], "Steps"),
        ),
        _flow,
        ("process", "pipeline", "workflow", "steps", "procedure", "flow chart"),
    ),
)
