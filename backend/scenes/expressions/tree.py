"""The tree of an expression: five node types, all frozen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    text: str

    @property
    def value(self) -> float:
        return float(self.text)


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Node", ...]


Node = Number | Name | Negative | Binary | Call


def names_in(node: Node) -> set[str]:
    """Every variable, parameter and constant that the expression mentions."""
    match node:
        case Number():
            return set()
        case Name(name):
            return {name}
        case Negative(operand):
            return names_in(operand)
        case Binary(_, left, right):
            return names_in(left) | names_in(right)
        case Call(function, arguments):
            found: set[str] = {function}
            for argument in arguments:
                found |= names_in(argument)
            return found
