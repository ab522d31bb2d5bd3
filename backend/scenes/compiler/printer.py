"""Expressions as trees of text, broken over lines the way a Python formatter would."""

from dataclasses import dataclass

WIDTH = 92


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of code: either all on one line, or opened, listed one a line, and closed."""

    head: str
    items: tuple["Text", ...] = ()
    tail: str = ""

    def flat(self) -> str:
        return self.head + ", ".join(item.flat() for item in self.items) + self.tail

    def prefixed(self, prefix: str) -> "Text":
        return Text(prefix + self.head, self.items, self.tail)

    def followed(self, suffix: str) -> "Text":
        if self.items or self.tail:
            return Text(self.head, self.items, self.tail + suffix)
        return Text(self.head + suffix)


def call(callee: str, arguments: list[Text]) -> Text:
    return Text(f"{callee}(", tuple(arguments), ")")


def sequence(items: list[Text]) -> Text:
    return Text("[", tuple(items), "]")


def lines(text: Text, indent: int) -> list[str]:
    """The lines of a statement that starts at `indent` spaces."""
    return [" " * indent + line if number == 0 else line for number, line in _broken(text, indent)]


def _broken(text: Text, indent: int) -> list[tuple[int, str]]:
    flat = text.flat()
    if indent + len(flat) <= WIDTH or not text.items:
        return [(0, flat)]
    inner = indent + 4
    found = [(0, text.head)]
    if all(not item.items for item in text.items) and len(text.items) > 6:  # noqa: PLR2004 - short lists look better one a line
        found += [(1, " " * inner + line) for line in _filled(text.items, inner)]
    else:
        for item in text.items:
            part = _broken(item, inner)
            part[-1] = (part[-1][0], part[-1][1] + ",")
            found.extend((1, " " * inner + line if number == 0 else line) for number, line in part)
    found.append((1, " " * indent + text.tail))
    return found


def _filled(items: tuple[Text, ...], indent: int) -> list[str]:
    rows: list[str] = [""]
    for item in items:
        piece = item.flat() + ","
        if rows[-1] and indent + len(rows[-1]) + 1 + len(piece) > WIDTH:
            rows.append(piece)
        else:
            rows[-1] = f"{rows[-1]} {piece}".strip()
    return rows
