"""Templates for computing and for learning machines."""

from pydantic import JsonValue

from backend.scenes.templates.template import (
    Raw,
    Template,
    TemplateParam,
    Values,
    beat,
    expression,
    item,
    number,
    numbers,
    rows,
    scene,
    step,
    texts,
    then,
    title_item,
    title_param,
)

_WRITE = step("write", "title")
_VALUES = TemplateParam("values", "numbers", [7, 3, 9, 1, 5], "Numbers", length=(2, 9))


def _bubble_sort(values: Values) -> Raw:
    row = numbers(values["values"])[:9]
    timeline = [beat("opening", _WRITE, step("reveal_each", "bars"))]
    current = list(row)
    for end in range(len(current) - 1, 0, -1):
        steps: list[Raw] = []
        for place in range(end):
            if current[place] > current[place + 1]:
                current[place], current[place + 1] = current[place + 1], current[place]
                steps.append(then("swap", "bars", first=place, second=place + 1, run_time=0.7))
        steps.append(then("color_items", "bars", indices=[end], color="good", run_time=0.4))
        timeline.append(beat(f"pass_{len(current) - end}", *steps))
    timeline.append(
        beat("done", step("color_items", "bars", indices=[0], color="good", run_time=0.4), wait=1.5)
    )
    return scene(
        [
            title_item(values["title"]),
            item("bars", "sort_bars", {"values": list[JsonValue](row)}, "fill"),
        ],
        timeline,
    )


def _binary_search(values: Values) -> Raw:
    row = sorted(numbers(values["values"]))[:12]
    wanted = number(values["wanted"])
    timeline = [beat("opening", _WRITE, step("fade_in", "row"), step("fade_in", "ask"))]
    low, high, turn = 0, len(row) - 1, 0
    found = False
    while low <= high and not found:
        middle, turn = (low + high) // 2, turn + 1
        found = row[middle] == wanted
        look = step("color_items", "row", indices=[middle], color="good" if found else "secondary")
        gone = (
            list[JsonValue](range(low, middle + 1))
            if row[middle] < wanted
            else list[JsonValue](range(middle, high + 1))
        )
        steps = [look] if found else [look, then("color_items", "row", indices=gone, color="grid")]
        timeline.append(beat(f"look_{turn}", *steps, wait=0.5))
        low, high = (middle + 1, high) if row[middle] < wanted else (low, middle - 1)
    answer = f"found after {turn} looks" if found else f"not there: {turn} looks"
    timeline.append(beat("answer", step("fade_in", "answer"), wait=2))
    return scene(
        [
            title_item(values["title"]),
            item("row", "array", {"values": list[JsonValue](row)}, "center"),
            item("ask", "text", {"text": f"looking for {wanted:g}", "color": "secondary"}, "top"),
            item("answer", "text", {"text": answer, "color": "good" if found else "bad"}, "bottom"),
        ],
        timeline,
    )


def _linear_search(values: Values) -> Raw:
    row = numbers(values["values"])[:12]
    wanted = number(values["wanted"])
    timeline = [beat("opening", _WRITE, step("fade_in", "row"))]
    for place, value in enumerate(row):
        hit = value == wanted
        look = step(
            "color_items",
            "row",
            indices=[place],
            color="good" if hit else "secondary",
            run_time=0.5,
        )
        timeline.append(beat(f"look_{place}", look))
        if hit:
            break
        timeline.append(
            beat(
                f"past_{place}",
                step("color_items", "row", indices=[place], color="grid", run_time=0.3),
            )
        )
    timeline.append(beat("rest", wait=1.5))
    return scene(
        [
            title_item(values["title"]),
            item("row", "array", {"values": list[JsonValue](row)}, "center"),
        ],
        timeline,
    )


def _graph_walk(values: Values) -> Raw:
    names, edges = texts(values["names"]), rows(values["edges"])
    order = _walk(names, edges, deep=str(values["order"]) == "depth")
    visited: list[JsonValue] = [names.index(name) for name in order]
    return scene(
        [
            title_item(values["title"]),
            item("graph", "graph", {"names": list[JsonValue](names), "edges": edges}, "fill"),
            item("order", "text", {"text": " → ".join(order), "color": "good"}, "caption"),
        ],
        [
            beat("opening", _WRITE, step("create", "graph", run_time=2)),
            beat(
                "walk",
                step("visit_nodes", "graph", indices=visited, run_time=max(2.0, 0.8 * len(order))),
            ),
            beat("order", step("write", "order"), wait=2),
        ],
    )


def _walk(names: list[str], edges: list[JsonValue], *, deep: bool) -> list[str]:
    near: dict[str, list[str]] = {name: [] for name in names}
    for edge in edges:
        if isinstance(edge, list) and len(edge) > 1:
            a, b = str(edge[0]), str(edge[1])
            if a in near and b in near:
                near[a].append(b)
                near[b].append(a)
    queue, seen = names[:1], list[str]()
    while queue:
        name = queue.pop() if deep else queue.pop(0)
        if name not in seen:
            seen.append(name)
            queue += reversed(near[name]) if deep else near[name]
    return seen


def _tree(values: Values) -> Raw:
    names = texts(values["names"])
    return scene(
        [
            title_item(values["title"]),
            item(
                "tree", "tree", {"names": list[JsonValue](names), "edges": values["edges"]}, "fill"
            ),
        ],
        [
            beat("opening", _WRITE, step("create", "tree", run_time=2.5)),
            beat(
                "visit",
                step(
                    "visit_nodes",
                    "tree",
                    indices=list[JsonValue](range(len(names))),
                    run_time=max(2, 0.6 * len(names)),
                ),
                wait=1.5,
            ),
        ],
    )


def _stack(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("stack", "stack", {"values": values["values"]}, "left"),
            item(
                "rule",
                "bullets",
                {"items": ["push: put on top", "pop: take from the top", "last in, first out"]},
                {"region": "right", "align": "left"},
            ),
        ],
        [
            beat("opening", _WRITE),
            beat("push", step("reveal_each", "stack", run_time=2.5)),
            beat("rule", step("reveal_each", "rule", run_time=2.5), wait=2),
        ],
    )


def _linked(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("chain", "linked_list", {"values": values["values"]}, "fill"),
        ],
        [
            beat("opening", _WRITE),
            beat("chain", step("reveal_each", "chain", run_time=2.5), wait=2),
        ],
    )


def _code(values: Values) -> Raw:
    return scene(
        [title_item(values["title"]), item("code", "code", {"code": values["code"]}, "fill")],
        [beat("opening", _WRITE), beat("code", step("reveal_each", "code", run_time=2), wait=3)],
    )


def _network(values: Values) -> Raw:
    args: Raw = {"layers": values["layers"], "labels": values["labels"]}
    return scene(
        [title_item(values["title"]), item("network", "neural_network", args, "fill")],
        [
            beat("opening", _WRITE, step("create", "network", run_time=2.5)),
            beat("signal", step("pulse", "network", run_time=2.5)),
            beat("again", step("pulse", "network", run_time=2), wait=1),
        ],
    )


def _descent(values: Values) -> Raw:
    tracker: JsonValue = {"object": "place"}
    function: JsonValue = {"param": "f"}
    return scene(
        [
            item("place", "tracker", {"value": values["start"]}),
            title_item(values["title"]),
            item(
                "axes",
                "axes",
                {
                    "x_range": [-4, 4, 1],
                    "y_range": [0, 6, 1],
                    "x_label": "weight",
                    "y_label": "error",
                },
                "fill",
            ),
            item("curve", "plot", {"axes": "axes", "function": function}),
            item(
                "slope",
                "moving_tangent",
                {"axes": "axes", "function": function, "tracker": tracker, "length": 3},
            ),
            item(
                "ball", "moving_point", {"axes": "axes", "function": function, "tracker": tracker}
            ),
        ],
        [
            beat("opening", _WRITE, step("create", "axes")),
            beat("hill", step("create", "curve", run_time=1.5)),
            beat("ball", step("fade_in", "ball"), step("create", "slope")),
            *_descent_steps(number(values["start"]), number(values["rate"])),
            beat("rest", wait=1.5),
        ],
        [{"name": "f", "type": "function", "value": expression("x^2 / 3 + 0.5"), "label": "Error"}],
    )


def _descent_steps(start: float, rate: float) -> list[Raw]:
    place, found = start, list[Raw]()
    for turn in range(1, 6):
        place -= rate * 2 * place / 3
        found.append(
            beat(f"step_{turn}", step("count_to", "place", value=round(place, 3), run_time=0.9))
        )
    return found


def _regression(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("axes", "axes", {"x_range": [0, 10, 2], "y_range": [0, 10, 2]}, "fill"),
            item("points", "scatter", {"axes": "axes", "points": values["points"]}),
            item("line", "fit_line", {"axes": "axes", "points": values["points"]}),
            item("gaps", "fit_gaps", {"axes": "axes", "points": values["points"]}),
        ],
        [
            beat("opening", _WRITE, step("create", "axes")),
            beat("points", step("reveal_each", "points", lag=0.2, run_time=1.5)),
            beat("line", step("create", "line", run_time=1.5)),
            beat("gaps", step("create", "gaps"), wait=2),
        ],
    )


def _confusion(values: Values) -> Raw:
    return scene(
        [
            title_item(values["title"]),
            item("cells", "heat_map", {"values": values["values"], "cell": 1.2}, "left"),
            item(
                "rule", "bullets", {"items": values["notes"]}, {"region": "right", "align": "left"}
            ),
        ],
        [
            beat("opening", _WRITE),
            beat("cells", step("fade_in", "cells", scale=0.8)),
            beat("rule", step("reveal_each", "rule", run_time=2), wait=2),
        ],
    )


def _training(values: Values) -> Raw:
    args: Raw = {"values": values["values"], "labels": values["labels"]}
    return scene(
        [title_item(values["title"]), item("chart", "line_chart", args, "fill")],
        [beat("opening", _WRITE), beat("chart", step("create", "chart", run_time=3), wait=2)],
    )


_COUNTDOWN = """def countdown(n):
    while n > 0:
        print(n)
        n = n - 1
    print('Lift off!')"""
_EDGES = TemplateParam(
    "edges",
    "edges",
    [["A", "B"], ["A", "C"], ["B", "D"], ["C", "E"], ["D", "F"], ["E", "F"]],
    "Edges",
)

TEMPLATES = (
    Template(
        "bubble_sort",
        "Sorting by swapping",
        "CS",
        "Bars change places until they are in order.",
        (title_param("Bubble sort"), _VALUES),
        _bubble_sort,
        ("sort", "bubble sort", "sorting", "order", "swap"),
    ),
    Template(
        "binary_search",
        "Binary search",
        "CS",
        "Half of a sorted row falls away at each look.",
        (
            title_param("Binary search"),
            TemplateParam(
                "values", "numbers", [2, 5, 8, 12, 16, 23, 38, 56], "Sorted numbers", length=(1, 12)
            ),
            TemplateParam("wanted", "number", 23, "Looked for"),
        ),
        _binary_search,
        ("binary search", "search a sorted array", "log n", "halving", "guess a number"),
    ),
    Template(
        "linear_search",
        "Linear search",
        "CS",
        "A row is looked through from left to right.",
        (
            title_param("One after the other"),
            TemplateParam("values", "numbers", [4, 8, 15, 16, 23, 42], "Numbers", length=(1, 12)),
            TemplateParam("wanted", "number", 16, "Looked for"),
        ),
        _linear_search,
        ("linear search", "find in a list", "array search", "loop over"),
    ),
    Template(
        "graph_walk",
        "Walk through a graph",
        "CS",
        "The nodes of a graph are visited in breadth or in depth.",
        (
            title_param("Breadth first"),
            TemplateParam("names", "texts", ["A", "B", "C", "D", "E", "F"], "Nodes"),
            _EDGES,
            TemplateParam("order", "choice", "breadth", "Order", choices=("breadth", "depth")),
        ),
        _graph_walk,
        (
            "graph",
            "bfs",
            "dfs",
            "breadth first",
            "depth first",
            "traversal",
            "shortest path",
            "nodes",
        ),
    ),
    Template(
        "tree",
        "Tree",
        "CS",
        "A tree and the order in which its nodes are visited.",
        (
            title_param("A binary tree"),
            TemplateParam("names", "texts", ["8", "3", "10", "1", "6", "14"], "Nodes, root first"),
            TemplateParam(
                "edges",
                "edges",
                [["8", "3"], ["8", "10"], ["3", "1"], ["3", "6"], ["10", "14"]],
                "Edges",
            ),
        ),
        _tree,
        ("tree", "binary tree", "hierarchy", "root", "leaves", "family tree", "heap"),
    ),
    Template(
        "stack",
        "Stack",
        "CS",
        "Plates on one another: last in, first out.",
        (
            title_param("A stack"),
            TemplateParam("values", "texts", ["red", "green", "blue"], "Plates", length=(1, 6)),
        ),
        _stack,
        ("stack", "push", "pop", "last in first out", "lifo", "call stack"),
    ),
    Template(
        "linked_list",
        "Linked list",
        "CS",
        "Nodes that each point to the next.",
        (
            title_param("A linked list"),
            TemplateParam("values", "texts", ["3", "1", "4", "1", "5"], "Values", length=(1, 8)),
        ),
        _linked,
        ("linked list", "pointer", "next node", "chain"),
    ),
    Template(
        "code",
        "Lines of code",
        "CS",
        "A program, line by line.",
        (
            title_param("Counting down"),
            TemplateParam(
                "code",
                "code",
                _COUNTDOWN,
                "Code",
            ),
        ),
        _code,
        ("code", "program", "python", "function", "loop", "recursion", "algorithm"),
    ),
    Template(
        "neural_network",
        "Neural network",
        "ML/AI",
        "Layers of neurons and a signal that runs through them.",
        (
            title_param("A neural network"),
            TemplateParam("layers", "numbers", [3, 5, 4, 2], "Neurons a layer", length=(2, 7)),
            TemplateParam("labels", "texts", ["input", "hidden", "hidden", "output"], "Names"),
        ),
        _network,
        ("neural network", "deep learning", "neurons", "layers", "perceptron", "forward pass"),
    ),
    Template(
        "gradient_descent",
        "Gradient descent",
        "ML/AI",
        "A ball steps down a curve to its lowest point.",
        (
            title_param("Gradient descent"),
            TemplateParam("start", "number", 3.2, "Start", min=-4, max=4),
            TemplateParam("rate", "number", 0.6, "Step size", min=0.05, max=1.4),
        ),
        _descent,
        ("gradient descent", "minimum", "learning rate", "training", "optimise", "loss"),
    ),
    Template(
        "linear_regression",
        "Line of best fit",
        "ML/AI",
        "Points, the line that fits them best, and what is left over.",
        (
            title_param("The line of best fit"),
            TemplateParam(
                "points",
                "points",
                [[1, 2], [2, 3], [4, 3.5], [5, 5.5], [7, 6], [8, 8], [9, 7.6]],
                "Points",
            ),
        ),
        _regression,
        ("regression", "best fit", "trend line", "least squares", "scatter", "correlation"),
    ),
    Template(
        "confusion_matrix",
        "Right and wrong answers",
        "ML/AI",
        "A grid of counts with notes: how often a model is right.",
        (
            title_param("Where the model is right"),
            TemplateParam("values", "matrix", [[50, 4], [7, 39]], "Counts"),
            TemplateParam(
                "notes",
                "texts",
                ["Rows: what it was", "Columns: what it said", "Diagonal: right"],
                "Notes",
            ),
        ),
        _confusion,
        (
            "confusion matrix",
            "accuracy",
            "precision",
            "recall",
            "heat map",
            "classifier",
            "attention",
        ),
    ),
    Template(
        "training_curve",
        "Learning curve",
        "ML/AI",
        "An error that falls with each round.",
        (
            title_param("Learning, round by round"),
            TemplateParam("values", "numbers", [2.3, 1.4, 0.9, 0.6, 0.45, 0.38, 0.35], "Values"),
            TemplateParam("labels", "texts", ["1", "2", "3", "4", "5", "6", "7"], "Rounds"),
        ),
        _training,
        (
            "training",
            "epochs",
            "loss curve",
            "learning curve",
            "overfitting",
            "line chart",
            "trend",
        ),
    ),
)
