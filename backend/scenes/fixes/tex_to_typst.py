"""Formulas from TeX to Typst: what scenes use, not the whole language."""

import re

_GREEK = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"),
    *("lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi"),
    *("omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega"),
)
_COMMANDS = {
    **{name: name for name in _GREEK},
    "varepsilon": "epsilon.alt",
    "varphi": "phi.alt",
    "infty": "infinity",
    "cdot": "dot",
    "times": "times",
    "div": "div",
    "pm": "plus.minus",
    "mp": "minus.plus",
    "le": "<=",
    "leq": "<=",
    "ge": ">=",
    "geq": ">=",
    "ne": "!=",
    "neq": "!=",
    "approx": "approx",
    "equiv": "equiv",
    "sim": "tilde.op",
    "to": "->",
    "rightarrow": "->",
    "leftarrow": "<-",
    "Rightarrow": "=>",
    "implies": "==>",
    "iff": "<==>",
    "Leftrightarrow": "<=>",
    "mapsto": "|->",
    "sum": "sum",
    "prod": "product",
    "int": "integral",
    "iint": "integral.double",
    "oint": "integral.cont",
    "partial": "partial",
    "nabla": "nabla",
    "in": "in",
    "notin": "in.not",
    "subset": "subset",
    "subseteq": "subset.eq",
    "cup": "union",
    "cap": "inter",
    "emptyset": "emptyset",
    "forall": "forall",
    "exists": "exists",
    "ldots": "dots",
    "cdots": "dots.c",
    "dots": "dots",
    "quad": "quad",
    "qquad": "quad quad",
    "circ": "compose",
    "angle": "angle",
    "perp": "perp",
    "parallel": "parallel",
    "propto": "prop",
    "hbar": "planck.reduce",
    "ell": "ell",
    "prime": "prime",
    "star": "star",
    "langle": "angle.l",
    "rangle": "angle.r",
    "mid": "|",
    "degree": "degree",
    "lim": "lim",
    "max": "max",
    "min": "min",
    "log": "log",
    "ln": "ln",
    "exp": "exp",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "det": "det",
    "left": "",
    "right": "",
    "big": "",
    "Big": "",
    "displaystyle": "",
    "limits": "",
    ",": "thin",
    ";": "thick",
    "!": "",
    "{": "{",
    "}": "}",
    "%": "%",
    "&": "&",
    "\\": "\\ ",
    "|": "||",
}
_WRAPPED = {
    "sqrt": "sqrt",
    "vec": "arrow",
    "hat": "hat",
    "bar": "macron",
    "overline": "overline",
    "underline": "underline",
    "tilde": "tilde",
    "dot": "dot",
    "mathbb": "bb",
    "mathbf": "bold",
    "boldsymbol": "bold",
    "mathcal": "cal",
    "mathrm": "upright",
    "boxed": "",
}
_DELIMITERS = {
    "matrix": "#none",
    "array": "#none",
    "bmatrix": '"["',
    "pmatrix": '"("',
    "vmatrix": '"|"',
    "Bmatrix": '"{"',
}
_QUOTED = frozenset({"text", "textbf", "textit", "mathrm", "operatorname", "mbox"})
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_]|\d+(?:\.\d+)?|[A-Za-z]|\s+|.", re.DOTALL)


def to_typst(tex: str) -> str:
    """The formula in Typst mathematics."""
    reader = _Reader([token for token in _TOKEN.findall(tex) if not token.isspace()])
    return " ".join(reader.all().split())


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    def all(self) -> str:
        parts: list[str] = []
        while self.at < len(self.tokens):
            parts.append(self.one())
        return " ".join(part for part in parts if part)

    def group(self) -> str:
        """What a command takes: a group in braces, or one thing."""
        if self.at < len(self.tokens) and self.tokens[self.at] == "{":
            self.at += 1
            parts: list[str] = []
            while self.at < len(self.tokens) and self.tokens[self.at] != "}":
                parts.append(self.one())
            self.at += 1
            return " ".join(part for part in parts if part)
        return self.one() if self.at < len(self.tokens) else ""

    def words(self) -> str:
        if self.at < len(self.tokens) and self.tokens[self.at] == "{":
            end = (
                self.tokens.index("}", self.at)
                if "}" in self.tokens[self.at :]
                else len(self.tokens)
            )
            inside = "".join(self.tokens[self.at + 1 : end])
            self.at = end + 1
            return inside
        return self.one()

    def one(self) -> str:
        token = self.tokens[self.at]
        self.at += 1
        if token == "{":  # noqa: S105 - a brace
            self.at -= 1
            return self.group()
        if token in {"^", "_"}:
            return f"{token}({self.group()})"
        if not token.startswith("\\"):
            return {"/": "\\/", "}": "", "#": "\\#", "@": "\\@"}.get(token, token)
        return self.command(token[1:])

    def environment(self) -> str:
        """Matrices, cases and aligned lines."""
        name = self.words().rstrip("*")
        if name == "array":
            self.words()
        lines: list[list[list[str]]] = [[[]]]
        while self.at < len(self.tokens):
            piece = self.tokens[self.at]
            if piece == "\\end":
                self.at += 1
                self.words()
                break
            if piece in {"&", "\\\\"}:
                self.at += 1
                if piece == "&":
                    lines[-1].append([])
                else:
                    lines.append([[]])
            else:
                lines[-1][-1].append(self.one())
        rows = [[" ".join(part for part in cell if part) for cell in row] for row in lines]
        rows = [row for row in rows if any(row)]
        if name == "cases":
            return f"cases({', '.join(' & '.join(row) for row in rows)})"
        if name in _DELIMITERS:
            inside = "; ".join(", ".join(row) for row in rows)
            return f"mat(delim: {_DELIMITERS[name]}, {inside})"
        return " \\ ".join(" & ".join(row) for row in rows)

    def command(self, name: str) -> str:
        if name in {"frac", "dfrac", "tfrac", "binom"}:
            return f"{'binom' if name == 'binom' else 'frac'}({self.group()}, {self.group()})"
        if name == "begin":
            return self.environment()
        if name in _QUOTED:
            return f'"{self.words()}"'
        if name == "sqrt" and self.at < len(self.tokens) and self.tokens[self.at] == "[":
            end = self.tokens.index("]", self.at)
            root = " ".join(self.tokens[self.at + 1 : end])
            self.at = end + 1
            return f"root({root}, {self.group()})"
        if name in _WRAPPED:
            return f"{_WRAPPED[name]}({self.group()})"
        return _COMMANDS.get(name, f'"{name}"')
