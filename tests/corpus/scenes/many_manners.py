"""Many manners of one scene: hooks, own updaters, lagged groups, stages edited by hand, tiny times."""

import math
import random
from itertools import cycle

import numpy as np
from manim import *


class WithHooks(Scene):
    def setup(self):
        super().setup()
        self.stage = VGroup()
        self.frame_box = Rectangle(width=6, height=3, color=BLUE)
        self.add(self.frame_box)

    def construct(self):
        for k, c in zip(range(3), cycle([RED, GREEN])):
            sq = Square(0.6, color=c).shift(RIGHT * (k - 1) * 1.5)
            self.stage.add(sq)
            self.play(SpinInFromNothing(sq), run_time=0.4)
        self.play(self.stage.animate.arrange(DOWN, buff=0.1), run_time=0.5)

    def tear_down(self):
        self.play(FadeOut(self.stage, shift=UP), run_time=0.4)
        self.wait(0.3)
        super().tear_down()


class Gauge(VMobject):
    def __init__(self, value=0.3, **kwargs):
        super().__init__(**kwargs)
        self.value = value
        self.arc = Arc(radius=1.2, start_angle=PI, angle=-PI, color=GRAY, stroke_width=10)
        self.needle = Line(ORIGIN, LEFT, color=RED)
        self.add(self.arc, self.needle)
        self.target_value = value
        self.add_updater(Gauge.follow)

    def follow(self, dt):
        self.value += (self.target_value - self.value) * min(1, 4 * dt)
        angle = PI - PI * self.value
        self.needle.put_start_and_end_on(self.arc.get_arc_center(), self.arc.get_arc_center() + 1.1 * np.array([math.cos(angle), math.sin(angle), 0]))


class CustomUpdaters(Scene):
    def construct(self):
        g = Gauge()
        h = Gauge(0.8).shift(RIGHT * 3).set_color(BLUE)
        self.add(g, h)
        self.wait(0.3)
        g.target_value = 0.9
        self.wait(0.5)
        self.play(h.animate.shift(UP).scale(0.7), run_time=0.6)
        h.suspend_updating(recursive=True)
        h.target_value = 0.1
        self.play(Rotate(g, PI / 3), run_time=0.5)
        h.resume_updating()
        self.wait(0.4)


class LaggedGroups(Scene):
    def construct(self):
        dots = VGroup(*[Dot(radius=0.1) for _ in range(20)]).arrange_in_grid(4, 5)
        anims = [AnimationGroup(d.animate.shift(UP * 0.3), Indicate(d, color=RED), lag_ratio=0.3) for d in dots]
        self.play(LaggedStart(*[GrowFromCenter(d) for d in dots], lag_ratio=0.1, rate_func=rate_functions.ease_out_bounce), run_time=0.8)
        self.play(LaggedStart(*anims, lag_ratio=0.05, rate_func=there_and_back), run_time=1.1)
        self.play(LaggedStartMap(ShrinkToCenter, dots, lag_ratio=0.2, rate_func=rush_into), run_time=0.7)
        self.wait(0.2)


class SuccessionMix(Scene):
    def construct(self):
        a = Square(color=BLUE)
        b = Circle(color=RED)
        c = Text("ok", font_size=40)
        self.play(Succession(Create(a), Transform(a, b.copy().shift(RIGHT)), Wait(0.2), FadeIn(c), c.animate.to_edge(UP), AnimationGroup(a.animate.set_fill(YELLOW, 0.5), Rotate(c, PI / 8), lag_ratio=0.5), run_time=2))
        self.play(Succession(FadeOut(c), Uncreate(a), lag_ratio=0.7))
        self.wait(0.1)


class ArcTransforms(Scene):
    def construct(self):
        a, b, c = Square(), Star(color=BLUE).shift(RIGHT * 3), Text("arc").shift(LEFT * 3)
        self.add(a)
        self.play(Transform(a, b, path_arc=PI / 2), run_time=0.5)
        self.play(ReplacementTransform(a, c, path_arc=-PI), run_time=0.5)
        self.play(ClockwiseTransform(c, Circle()), run_time=0.5)
        self.play(CounterclockwiseTransform(c, Triangle(color=RED).shift(UP)), run_time=0.4)
        self.play(c.animate(path_arc=2).shift(DOWN * 2), run_time=0.5)
        self.play(MoveToTarget(self._t(c)), run_time=0.4)

    def _t(self, m):
        m.generate_target()
        m.target.shift(RIGHT * 2).set_color(BLUE).set_stroke(width=8)
        return m


class Fades(Scene):
    def construct(self):
        one = Text("first words")
        two = Text("second").shift(UP)
        shape = VGroup(Square(), Circle(color=RED)).arrange()
        self.play(FadeIn(one, scale=0.5))
        self.play(FadeTransform(one, two), run_time=0.6)
        self.play(FadeTransform(two, shape, stretch=False, dim_to_match=0), run_time=0.6)
        self.play(FadeTransformPieces(shape, VGroup(Triangle(), Star(color=BLUE)).arrange(DOWN)), run_time=0.6)
        self.play(FadeOut(*self.mobjects, target_position=UR), run_time=0.4)


class AutoZoomer(MovingCameraScene):
    def construct(self):
        s = VGroup(*[Square(0.8, color=c).move_to([x, y, 0]) for c, x, y in [(RED, -4, 2), (BLUE, 3, -2), (GREEN, 0, 0)]])
        self.add(s)
        self.camera.frame.save_state()
        for m in s:
            self.play(self.camera.auto_zoom(m, margin=1), run_time=0.5)
        self.play(self.camera.auto_zoom(s, margin=0.5, only_mobjects_in_frame=False), run_time=0.5)
        self.play(Restore(self.camera.frame), s[0].animate.set_fill(RED, 1), run_time=0.5)
        self.camera.frame.add_updater(lambda f: f.move_to(s[2]))
        self.play(s[2].animate.shift(RIGHT * 2), run_time=0.5)
        self.camera.frame.clear_updaters()
        self.play(self.camera.frame.animate.set(width=20).rotate(0), run_time=0.4)
        self.wait(0.2)


class Bools(Scene):
    def construct(self):
        c1, c2 = Circle(fill_opacity=0.6, color=BLUE).shift(LEFT * 0.5), Square(fill_opacity=0.6, color=RED).shift(RIGHT * 0.5)
        for op in (Union, Intersection, Difference, Exclusion):
            m = op(c1, c2, color=GREEN, fill_opacity=0.8).scale(0.6)
            self.play(FadeIn(m), run_time=0.3)
            self.play(m.animate.shift(UP * 2 + RIGHT), run_time=0.3)
        cut = Cutout(Square(4, color=BLUE, fill_opacity=1), Star().scale(0.4), Triangle().scale(0.5).shift(UR), fill_opacity=1, color=YELLOW, stroke_color=RED)
        self.play(Write(cut), run_time=0.5)
        t = ValueTracker(-1)
        moon = always_redraw(lambda: Difference(Circle(1.5), Circle(1.5).shift(RIGHT * t.get_value()), color=WHITE, fill_opacity=1).shift(LEFT * 3))
        self.add(moon)
        self.play(t.animate.set_value(1.2), run_time=0.8)


class RedrawnNumbers(Scene):
    def construct(self):
        t = ValueTracker(0)
        n = always_redraw(lambda: Text(f"{t.get_value():.3f}").to_edge(UP))
        line = NumberLine([0, 5, 1], length=8)
        arrow = Triangle(fill_opacity=1, color=RED).scale(0.15).rotate(PI)
        arrow.add_updater(lambda m: m.next_to(line.n2p(t.get_value()), UP, buff=0.05))
        self.add(line, arrow, n)
        self.play(t.animate.set_value(4.2), run_time=1, rate_func=rate_functions.ease_in_out_elastic)
        self.play(t.animate.increment_value(-3), ApplyWave(line), run_time=0.6)
        n.clear_updaters()
        self.play(FocusOn(arrow), run_time=0.4)


class Speeds(Scene):
    def construct(self):
        a, b = Dot(LEFT * 3), Dot(LEFT * 3 + DOWN, color=BLUE)
        self.add(a, b)
        self.play(ChangeSpeed(AnimationGroup(a.animate(run_time=1, rate_func=linear).shift(RIGHT * 6), b.animate(run_time=1, rate_func=smooth).shift(RIGHT * 4), lag_ratio=0.2), speedinfo={0.2: 0.5, 0.5: 2, 1: 0.3}))
        ChangeSpeed.add_updater(b, lambda m, dt: m.rotate(dt).shift(UP * dt))
        self.add(b)
        self.play(ChangeSpeed(Wait(1), speedinfo={0: 1, 0.5: 3}))
        b.clear_updaters()
        self.wait(0.1)


class Order(Scene):
    def construct(self):
        s = [Square(2, fill_opacity=1, color=c).shift(i * 0.5 * UR) for i, c in enumerate([RED, GREEN, BLUE])]
        self.add(*s)
        self.wait(0.2)
        ticks = [0]

        def shuffle(dt):
            ticks[0] += 1
            (self.bring_to_back if ticks[0] % 2 else self.bring_to_front)(s[ticks[0] % 3])

        self.add_updater(shuffle)
        self.play(s[0].animate.shift(LEFT), run_time=0.7)
        self.remove_updater(shuffle)
        s[1].set_z_index(5)
        self.play(s[1].animate.shift(DOWN), s[2].animate.set_z_index(-2), run_time=0.5)
        self.play(s[0].animate.set_z_index(9).scale(1.2), run_time=0.4)
        self.wait(0.2)


class WaitsUntil(Scene):
    def construct(self):
        d = Dot(LEFT * 4, color=RED).add_updater(lambda m, dt: m.shift(RIGHT * 3 * dt))
        box = Square().shift(RIGHT)
        self.add(d, box)
        self.wait_until(lambda: d.get_x() > -1, max_time=3)
        self.play(Flash(d), run_time=0.3)
        self.wait(2, stop_condition=lambda: d.get_x() > 1)
        self.wait(0.4, frozen_frame=True)
        self.pause(0.2)
        self.wait(0.3, frozen_frame=False)


class Randoms(Scene):
    def construct(self):
        rng = np.random.default_rng(7)
        pts = rng.normal(size=(30, 2))
        dots = VGroup(*[Dot([*p, 0], radius=rng.uniform(0.03, 0.12), color=random.choice([RED, BLUE, GREEN])) for p in pts])
        self.play(LaggedStartMap(FadeIn, dots), run_time=0.6)
        dots.add_updater(lambda m: [d.shift([np.random.normal() * 0.05, random.gauss(0, 0.05), 0]) for d in m] and None)
        self.wait(0.6)
        dots.shuffle()
        self.play(dots.animate.arrange_in_grid(5, 6), run_time=0.5)
        self.play(Wiggle(dots), Circumscribe(dots, color=random_color()), run_time=0.5)


class Arrays(Scene):
    def construct(self):
        a = np.zeros((20, 30, 3), np.uint8)
        a[..., 0] = np.arange(30) * 8
        a[5:10, 5:10] = 255
        im = ImageMobject(a).set(height=3)
        im.set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"])
        gray = ImageMobject(np.uint8([[0, 100], [200, 255]])).set(height=2).shift(RIGHT * 4)
        self.add(im)
        self.play(FadeIn(gray), run_time=0.4)
        self.play(im.animate.shift(LEFT * 2).rotate(0.4), gray.animate.set_opacity(0.5), run_time=0.5)
        self.play(im.animate.scale(0.5), run_time=0.4)

        def noise(m):
            m.pixel_array[::2, ::3, 1] = (m.pixel_array[::2, ::3, 1] + 17) % 255

        im.add_updater(noise)
        self.wait(0.4)
        self.add(SurroundingRectangle(im))
        self.play(FadeOut(im, shift=DOWN), run_time=0.3)


class Tables(Scene):
    def construct(self):
        t = Table([["1", "2"], ["3", "4"]], row_labels=[Text("a"), Text("b")], col_labels=[Text("x"), Text("y")], include_outer_lines=True).scale(0.6)
        self.play(t.create(), run_time=0.8)
        self.play(t.get_entries((2, 2)).animate.set_color(RED), run_time=0.3)
        t.add_highlighted_cell((3, 3), color=BLUE)
        self.wait(0.2)
        self.play(t.animate.scale(0.5).to_edge(LEFT), Create(t.get_cell((2, 3), color=GREEN)), run_time=0.5)
        b = BarChart([1, 3, 2], bar_names=None, y_range=[0, 4, 1], x_length=4, y_length=3, y_axis_config={"include_numbers": False}).shift(RIGHT * 2)
        self.play(Create(b), run_time=0.5)
        b.change_bar_values([3, 1, 4])
        self.wait(0.2)
        self.play(b.animate.change_bar_values([2, -1, 1]), run_time=0.6)


class Fields(Scene):
    def construct(self):
        f = lambda p: np.array([-p[1], p[0], 0]) / 2
        vf = ArrowVectorField(f, x_range=[-3, 3, 1], y_range=[-2, 2, 1])
        d = Dot([1, 0, 0], color=RED)
        self.add(vf, d)
        d.add_updater(vf.get_nudge_updater(speed=2))
        tr = TracedPath(d.get_center, stroke_color=BLUE, stroke_width=3, dissipating_time=0.4, stroke_opacity=[0, 1])
        self.add(tr)
        self.wait(0.7)
        vf.nudge(d, 0.5, 3)
        self.play(vf.animate.fade(0.5), run_time=0.4)
        st = StreamLines(f, x_range=[-3, 3, 1], y_range=[-2, 2, 1], stroke_width=2, max_anchors_per_line=10, virtual_time=1, padding=0)
        self.add(st)
        st.start_animation(warm_up=True, flow_speed=1.5, line_animation_class=ShowPassingFlash)
        self.wait(0.6)
        self.play(st.end_animation(), run_time=0.4)


class Clouds(Scene):
    def construct(self):
        pts = np.random.default_rng(1).normal(size=(400, 3))
        c = PointCloudDot(density=10, radius=1.5).shift(LEFT * 3)
        m = PMobject(stroke_width=3)
        m.add_points(pts * [1, 0.5, 0], color=BLUE)
        self.add(c)
        self.play(FadeIn(m), run_time=0.4)
        self.play(m.animate.set_color_by_gradient(RED, GREEN).shift(RIGHT * 2), Rotate(c, PI / 4), run_time=0.5)
        m.thin_out(3)
        self.wait(0.2)
        self.play(m.animate.fade_to(YELLOW, 0.5), run_time=0.3)
        m.filter_out(lambda p: p[0] > 2)
        self.wait(0.2)


class Strokes(Scene):
    def construct(self):
        s = Square(3).set_sheen(0.6, UR).set_fill([RED, BLUE, GREEN], 0.7)
        l = Line(LEFT * 3, RIGHT * 3).set_stroke([YELLOW, PURPLE], width=20, opacity=[0.2, 1])
        self.add(s, l)
        self.play(s.animate.set_sheen_direction(DL).set_opacity(0.3), run_time=0.4)
        self.play(l.animate.set_stroke(color=[RED, GREEN, BLUE], width=5), run_time=0.4)
        self.play(s.animate.set_color_by_gradient(PINK, ORANGE).rotate_sheen_direction(PI / 3), run_time=0.4)
        s.set_stroke(BLACK, 12, background=True)
        self.wait(0.1)
        s.match_style(l)
        self.play(FadeToColor(s, BLUE), l.animate.set_cap_style(CapStyleType.ROUND), run_time=0.3)


class StageLists(Scene):
    def construct(self):
        ms = [Circle(0.4).shift(RIGHT * (i - 2)) for i in range(5)]
        self.add(*ms)
        self.wait(0.2)
        self.mobjects.reverse()
        self.mobjects = self.mobjects[1:]
        self.wait(0.2)
        self.mobjects.append(Square(color=BLUE))
        self.play(ms[1].animate.shift(UP), run_time=0.3)
        self.mobjects[0].set_fill(RED, 1)
        self.replace(ms[2], Star(color=GREEN))
        self.wait(0.2)
        self.foreground_mobjects.append(ms[0])
        self.play(ms[3].animate.scale(4).set_fill(BLUE, 0.8), run_time=0.4)
        self.mobjects.clear()
        self.wait(0.2)


class SuspendedThings(Scene):
    def construct(self):
        g = VGroup(Square(), Circle()).arrange()
        g[0].add_updater(lambda m, dt: m.rotate(dt * 2))
        g[1].add_updater(lambda m: m.set_fill(BLUE, (m.get_fill_opacity() + 0.1) % 1))
        self.add(g)
        self.wait(0.3)
        self.play(g.animate.shift(UP), run_time=0.4)
        self.play(Transform(g[0], Star()), run_time=0.4, suspend_mobject_updating=True)
        g.suspend_updating()
        self.wait(0.3)
        self.play(g[1].animate(suspend_mobject_updating=False).scale(2), run_time=0.4)
        g.resume_updating(recursive=False)
        self.wait(0.3)
        g[0].resume_updating()
        self.wait(0.3)


class Replacing(Scene):
    def construct(self):
        word = Text("abcdef")
        other = Text("fedcba").shift(UP)
        self.add(word)
        self.play(ReplacementTransform(word[2:4], other[1:3]), run_time=0.4)
        self.play(TransformFromCopy(word[0], other[5]), run_time=0.4)
        self.play(ReplacementTransform(word[0:1], Square(0.5).shift(DOWN)), run_time=0.3)
        self.play(TransformMatchingShapes(VGroup(*word[4:]), Text("fe").shift(DOWN * 2)), run_time=0.5)
        self.play(Swap(other[1], other[2]), CyclicReplace(*other[3:6]), run_time=0.5)
        self.remove(other[1])
        self.wait(0.2)


class TinyTimes(Scene):
    def construct(self):
        s = Square()
        s.add_updater(lambda m, dt: m.rotate(dt))
        self.play(FadeIn(s), run_time=0.01)
        self.play(s.animate.shift(RIGHT), run_time=1 / 60)
        self.wait(0.03)
        self.wait(0.001)
        try:
            self.play(s.animate.shift(RIGHT), run_time=0)
        except ValueError:
            self.add(Text("no"))
        self.play(LaggedStart(*[Rotate(Square(k / 3), PI, run_time=0.05) for k in range(1, 6)], lag_ratio=0.01))
        self.wait(0.2)
        for k in range(5):
            self.play(s.animate.shift(UP * 0.1), run_time=0.05)
        self.wait(0.2)
