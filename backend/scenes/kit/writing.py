"""Text that wraps, lists and cards."""
# ruff: noqa: PLR0917, FBT001, FBT002, PLR2004, B905, RUF005, RUF007, RUF100 - written in the manner of scene code, which people own
# Points are lists of numbers and parts are picked by number, as scenes do it.
# pyright: basic, reportArgumentType=false, reportAttributeAccessIssue=false, reportIndexIssue=false, reportCallIssue=false, reportReturnType=false

import re
import textwrap

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UL,
    UP,
    Dot,
    MathTypst,
    Mobject,
    Paragraph,
    ParsableManimColor,
    RoundedRectangle,
    Text,
    VGroup,
    VMobject,
)

from backend.scenes.kit.palette import (
    BODY_SIZE,
    FONT,
    GOOD,
    INK,
    MONO,
    MUTED,
    PRIMARY,
    SECONDARY,
    SMALL_SIZE,
    SURFACE,
)


def even_lines(text: str, columns: int) -> list[str]:
    """Lines of at most `columns` letters, as few as possible and about equally long.

    A long word is not broken: its line is wider, and the text is made to fit. Only what is twice
    as long as a line, which is no word, is parted.
    """
    longest = max(map(len, text.split()), default=1)
    columns = max(columns, min(longest, 2 * columns))
    lines = textwrap.wrap(text, columns) or [" "]
    for fewer in range(columns - 1, max(columns // 2, longest - 1), -1):
        tried = textwrap.wrap(text, fewer)
        if len(lines) == 1 or len(tried) != len(lines):
            break
        lines = tried
    return lines


def paragraph(
    text: str,
    width: float = 9,
    font_size: float = BODY_SIZE,
    color: ParsableManimColor = INK,
    center: bool = False,
    font: str = FONT,
) -> VGroup:
    """Lines of text, broken where they would become wider than `width`."""
    columns = max(8, int(width / (font_size * 0.0092)))
    lines = [part for line in text.split("\n") for part in even_lines(line, columns)]
    rows = Paragraph(
        *lines,
        font=font,
        font_size=font_size,
        color=color,
        line_spacing=0.75,
        alignment="center" if center else "left",
        disable_ligatures=True,  # one glyph a letter, else lines take each other's letters
    )
    return rows.scale_to_fit_width(width) if rows.width > width else rows


def bullet_list(
    items: list[str],
    width: float = 9,
    font_size: float = BODY_SIZE,
    color: ParsableManimColor = INK,
    bullet_color: ParsableManimColor = PRIMARY,
    numbered: bool = False,
) -> VGroup:
    """One row an item: a mark, then text that wraps."""
    rows = VGroup()
    for number, item in enumerate(items, start=1):
        body = paragraph(item, width - 0.6, font_size, color)
        mark: VMobject = Dot(radius=font_size * 0.0027, color=bullet_color)
        if numbered:
            mark = Text(f"{number}.", font=FONT, font_size=font_size, color=bullet_color)
        mark.next_to(body[0], LEFT, buff=0.3)
        rows.add(VGroup(mark, body))
    rows.arrange(DOWN, buff=font_size * 0.014, aligned_edge=LEFT)
    if numbered:
        for row in rows:
            row[1].align_to(rows[-1][1], LEFT)
    return rows


def heading(
    text: str,
    color: ParsableManimColor = INK,
    font_size: float = 44,
    underline: ParsableManimColor | None = None,
    width: float = 12,
) -> VGroup:
    """A title that is never wider than `width`, with an optional rule below."""
    columns = max(8, int(width / (font_size * 0.0104)))
    near = len(text) <= columns * 1.35 and width > 9  # a little smaller beats a second line
    lines = [text] if text and near else even_lines(text, columns)
    words = Paragraph(
        *lines,
        font=FONT,
        font_size=font_size,
        color=color,
        weight="BOLD",
        line_spacing=0.7,
        alignment="center",
        disable_ligatures=True,
    )
    if words.width > width:
        words.scale_to_fit_width(width)
    title = VGroup(words)
    if underline is not None:
        rule = RoundedRectangle(width=1.4, height=0.07, corner_radius=0.035, stroke_width=0)
        rule.set_fill(underline, opacity=1).next_to(words, DOWN, buff=0.18)
        title.add(rule)
    return title


def card(
    text: str,
    title: str = "",
    width: float = 4,
    height: float = 2.6,
    color: ParsableManimColor = PRIMARY,
    font_size: float = SMALL_SIZE,
) -> VGroup:
    """A rounded panel with a heading and a few lines."""
    inside = VGroup()
    if title:
        inside.add(paragraph(title, width - 0.6, font_size * 1.25, color))
    if text:
        inside.add(paragraph(text, width - 0.6, font_size, INK))
    inside.arrange(DOWN, buff=0.25, aligned_edge=LEFT)
    panel = RoundedRectangle(
        width=max(width, inside.width + 0.6),
        height=max(inside.height + 0.6, height),
        corner_radius=0.15,
        stroke_color=color,
        stroke_width=2.5,
    )
    panel.set_fill(SURFACE, opacity=1)
    inside.align_to(panel, UL).shift([0.3, -0.35, 0])
    return VGroup(panel, inside)


def quotation(
    text: str, author: str = "", width: float = 9, color: ParsableManimColor = INK
) -> VGroup:
    """A quotation, with a mark before it and its author below."""
    words = paragraph(text, width, BODY_SIZE * 1.1, color)
    mark = Text("“", font=FONT, font_size=110, color=PRIMARY)
    mark.next_to(words, LEFT, buff=0.3).align_to(words, UP)
    whole = VGroup(mark, words)
    if author:
        name = Text(f"— {author}", font=FONT, font_size=SMALL_SIZE, color=MUTED)
        whole.add(name.next_to(words, DOWN, buff=0.35).align_to(words, RIGHT))
    return whole


def labelled(
    mobject: Mobject, text: str, color: ParsableManimColor = INK, font_size: float = SMALL_SIZE
) -> VGroup:
    """A caption below a mobject."""
    caption = Text(text, font=FONT, font_size=font_size, color=color)
    return VGroup(caption.next_to(mobject, DOWN, buff=0.2))


def equation_steps(
    steps: list[str], color: ParsableManimColor = INK, font_size: float = 44
) -> VGroup:
    """Formulas below one another, in Typst mathematics."""
    rows = VGroup(*(MathTypst(step, color=color, font_size=font_size) for step in steps))
    return rows.arrange(DOWN, buff=0.45)


def paint_code(line: str, letters: VGroup) -> None:
    """Colours for comments, texts, numbers and words of the language; blanks have no letter."""
    words = (
        "def class return for while if elif else in not and or import from as with let const var "
    )
    words += (
        "function try except finally raise pass break continue lambda None True False yield new"
    )
    pattern = rf"(#.*|//.*)|(\"[^\"]*\"|'[^']*')|(\b\d[\d.]*\b)|\b({'|'.join(words.split())})\b"
    for found in re.finditer(pattern, line):
        color = (MUTED, GOOD, SECONDARY, PRIMARY)[int(found.lastindex or 1) - 1]
        first = len(line[: found.start()].replace(" ", ""))
        letters[first : first + len(found[0].replace(" ", ""))].set_color(color)


def code_listing(
    code: str, color: ParsableManimColor = INK, font_size: float = 24, numbers: bool = True
) -> VGroup:
    """Lines of code on a panel; row n of the second part is line n."""
    lines = code.rstrip("\n").split("\n")
    step, letter = font_size * 0.019, font_size * 0.00834
    shown = Paragraph(*lines, font=MONO, font_size=font_size, color=color, line_spacing=0.7)
    rows = VGroup()
    for index, line in enumerate(lines):
        indent = (len(line) - len(line.lstrip())) * letter
        paint_code(line, shown[index])
        row = VGroup(shown[index].align_to([indent, 0, 0], LEFT))
        if numbers:
            count = Text(str(index + 1), font=MONO, font_size=font_size * 0.8, color=MUTED)
            row.add(count.move_to([0, row.get_y(), 0]).align_to([-0.35, 0, 0], RIGHT))
        rows.add(row)
    panel = RoundedRectangle(
        width=rows.width + 0.8, height=max(rows.height, step) + 0.6, corner_radius=0.15
    )
    panel.set_stroke(MUTED, width=1.5).set_fill(SURFACE, opacity=1).move_to(rows)
    return VGroup(panel, rows)
