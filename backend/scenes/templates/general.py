"""Templates for any subject: titles, lists, outlines, charts, comparisons."""

from backend.scenes.templates.template import (
    Raw,
    Template,
    TemplateParam,
    Values,
    beat,
    item,
    number,
    scene,
    step,
    texts,
    then,
    title_item,
    title_param,
)


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
    for place, point in enumerate(points, start=1):
        name = f"point_{place}"
        args: Raw = {"text": point, "center": True, "font_size": 40}
        objects.append(item(name, "paragraph", args, "fill"))
        objects.append(
            item(
                f"mark_{place}",
                "text",
                {"text": f"{place} / {len(points)}", "font_size": "small", "color": "muted"},
                "caption",
            )
        )
        steps = [step("fade_in", name, shift="up"), step("fade_in", f"mark_{place}")]
        leave = (
            []
            if place == len(points)
            else [then("fade_out", name, shift="up"), step("fade_out", f"mark_{place}")]
        )
        wait = max(1.5, min(6.0, len(point) / 22))
        timeline.append(beat(f"card_{place}", *steps, wait=wait, say=point))
        if leave:
            timeline.append(beat(f"turn_{place}", *leave))
    return scene(objects, timeline)


def _bullets(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("points", "bullets", {"items": values["points"]}, "fill"),
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
                "years",
                "timeline",
                {
                    "labels": values["labels"],
                    "notes": values["notes"],
                    "upright": values["aspect"] == "9:16",
                },
                "fill",
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
            item(
                "flow",
                "flow_chart",
                {"steps": values["steps"], "across": values["aspect"] != "9:16"},
                "fill",
            ),
        ],
        [
            beat("opening", step("write", "title")),
            beat("flow", step("reveal_each", "flow", lag=0.8, run_time=3), wait=2),
        ],
    )


def _level_bars(values: Values) -> Raw:
    args: Raw = {"values": values["values"], "labels": values["labels"]}
    return scene(
        [title_item(values["title"]), item("bars", "level_bars", args, "fill")],
        [
            beat("opening", step("write", "title")),
            beat("bars", step("reveal_each", "bars", lag=0.5, run_time=2.5), wait=2),
        ],
    )


def _line_chart(values: Values) -> Raw:
    args: Raw = {"values": values["values"], "labels": values["labels"]}
    return scene(
        [title_item(values["title"]), item("chart", "line_chart", args, "fill")],
        [
            beat("opening", step("write", "title")),
            beat("line", step("create", "chart", run_time=3), wait=2),
        ],
    )


def _comparison(values: Values) -> Raw:
    def side(name: str, region: str, color: str) -> list[Raw]:
        points: Raw = {"items": values[f"{name}_points"], "bullet_color": color, "width": 5.5}
        head: Raw = {"text": values[name], "font_size": "heading", "color": color, "weight": "BOLD"}
        return [
            item(f"{name}_head", "text", head, parent=name),
            item(f"{name}_points", "bullets", points, parent=name),
            item(name, "column", {"align": "left"}, region),
        ]

    return scene(
        [
            title_item(values["title"]),
            *side("first", "left", "primary"),
            *side("second", "right", "secondary"),
        ],
        [
            beat("opening", step("write", "title")),
            beat(
                "heads",
                step("fade_in", "first_head", shift="right"),
                step("fade_in", "second_head", shift="left"),
            ),
            beat("first", step("reveal_each", "first_points", run_time=2)),
            beat("second", step("reveal_each", "second_points", run_time=2), wait=2),
        ],
    )


def _cycle(values: Values) -> Raw:
    return scene(
        [title_item(values["title"]), item("cycle", "cycle", {"steps": values["steps"]}, "fill")],
        [
            beat("opening", step("write", "title")),
            beat("cycle", step("reveal_each", "cycle", lag=0.9, run_time=3), wait=2),
        ],
    )


def _mind_map(values: Values) -> Raw:
    args: Raw = {"topic": values["topic"], "branches": values["branches"]}
    return scene(
        [title_item(values["title"]), item("map", "mind_map", args, "fill")],
        [
            beat("opening", step("write", "title")),
            beat("map", step("create", "map", run_time=3), wait=2),
        ],
    )


def _table(values: Values) -> Raw:
    return scene(
        [title_item(values["title"]), item("table", "table", {"rows": values["rows"]}, "fill")],
        [
            beat("opening", step("write", "title")),
            beat("table", step("reveal_each", "table", lag=0.6, run_time=3), wait=2),
        ],
    )


def _quotation(values: Values) -> Raw:
    args: Raw = {"text": values["text"], "author": values["author"]}
    return scene(
        [item("quotation", "quotation", args, "center")],
        [beat("words", step("reveal_each", "quotation", lag=0.7, run_time=3), wait=3)],
    )


def _question(values: Values) -> Raw:
    return scene(
        [
            item(
                "question",
                "paragraph",
                {"text": values["question"], "center": True, "font_size": 48},
                "center",
            ),
            item(
                "answer",
                "paragraph",
                {"text": values["answer"], "center": True, "color": "primary", "font_size": 40},
                "bottom",
            ),
        ],
        [
            beat("ask", step("write", "question", run_time=2), wait=1.5),
            beat("answer", step("fade_in", "answer", shift="up"), wait=2.5),
        ],
    )


def _definition(values: Values) -> Raw:
    return scene(
        [
            item(
                "word",
                "heading",
                {"text": values["word"], "color": "primary", "font_size": 64},
                "top",
            ),
            item(
                "meaning",
                "paragraph",
                {"text": values["meaning"], "center": True, "font_size": 38},
                "center",
            ),
            item(
                "example",
                "paragraph",
                {"text": values["example"], "center": True, "color": "muted"},
                "bottom",
            ),
        ],
        [
            beat("word", step("write", "word", run_time=1.5)),
            beat("meaning", step("fade_in", "meaning", shift="up"), wait=1.5),
            beat("example", step("fade_in", "example"), wait=2),
        ],
    )


def _progress(values: Values) -> Raw:
    share = number(values["percent"]) / 100
    return scene(
        [
            title_item(values["title"]),
            item(
                "figure",
                "text",
                {"text": f"{share:.0%}", "font_size": 110, "weight": "BOLD", "color": "primary"},
                "center",
            ),
            item("bar", "progress", {"share": share, "width": 10}, "bottom"),
            item(
                "note",
                "paragraph",
                {"text": values["note"], "center": True, "color": "muted"},
                "caption",
            ),
        ],
        [
            beat("opening", step("write", "title")),
            beat("bar", step("fade_in", "bar"), step("grow", "figure")),
            beat("note", step("fade_in", "note"), wait=2),
        ],
    )


def _cards(values: Values) -> Raw:
    heads, bodies = texts(values["heads"])[:3], texts(values["bodies"])
    tones = ("primary", "secondary", "good")
    cells = ("left", "center", "right") if len(heads) > 2 else ("left", "right")  # noqa: PLR2004 - three cards
    objects = [title_item(values["title"])]
    steps: list[Raw] = []
    for place, head in enumerate(heads):
        body = bodies[place] if place < len(bodies) else ""
        name = f"card_{place + 1}"
        args: Raw = {
            "text": body,
            "title": head,
            "width": 3.9,
            "color": tones[place],
            "font_size": 30,
        }
        objects.append(item(name, "card", args, cells[place] if len(heads) > 1 else "center"))
        steps.append(then("fade_in", name, shift="up"))
    return scene(objects, [beat("opening", step("write", "title")), beat("cards", *steps, wait=2)])


def _steps(values: Values) -> Raw:
    args: Raw = {"items": values["steps"], "numbered": True}
    return scene(
        [
            title_item(values["title"]),
            item("steps", "bullets", args, "fill"),
        ],
        [
            beat("opening", step("write", "title")),
            beat(
                "steps",
                step("reveal_each", "steps", run_time=max(2.0, 1.2 * len(texts(values["steps"])))),
                wait=2,
            ),
        ],
    )


def _picture(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("picture", "picture", {"name": values["file"]}, "fill"),
            item(
                "note",
                "paragraph",
                {"text": values["note"], "center": True, "color": "muted"},
                "caption",
            ),
        ],
        [
            beat("opening", step("write", "title")),
            beat("picture", step("fade_in", "picture", scale=0.9)),
            beat("note", step("fade_in", "note"), wait=2.5),
        ],
    )


def _ending(values: Values) -> Raw:
    return scene(
        [
            item("thanks", "heading", {"text": values["title"], "font_size": 64}, "center"),
            item(
                "line",
                "paragraph",
                {"text": values["line"], "center": True, "color": "muted"},
                "bottom",
            ),
        ],
        [
            beat("thanks", step("spin_in", "thanks")),
            beat("line", step("fade_in", "line"), wait=2),
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
            title_param("The shape of an idea"),
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
            title_param("What we will see"),
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
            title_param("Three reasons"),
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
        (title_param("How it is spent"), _VALUES, _LABELS),
        _bar_chart,
        ("bars", "compare values", "statistics", "survey", "results", "ranking"),
    ),
    Template(
        "pie_chart",
        "Shares of a whole",
        "General",
        "Percentages of a whole as a ring with a legend.",
        (title_param("Where the money goes"), _VALUES, _LABELS),
        _pie_chart,
        ("percent", "share", "pie", "ring", "budget", "salary", "parts of a whole"),
    ),
    Template(
        "timeline",
        "Timeline",
        "General",
        "Dates along a line, each with a note.",
        (
            title_param("A century of flight"),
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
            title_param("From seed to bread"),
            TemplateParam("steps", "texts", ["Sow", "Grow", "Harvest", "Mill", "Bake"], "Steps"),
        ),
        _flow,
        ("process", "pipeline", "workflow", "steps", "procedure", "flow chart"),
    ),
    Template(
        "ranking",
        "Ranking",
        "General",
        "Labelled values as level bars, one below the other.",
        (
            title_param("Longest rivers in 1000 km"),
            TemplateParam("values", "numbers", [6.65, 6.4, 6.3, 6.27], "Values"),
            TemplateParam("labels", "texts", ["Nile", "Amazon", "Yangtze", "Mississippi"], "Names"),
        ),
        _level_bars,
        ("ranking", "top", "longest", "largest", "best", "league table"),
    ),
    Template(
        "line_chart",
        "Line chart",
        "General",
        "Values over time, joined by a line.",
        (
            title_param("Temperature in a year"),
            TemplateParam("values", "numbers", [2, 4, 9, 14, 19, 22], "Values"),
            TemplateParam("labels", "texts", ["Jan", "Mar", "May", "Jun", "Jul", "Aug"], "Names"),
        ),
        _line_chart,
        ("line chart", "over time", "development", "temperature", "prices", "rise", "trend"),
    ),
    Template(
        "comparison",
        "Comparison",
        "General",
        "Two things side by side, point by point.",
        (
            title_param("Cats and dogs"),
            TemplateParam("first", "text", "Cats", "First"),
            TemplateParam(
                "first_points", "texts", ["Sleep a lot", "Walk alone"], "Its points", length=(1, 5)
            ),
            TemplateParam("second", "text", "Dogs", "Second"),
            TemplateParam(
                "second_points",
                "texts",
                ["Want to play", "Walk with you"],
                "Its points",
                length=(1, 5),
            ),
        ),
        _comparison,
        ("vs", "versus", "compare", "difference between", "pros and cons", "advantages"),
    ),
    Template(
        "cycle",
        "Cycle",
        "General",
        "Steps around a circle that begin again.",
        (
            title_param("The water cycle"),
            TemplateParam(
                "steps", "texts", ["Sea", "Cloud", "Rain", "River"], "Steps", length=(2, 7)
            ),
        ),
        _cycle,
        ("cycle", "circle of", "repeats", "water cycle", "seasons", "loop"),
    ),
    Template(
        "mind_map",
        "Mind map",
        "General",
        "A topic in the middle and what belongs to it around.",
        (
            title_param("What water is for"),
            TemplateParam("topic", "text", "Water", "Topic"),
            TemplateParam(
                "branches",
                "texts",
                ["Drinking", "Fields", "Power", "Ships", "Washing"],
                "Branches",
                length=(2, 7),
            ),
        ),
        _mind_map,
        ("mind map", "brainstorm", "topics", "overview", "belongs to", "aspects"),
    ),
    Template(
        "table",
        "Table",
        "General",
        "Rows and columns with a heading.",
        (
            title_param("Planets"),
            TemplateParam(
                "rows",
                "grid",
                [
                    ["Planet", "Moons", "Day"],
                    ["Earth", 1, "24 h"],
                    ["Mars", 2, "25 h"],
                    ["Jupiter", 95, "10 h"],
                ],
                "Rows",
            ),
        ),
        _table,
        ("table", "rows", "columns", "grid of values", "spreadsheet", "schedule"),
    ),
    Template(
        "quotation",
        "Quotation",
        "General",
        "A sentence and who said it.",
        (
            TemplateParam(
                "text",
                "text",
                "If I have seen further, it is by standing on the shoulders of giants.",
                "Words",
            ),
            TemplateParam("author", "text", "Isaac Newton", "Author"),
        ),
        _quotation,
        ("quote", "quotation", "said", "saying", "motto"),
    ),
    Template(
        "question",
        "Question and answer",
        "General",
        "A question, a pause, its answer.",
        (
            TemplateParam("question", "text", "Why is the sky blue?", "Question"),
            TemplateParam("answer", "text", "Air scatters blue light more than red.", "Answer"),
        ),
        _question,
        ("question", "why", "quiz", "riddle", "answer", "faq"),
    ),
    Template(
        "definition",
        "Definition",
        "General",
        "A word, what it means, and an example.",
        (
            TemplateParam("word", "text", "Entropy", "Word"),
            TemplateParam(
                "meaning", "text", "A measure of how many ways things can be arranged.", "Meaning"
            ),
            TemplateParam("example", "text", "A tidy room has low entropy.", "Example"),
        ),
        _definition,
        ("define", "definition", "what is", "meaning of", "term", "vocabulary"),
    ),
    Template(
        "progress",
        "One figure",
        "General",
        "A percentage, large, with a bar.",
        (
            title_param("Oceans"),
            TemplateParam("percent", "number", 71, "Percent", min=0, max=100),
            TemplateParam("note", "text", "of the Earth is covered by water", "Note"),
        ),
        _progress,
        ("percentage", "progress", "how much", "figure", "statistic", "goal"),
    ),
    Template(
        "cards",
        "Cards",
        "General",
        "Up to three panels side by side.",
        (
            title_param("Three states of matter"),
            TemplateParam("heads", "texts", ["Solid", "Liquid", "Gas"], "Headings", length=(1, 3)),
            TemplateParam(
                "bodies",
                "texts",
                [
                    "Keeps its shape.",
                    "Takes the shape of its glass.",
                    "Fills all the room there is.",
                ],
                "Texts",
                length=(0, 3),
            ),
        ),
        _cards,
        ("cards", "types of", "kinds of", "three", "features", "options", "categories"),
    ),
    Template(
        "numbered_steps",
        "Numbered steps",
        "General",
        "What to do, in order.",
        (
            title_param("A cup of tea"),
            TemplateParam(
                "steps",
                "texts",
                ["Boil the water", "Put the leaves in the pot", "Pour and wait three minutes"],
                "Steps",
                length=(1, 8),
            ),
        ),
        _steps,
        ("how to", "instructions", "recipe", "tutorial", "guide", "first then"),
    ),
    Template(
        "picture",
        "Picture with caption",
        "General",
        "A picture of the project with a title and a line below.",
        (
            title_param("The view from above"),
            TemplateParam("file", "asset", "picture.png", "File"),
            TemplateParam("note", "text", "What it shows", "Note"),
        ),
        _picture,
        ("picture", "image", "photo", "logo", "diagram file", "svg"),
    ),
    Template(
        "ending",
        "Ending",
        "General",
        "The last card of a film.",
        (
            title_param("Thank you"),
            TemplateParam("line", "text", "See you next time", "Line below"),
        ),
        _ending,
        ("end", "thanks", "outro", "goodbye", "credits", "conclusion"),
    ),
)
