"""A small grammar for formulas as people type them: `2x^2 - 3`, `sin 2x`, `|x|`, `x²`, `√(x+1)`.

sum     = product { ("+" | "-") product }
product = power { ("*" | "/" | "%" | nothing) power }      nothing = a product by juxtaposition
power   = prefix [ ("^" | "**") power ]
prefix  = "-" power | atom { "²" | "³" }
atom    = number | name | function arguments | "(" sum ")" | "|" sum "|"
"""

import re
from dataclasses import dataclass

from backend.scenes.expressions.tree import Binary, Call, Name, Negative, Node, Number
from backend.scenes.expressions.vocabulary import (
    ALIASES,
    CONSTANTS,
    DIRECTIONS,
    FUNCTIONS,
    MANY_ARGUMENTS,
)

LENGTH_MAX = 500
DEPTH_MAX = 40

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*|[πτ])"
    r"|(?P<op>\*\*|[-+*/%^(),|²³√]))"
)
# What people paste, in the signs of the grammar.
_REPLACEMENTS = str.maketrans(
    {"\u00d7": "*", "·": "*", "\u2212": "-", "÷": "/", "[": "(", "]": ")"}
)
_SUPERSCRIPTS = {"²": "2", "³": "3"}


class ExpressionError(ValueError):
    """The text is not an expression of our grammar; the message says what and where."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position = 0
    while position < len(text):
        if text[position:].isspace():
            break
        match = _TOKEN.match(text, position)
        if match is None or match.end() == position:
            at = position + len(text[position:]) - len(text[position:].lstrip())
            msg = f"unexpected '{text[at]}' at position {at + 1}"
            raise ExpressionError(msg)
        kind = str(match.lastgroup)
        found.append(_Token(kind, match.group(kind), match.start(kind)))
        position = match.end()
    return found


def parse(text: str, names: frozenset[str] | set[str] = frozenset({"x"})) -> Node:
    """The tree of `text`, which may use `names`, the constants and the known functions.

    Raises:
        ExpressionError: when it is not such an expression.
    """
    if len(text) > LENGTH_MAX:
        msg = f"longer than {LENGTH_MAX} characters"
        raise ExpressionError(msg)
    reader = _Reader(_tokens(text.translate(_REPLACEMENTS)), names)
    if not reader.tokens:
        msg = "empty expression"
        raise ExpressionError(msg)
    node = reader.sum()
    if reader.peek() is not None:
        raise reader.unexpected()
    return node


class _Reader:
    def __init__(self, tokens: list[_Token], names: frozenset[str] | set[str]) -> None:
        self.tokens = tokens
        self.names = names
        self.index = 0
        self.depth = 0
        self.bars = 0

    def peek(self) -> _Token | None:
        return self.tokens[self.index] if self.index < len(self.tokens) else None

    def unexpected(self) -> ExpressionError:
        token = self.peek()
        if token is None:
            return ExpressionError("the expression ends too early")
        return ExpressionError(f"unexpected '{token.text}' at position {token.at + 1}")

    def accept(self, *texts: str) -> str | None:
        token = self.peek()
        if token is not None and token.kind == "op" and token.text in texts:
            self.index += 1
            return token.text
        return None

    def expect(self, text: str) -> None:
        if self.accept(text) is None:
            raise self.unexpected()

    def sum(self) -> Node:
        self.depth += 1
        if self.depth > DEPTH_MAX:
            msg = "nested too deeply"
            raise ExpressionError(msg)
        node = self.product()
        while operator := self.accept("+", "-"):
            node = Binary(operator, node, self.product())
        self.depth -= 1
        return node

    def product(self) -> Node:
        node = self.power()
        while True:
            if operator := self.accept("*", "/", "%"):
                node = Binary(operator, node, self.power())
            elif self._starts_factor():
                node = Binary("*", node, self.power())
            else:
                return node

    def _starts_factor(self) -> bool:
        token = self.peek()
        if token is None:
            return False
        if token.kind == "op":
            return token.text in {"(", "√"} or (token.text == "|" and self.bars == 0)
        return True

    def power(self) -> Node:
        self.depth += 1
        if self.depth > DEPTH_MAX:
            msg = "nested too deeply"
            raise ExpressionError(msg)
        node = self._power()
        self.depth -= 1
        return node

    def _power(self) -> Node:
        if self.accept("-"):
            return Negative(self.power())
        if self.accept("+"):
            return self.power()
        node = self.atom()
        while mark := self.accept("²", "³"):
            node = Binary("^", node, Number(_SUPERSCRIPTS[mark]))
        if self.accept("^", "**"):
            node = Binary("^", node, self.power())
        return node

    def atom(self) -> Node:
        token = self.peek()
        if token is None:
            raise self.unexpected()
        if token.kind == "number":
            self.index += 1
            return Number(token.text)
        if token.kind == "name":
            self.index += 1
            return self.named(token)
        if self.accept("("):
            node = self.sum()
            self.expect(")")
            return node
        if self.accept("√"):
            return Call("sqrt", (self.atom(),))
        if self.accept("|"):
            self.bars += 1
            node = self.sum()
            self.bars -= 1
            self.expect("|")
            return Call("abs", (node,))
        raise self.unexpected()

    def named(self, token: _Token) -> Node:
        name = ALIASES.get(token.text, token.text)
        if name in self.names:
            return self._call(name) if self._opens() and name.startswith("f") else Name(name)
        if name in FUNCTIONS:
            return self._call(name)
        if name in CONSTANTS or name in DIRECTIONS:
            return Name(name)
        return self._letters(token)

    def _opens(self) -> bool:
        token = self.peek()
        return token is not None and token.text == "("

    def _call(self, function: str) -> Node:
        if self.accept("²"):
            return Binary("^", self._call(function), Number("2"))
        if not self._opens():
            return Call(function, (self._bare_argument(),))
        self.expect("(")
        arguments = [self.sum()]
        while self.accept(","):
            arguments.append(self.sum())
        self.expect(")")
        if len(arguments) > 1 and function not in MANY_ARGUMENTS and function in FUNCTIONS:
            msg = f"'{function}' takes one argument, got {len(arguments)}"
            raise ExpressionError(msg)
        return Call(function, tuple(arguments))

    def _bare_argument(self) -> Node:
        """The argument of `sin 2x`: everything that is multiplied without a sign."""
        node = self.power()
        while self._starts_factor() and not self._next_is_function():
            node = Binary("*", node, self.power())
        return node

    def _next_is_function(self) -> bool:
        token = self.peek()
        return token is not None and ALIASES.get(token.text, token.text) in FUNCTIONS

    def _letters(self, token: _Token) -> Node:
        """`ax` means `a*x` when both letters are known."""
        known = self.names | set(CONSTANTS)
        if len(token.text) > 1 and all(letter in known for letter in token.text):
            node: Node = Name(token.text[0])
            for letter in token.text[1:]:
                node = Binary("*", node, Name(letter))
            return node
        msg = f"unknown name '{token.text}' at position {token.at + 1}"
        raise ExpressionError(msg)
