"""A part of a file replaced, at the indentation that it had."""


def spliced(source: str, lines: tuple[int, int], answer: str) -> str:
    """The source with these lines replaced; the new ones take over their indentation."""
    every = source.split("\n")
    first, last = lines
    head = every[first - 1]
    indent = len(head) - len(head.lstrip())
    new = [line.rstrip() for line in answer.strip("\n").split("\n")]
    margin = min((len(line) - len(line.lstrip()) for line in new if line.strip()), default=0)
    moved = [" " * indent + line[margin:] if line.strip() else "" for line in new]
    return "\n".join([*every[: first - 1], *moved, *every[last:]])
