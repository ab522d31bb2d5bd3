"""Arrays, graphs, trees, networks and diagrams."""

from backend.scenes.kinds.arguments import COLOR, PARTS
from backend.scenes.kinds.spec import Arg, Kind

_NAMES = Arg("names", "texts", required=True, positional=True, length=(1, 40), help="Its nodes")
_EDGES = Arg(
    "edges", "edges", required=True, positional=True, help="Pairs of names, or with weight"
)
_STEPS = Arg("steps", "texts", required=True, positional=True, length=(1, 16), help="One a box")
_ROW = PARTS | {"row"}
_GRAPH = PARTS | {"graph"}
_EDGE_COLOR = Arg("edge_color", "color", "muted", emit=True)

KINDS = (
    Kind(
        "array",
        "array_row",
        "structures",
        "A row of boxes with values.",
        (
            Arg("values", "any", required=True, positional=True, length=(1, 30)),
            Arg("cell", "number", 0.95, above=0, max=4, unit="units"),
            COLOR,
            Arg("indices", "boolean", default=True, help="Numbers below the boxes"),
        ),
        _ROW,
        example={"values": [4, 2, 7]},
        grows=1.6,
        weight=2,
    ),
    Kind(
        "sort_bars",
        "value_bars",
        "structures",
        "Bars to be sorted.",
        (
            Arg("values", "numbers", required=True, positional=True, length=(1, 30)),
            Arg("width", "number", 8, above=0, max=30),
            Arg("height", "number", 3.4, above=0, max=30),
            COLOR,
        ),
        _ROW,
        example={"values": [4, 2, 7]},
        grows=1.6,
        weight=4,
    ),
    Kind(
        "graph",
        "node_graph",
        "structures",
        "Nodes and edges.",
        (
            _NAMES,
            _EDGES,
            Arg("layout", "choice", "circle", choices=("circle", "line", "grid")),
            Arg("directed", "boolean", default=False, help="Arrows instead of lines"),
            COLOR,
            _EDGE_COLOR,
        ),
        _GRAPH,
        example={"names": ["A", "B", "C"], "edges": [["A", "B"], ["B", "C"]]},
        grows=1.6,
        weight=5,
    ),
    Kind(
        "tree",
        "tree",
        "structures",
        "A tree, its root first.",
        (_NAMES, _EDGES, COLOR, Arg("width", "number", 8, above=0, max=30)),
        _GRAPH,
        example={"names": ["A", "B", "C"], "edges": [["A", "B"], ["A", "C"]]},
        grows=1.6,
        weight=5,
    ),
    Kind(
        "neural_network",
        "neural_network",
        "structures",
        "Layers of neurons.",
        (
            Arg("layers", "numbers", required=True, positional=True, length=(2, 12)),
            Arg("labels", "texts", help="A name below each layer"),
            Arg("width", "number", 8, above=0, max=30),
            Arg("height", "number", 4, above=0, max=30),
            COLOR,
            _EDGE_COLOR,
        ),
        PARTS | {"network"},
        example={"layers": [3, 4, 2]},
        grows=1.6,
        weight=5,
    ),
    Kind(
        "flow_chart",
        "flow_chart",
        "structures",
        "Boxes joined by arrows.",
        (
            _STEPS,
            COLOR,
            Arg("across", "boolean", default=True, help="In rows; otherwise in one column"),
            Arg("per_row", "integer", 4, min=1, max=8),
        ),
        PARTS,
        example={"steps": ["Start", "Work", "Done"]},
        grows=1.6,
        weight=4,
    ),
    Kind(
        "cycle",
        "cycle_chart",
        "structures",
        "Boxes around a circle.",
        (_STEPS, COLOR, Arg("radius", "number", 2.1, above=0, max=8)),
        PARTS,
        example={"steps": ["Rain", "River", "Sea", "Cloud"]},
        grows=1.6,
        weight=5,
    ),
    Kind(
        "timeline",
        "time_line",
        "structures",
        "Dates along a line.",
        (
            Arg("labels", "texts", required=True, positional=True, length=(1, 12)),
            Arg("notes", "texts", required=True, positional=True, length=(0, 12)),
            Arg("width", "number", 11, above=0, max=30),
            COLOR,
            Arg("upright", "boolean", default=False, help="From top to bottom"),
        ),
        PARTS,
        example={"labels": ["1900", "1950"], "notes": ["One", "Two"]},
        grows=1.6,
        weight=4,
    ),
    Kind(
        "pointer",
        "pointer",
        "structures",
        "A named arrow that points down.",
        (
            Arg("text", "text", required=True, positional=True),
            Arg("color", "color", "accent", emit=True),
        ),
        PARTS,
        example={"text": "here"},
    ),
    Kind(
        "group",
        "VGroup",
        "structures",
        "Objects that move together; they name it as their parent.",
        (),
        PARTS | {"group"},
        example_needs=(("member", "circle"),),
    ),
    Kind(
        "python",
        "",
        "structures",
        "An object made by a Python expression that no other kind covers.",
        (Arg("code", "code", required=True),),
        frozenset({"mobject", "vector", "parts", "words", "opaque"}),
        example={"code": "Circle()"},
    ),
)
