"""Plain shapes: creation, style, transforms, joints, caps, gradients, layers."""

from manim import *


class CreateAndFade(Scene):
    def construct(self):
        circle = Circle(color=BLUE, fill_opacity=0.5)
        square = Square(color=RED).shift(RIGHT * 2)
        self.play(Create(circle), DrawBorderThenFill(square))
        self.wait(0.4)
        self.play(FadeOut(circle, shift=DOWN), square.animate.rotate(PI / 5), run_time=0.6)


class TransformChain(Scene):
    def construct(self):
        shape = Square()
        self.play(Create(shape), run_time=0.5)
        for target in (Triangle(), Circle(), RegularPolygon(7), Star(5)):
            self.play(Transform(shape, target), run_time=0.4)


class ReplacementTransforms(Scene):
    def construct(self):
        first, second = Circle().shift(LEFT * 2), Square().shift(RIGHT * 2)
        self.add(first)
        self.play(ReplacementTransform(first, second), run_time=0.7)
        self.play(second.animate(path_arc=PI / 2).shift(UP * 2), run_time=0.5)
        self.wait(0.2)


class StrokeJoints(Scene):
    def construct(self):
        corners = VGroup()
        for joint in (LineJointType.AUTO, LineJointType.ROUND, LineJointType.BEVEL, LineJointType.MITER):
            line = VMobject(stroke_width=24, joint_type=joint)
            line.set_points_as_corners([LEFT, UP * 1.4, RIGHT])
            corners.add(line.scale(0.7))
        corners.arrange(RIGHT, buff=0.6)
        self.play(LaggedStart(*[Create(corner) for corner in corners], lag_ratio=0.3), run_time=1)
        self.wait(0.2)


class CapStyles(Scene):
    def construct(self):
        lines = VGroup(
            *[
                Line(LEFT * 2, RIGHT * 2, stroke_width=30).set_cap_style(style)
                for style in (CapStyleType.ROUND, CapStyleType.BUTT, CapStyleType.SQUARE)
            ]
        ).arrange(DOWN, buff=0.7)
        self.add(lines)
        self.play(lines.animate.set_color(YELLOW), run_time=0.5)


class GradientFill(Scene):
    def construct(self):
        square = Square(side_length=3, fill_opacity=1).set_color_by_gradient(RED, GREEN, BLUE)
        self.play(FadeIn(square), run_time=0.4)
        self.play(Rotate(square, PI / 3), run_time=0.8)


class SheenCircle(Scene):
    def construct(self):
        ball = Circle(radius=1.5, fill_opacity=1, color=BLUE_D).set_sheen(0.6, UL)
        self.add(ball)
        self.play(ball.animate.shift(RIGHT * 2).scale(0.7), run_time=0.8)
        self.wait(0.3)


class GroupWithGradient(Scene):
    def construct(self):
        group = VGroup(*[Circle(radius=0.4, fill_opacity=0.8) for _ in range(6)]).arrange(RIGHT)
        group.set_color_by_gradient(PURPLE, ORANGE)
        self.play(LaggedStartMap(FadeIn, group, lag_ratio=0.2), run_time=1)
        self.play(group.animate.arrange_in_grid(2, 3), run_time=0.5)


class BackgroundStroke(Scene):
    def construct(self):
        label = Text("outlined", font_size=72).set_stroke(RED, 6, background=True)
        self.play(FadeIn(label), run_time=0.4)
        self.play(label.animate.scale(1.4), run_time=0.5)


class LayersByZIndex(Scene):
    def construct(self):
        back = Square(fill_opacity=1, color=BLUE).set_z_index(2)
        front = Circle(fill_opacity=1, color=RED).shift(RIGHT * 0.5)
        self.add(back, front)
        self.wait(0.2)
        self.play(front.animate.shift(LEFT), run_time=0.5)
        front.set_z_index(3)
        self.play(front.animate.shift(RIGHT), run_time=0.5)


class BringToFrontAndBack(Scene):
    def construct(self):
        a, b, c = (Square(fill_opacity=1, color=color).shift(shift) for color, shift in ((RED, LEFT * 0.5), (GREEN, ORIGIN), (BLUE, RIGHT * 0.5)))
        self.add(a, b, c)
        self.wait(0.2)
        self.bring_to_front(a)
        self.wait(0.2)
        self.bring_to_back(c)
        self.play(b.animate.scale(0.5), run_time=0.4)


class ForegroundObjects(Scene):
    def construct(self):
        label = Text("always on top", font_size=40)
        self.add_foreground_mobjects(label)
        square = Square(side_length=5, fill_opacity=1, color=BLUE).shift(LEFT * 3)
        self.add(square)
        self.play(square.animate.shift(RIGHT * 6), run_time=1)
        self.wait(0.3)


class BooleanShapes(Scene):
    def construct(self):
        left, right = Circle(radius=1.2).shift(LEFT * 0.6), Circle(radius=1.2).shift(RIGHT * 0.6)
        for operation in (Union, Intersection, Difference, Exclusion):
            shape = operation(left, right, color=GREEN, fill_opacity=0.7)
            self.play(FadeIn(shape), run_time=0.3)
            self.remove(shape)


class DashedThings(Scene):
    def construct(self):
        circle = DashedVMobject(Circle(radius=1.5), num_dashes=20)
        line = DashedLine(LEFT * 3, RIGHT * 3).shift(DOWN * 2)
        self.play(Create(circle), Create(line), run_time=0.7)
        self.play(Rotate(circle, PI / 2), run_time=0.5)


class ArrowsAndBraces(Scene):
    def construct(self):
        arrow = Arrow(LEFT * 2, RIGHT * 2, buff=0)
        double = DoubleArrow(LEFT * 2, RIGHT * 2, color=YELLOW).shift(DOWN)
        curved = CurvedArrow(LEFT * 2, RIGHT * 2).shift(UP)
        self.play(GrowArrow(arrow), Create(double), Create(curved), run_time=0.8)
        brace = Brace(arrow, DOWN)
        self.play(GrowFromCenter(brace), run_time=0.4)


class PolygonsWithHoles(Scene):
    def construct(self):
        holed = Square(side_length=3, fill_opacity=1, color=TEAL).append_vectorized_mobject(Circle(radius=0.8).reverse_direction())
        cutout = Cutout(Square(2), Triangle().scale(0.5), fill_opacity=1, color=BLUE).shift(RIGHT * 3)
        self.play(FadeIn(holed), FadeIn(cutout), run_time=0.4)
        self.play(Rotate(holed, PI / 4), cutout.animate.shift(UP), run_time=0.6)


class Sectors(Scene):
    def construct(self):
        pie = VGroup(*[AnnularSector(inner_radius=0.5, outer_radius=2, angle=PI / 4, start_angle=i * PI / 4, color=color) for i, color in enumerate((RED, ORANGE, YELLOW, GREEN, TEAL, BLUE, PURPLE, PINK))])
        self.play(LaggedStart(*[FadeIn(part, scale=0.5) for part in pie], lag_ratio=0.1), run_time=1)
        self.play(Rotate(pie, PI / 3), run_time=0.5)


class OffScreenEntrances(Scene):
    def construct(self):
        box = Square(fill_opacity=1, color=GREEN).shift(LEFT * 12)
        self.add(box)
        self.wait(0.2)
        self.play(box.animate.shift(RIGHT * 24), run_time=1.2)
        self.wait(0.2)


class VeryThinAndVeryThick(Scene):
    def construct(self):
        thin, thick = Circle(radius=2, stroke_width=0.3), Circle(radius=1, stroke_width=90, color=MAROON)
        self.play(Create(thin), Create(thick), run_time=0.8)
        self.play(thick.animate.set_stroke(width=2), thin.animate.set_stroke(width=30), run_time=0.6)


class OpacityCrossing(Scene):
    def construct(self):
        squares = VGroup(*[Square(fill_opacity=0.4, color=color).shift(RIGHT * i * 0.5) for i, color in enumerate((RED, GREEN, BLUE))]).center()
        self.add(squares)
        self.play(squares[0].animate.set_opacity(1), squares[2].animate.set_opacity(0), run_time=0.6)
        self.wait(0.2)


class NestedGroups(Scene):
    def construct(self):
        inner = VGroup(Dot(), Dot(RIGHT), VGroup(Square(0.3).shift(UP), Triangle().scale(0.2).shift(DOWN)))
        outer = VGroup(inner, inner.copy().shift(LEFT * 3), Circle(3))
        self.play(Create(outer), run_time=0.8)
        self.play(outer.animate.scale(0.5).rotate(0.4), run_time=0.5)


class SharedSubmobject(Scene):
    def construct(self):
        shared = Circle(0.5, fill_opacity=1, color=YELLOW)
        one, two = VGroup(shared, Square()), VGroup(Square(3), shared)
        self.add(one, two)
        self.play(shared.animate.shift(UP), run_time=0.5)
        self.play(two.animate.shift(LEFT), run_time=0.5)


class EmptyGroupsAndPoints(Scene):
    def construct(self):
        self.add(VGroup(), VMobject(), Mobject(), Group())
        dot = Dot(radius=0.01)
        self.play(FadeIn(dot), run_time=0.3)
        self.play(Flash(dot), run_time=0.6)
        self.wait(0.2)


class BackgroundColourChange(Scene):
    def construct(self):
        self.camera.background_color = "#203040"
        square = Square()
        self.play(Create(square), run_time=0.4)
        self.camera.background_color = WHITE
        self.play(square.animate.set_color(BLACK), run_time=0.4)
        self.wait(0.2)


class MiterSpikes(Scene):
    def construct(self):
        spikes = VGroup(*[VMobject(stroke_width=20, joint_type=LineJointType.MITER).set_points_as_corners([LEFT, RIGHT * 0.1 + UP * h, RIGHT * 0.3]) for h in (0.2, 1, 2)]).arrange(RIGHT)
        self.add(spikes)
        self.play(spikes.animate.shift(UP * 0.7).scale(0.8), run_time=0.7)
        self.play(Rotate(spikes[1], 1.2), run_time=0.4)


class StretchAndSkew(Scene):
    def construct(self):
        square = Square(fill_opacity=0.6, color=GOLD)
        self.play(square.animate.stretch(2, 0), run_time=0.4)
        self.play(ApplyMatrix([[1, 0.5], [0, 1]], square), run_time=0.5)
        self.play(ApplyPointwiseFunction(lambda p: p + 0.2 * np.sin(3 * p[1]) * RIGHT, square), run_time=0.5)


class InfiniteAndBrokenPoints(Scene):
    def construct(self):
        broken = Square()
        broken.points[3] = [np.nan, 0, 0]
        far = Line(ORIGIN, RIGHT * 1e6)
        self.add(broken, far, Circle(0.5))
        self.wait(0.2)
        self.play(far.animate.rotate(0.5), run_time=0.4)
