"""Texts: plain, markup, paragraphs, code listings, tables, Typst, numbers set in text."""

from manim import *


class WriteAndUnwrite(Scene):
    def construct(self):
        title = Text("Prime numbers", font_size=60)
        self.play(Write(title), run_time=1)
        self.wait(0.5)
        self.play(Unwrite(title), run_time=0.6)


class TitleMoves(Scene):
    def construct(self):
        title = Text("Derivatives", weight=BOLD)
        self.play(FadeIn(title, shift=DOWN))
        self.play(title.animate.to_edge(UP).scale(0.6))
        body = Text("the slope of a curve", slant=ITALIC, color=YELLOW).scale(0.7)
        self.play(AddTextLetterByLetter(body), run_time=0.9)
        self.wait(0.3)


class MarkupAndColours(Scene):
    def construct(self):
        text = MarkupText('<span foreground="red">red</span> and <b>bold</b> <i>words</i>')
        self.play(FadeIn(text), run_time=0.5)
        self.play(Indicate(text), run_time=0.6)


class ColouredParts(Scene):
    def construct(self):
        text = Text("area = width × height", t2c={"area": GREEN, "width": BLUE, "height": RED})
        self.play(Write(text), run_time=0.8)
        self.play(Circumscribe(text), run_time=0.8)


class TextTransform(Scene):
    def construct(self):
        first, second = Text("before"), Text("afterwards")
        self.play(FadeIn(first), run_time=0.3)
        self.play(Transform(first, second), run_time=0.7)
        self.play(TransformMatchingShapes(first, Text("words after")), run_time=0.7)


class Paragraphs(Scene):
    def construct(self):
        block = Paragraph("First line", "a second, longer line", "third", alignment="center").scale(0.7)
        self.play(LaggedStart(*[FadeIn(line) for line in block], lag_ratio=0.4), run_time=1)
        self.play(block.animate.shift(UP), run_time=0.4)


class Bullets(Scene):
    def construct(self):
        items = VGroup(*[Text(f"• item {i}", font_size=36) for i in range(4)]).arrange(DOWN, aligned_edge=LEFT)
        for item in items:
            self.play(FadeIn(item, shift=RIGHT * 0.3), run_time=0.3)
        self.wait(0.4)


class CodeListing(Scene):
    def construct(self):
        listing = Code(code_string="def f(n):\n    return n * 2\n\nprint(f(21))\n", language="python")
        self.play(FadeIn(listing), run_time=0.5)
        self.play(listing.animate.scale(0.8).to_edge(LEFT), run_time=0.5)
        self.wait(0.2)


class TextTable(Scene):
    def construct(self):
        table = Table([["1", "2"], ["3", "4"]], row_labels=[Text("a"), Text("b")], col_labels=[Text("x"), Text("y")]).scale(0.6)
        self.play(table.create(), run_time=1)
        self.play(table.get_entries((2, 2)).animate.set_color(YELLOW), run_time=0.4)


class TypstFormula(Scene):
    def construct(self):
        formula = MathTypst("integral_0^1 x^2 dif x = 1/3")
        self.play(Write(formula), run_time=0.9)
        self.play(formula.animate.set_color(BLUE).scale(1.4), run_time=0.5)


class TypstDocument(Scene):
    def construct(self):
        text = Typst("*Theorem.* Every _bounded_ sequence has a convergent subsequence.").scale(0.8)
        self.play(FadeIn(text), run_time=0.4)
        self.play(FadeOut(text), run_time=0.4)


class CountingText(Scene):
    def construct(self):
        tracker = ValueTracker(0)
        label = always_redraw(lambda: Text(f"{tracker.get_value():.1f}", font_size=60))
        self.add(label)
        self.play(tracker.animate.set_value(5), run_time=0.9)
        self.wait(0.2)


class TypewriterCursor(Scene):
    def construct(self):
        text = Text("typing", color=PURPLE)
        cursor = Rectangle(color=WHITE, fill_opacity=1, height=1, width=0.3).move_to(text[0])
        self.play(TypeWithCursor(text, cursor), run_time=0.8)
        self.play(Blink(cursor, blinks=1), run_time=0.4)


class FontSizesAndFonts(Scene):
    def construct(self):
        words = VGroup(*[Text("Size", font_size=size, font="DejaVu Sans") for size in (10, 24, 48, 96)]).arrange(DOWN)
        self.play(LaggedStartMap(Write, words), run_time=1)


class DecimalsInText(Scene):
    def construct(self):
        number = DecimalNumber(0, mob_class=Text, num_decimal_places=2)
        self.add(number)
        self.play(ChangeDecimalToValue(number, 3.5), run_time=0.8)


class VariableOfText(Scene):
    def construct(self):
        tracker = ValueTracker(1)
        number = DecimalNumber(1, mob_class=Text).add_updater(lambda m: m.set_value(tracker.get_value()))
        dot = Dot().add_updater(lambda m: m.move_to(number.get_right() + RIGHT * 0.4))
        self.add(number, dot)
        self.play(tracker.animate.set_value(12.34), run_time=0.8)
        self.wait(0.2)


class HighlightWords(Scene):
    def construct(self):
        text = Text("Work is force times distance")
        box = SurroundingRectangle(text[6:11], color=YELLOW)
        under = Underline(text)
        self.play(Write(text), run_time=0.6)
        self.play(Create(box), Create(under), run_time=0.5)
        self.play(ReplacementTransform(box, BackgroundRectangle(text, color=RED)), run_time=0.5)


class LongHoldBetweenWords(Scene):
    def construct(self):
        for word in ("one", "two"):
            text = Text(word)
            self.play(FadeIn(text), run_time=0.2)
            self.wait(1.5)
            self.play(FadeOut(text), run_time=0.2)
