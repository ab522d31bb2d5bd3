"""Mixtures that came up when scenes of many kinds were written at random."""

import random as rnd

import numpy as np

from manim import *


class DriftWithNewLotsEachFrame(Scene):
    def construct(self):
        rng = np.random.default_rng(5)
        dots = VGroup(*[Dot(radius=0.05) for _ in range(30)])
        for d in dots:
            d.v = rng.normal(size=3) * [1, 1, 0]

        def move(m, dt):
            m.shift(m.v * dt)
            m.v += np.random.normal(size=3) * [0.3, 0.3, 0]
            m.set_color(rnd.choice([RED, GREEN, BLUE]))
            if abs(m.get_x()) > 5:
                m.v[0] *= -1

        for d in dots:
            d.add_updater(move)
        self.add(dots)
        self.wait(0.7)
        self.play(dots.animate.set_opacity(0.4), run_time=0.4)
        for d in dots[:10]:
            d.suspend_updating()
        self.wait(0.5)
        dots.clear_updaters()
        self.wait(0.2)


class SectionsSomeOfThemSkipped(Scene):
    def construct(self):
        t = ValueTracker(0)
        d = always_redraw(lambda: Dot([t.get_value(), 0, 0], color=BLUE))
        self.add(d)
        self.next_section("a", skip_animations=True)
        self.play(t.animate.set_value(2), run_time=0.6)
        self.next_section("b", section_type=DefaultSectionType.NORMAL)
        self.play(t.animate.set_value(-2), run_time=0.6)
        self.wait_until(lambda: True, max_time=0.5)
        s = Square().add_updater(lambda m, dt: m.rotate(dt))
        self.add(s)
        self.wait_until(lambda: s.get_center()[0] > 5, max_time=0.5)
        self.wait(0.3, frozen_frame=False)
        self.pause(0.2)
        self.next_section("c", skip_animations=True)
        self.wait(1)
        self.next_section()
        self.wait(0.2)


class RowsOfRowsOfAnimations(Scene):
    def construct(self):
        sq = [Square(0.5).shift(i * RIGHT * 1.2 + LEFT * 3) for i in range(5)]
        self.play(Succession(
            LaggedStart(*[Create(s) for s in sq], lag_ratio=0.2, run_time=0.6),
            AnimationGroup(*[s.animate.shift(UP) for s in sq], lag_ratio=0.1),
            Wait(0.2),
            LaggedStart(*[Succession(s.animate(run_time=0.2).set_color(RED), s.animate(run_time=0.2).scale(0.5)) for s in sq], lag_ratio=0.3),
            run_time=2.2))
        self.play(LaggedStartMap(FadeOut, VGroup(*sq), shift=DOWN, lag_ratio=0.1, run_time=0.5))
        self.play(AnimationGroup(Succession(FadeIn(sq[0]), FadeOut(sq[0])), Succession(Create(Circle()), Wait(0.1)), lag_ratio=0.5), run_time=0.8)
        self.play(ChangeSpeed(sq[1].animate(run_time=0.6).shift(DOWN * 2), speedinfo={0.3: 1, 0.5: 0.2, 1: 2}, rate_func=linear))


class FunctionsOfAlphaAndOfPoints(Scene):
    def construct(self):
        c = Circle(color=BLUE)
        self.add(c)
        self.play(UpdateFromAlphaFunc(c, lambda m, a: m.set_fill(RED, opacity=a).move_to(RIGHT * a * 2)), run_time=0.5)
        self.play(UpdateFromFunc(c, lambda m: m.rotate(0.1)), run_time=0.3)
        self.play(MaintainPositionRelativeTo(Dot().next_to(c, UP), c), c.animate.shift(LEFT * 3), run_time=0.4)
        self.play(ApplyFunction(lambda m: m.scale(2).set_stroke(width=10), c), run_time=0.3)
        self.play(ApplyPointwiseFunction(lambda p: p + 0.3 * np.array([np.sin(3 * p[1]), 0, 0]), c), run_time=0.4)
        self.play(ApplyComplexFunction(lambda z: z * 1j + 0.2, c), run_time=0.3)
        self.play(c.animate.become(Square(color=YELLOW)), run_time=0.3)


class LayersThatChangePlaces(Scene):
    def construct(self):
        t = ValueTracker(0)
        a = always_redraw(lambda: Square(2, fill_opacity=1, color=RED).set_z_index(2).shift(RIGHT * np.sin(t.get_value())))
        b = Circle(1.5, fill_opacity=0.8, color=BLUE).set_z_index(1)
        c = Triangle(fill_opacity=1, color=GREEN, z_index=3).scale(0.5)
        self.add(c, a, b)
        self.play(t.animate.set_value(2), b.animate.shift(UP), run_time=0.5)
        b.set_z_index(5)
        self.play(b.animate.set_z_index(5).shift(DOWN), run_time=0.3)
        self.bring_to_front(c)
        self.bring_to_back(b)
        g = VGroup(a, b, c)
        self.play(FadeOut(c), t.animate.set_value(0), run_time=0.3)
        self.add_foreground_mobject(c)
        self.play(Create(Line(LEFT * 3, RIGHT * 3, stroke_width=20)), run_time=0.3)
        self.remove_foreground_mobject(c)
        self.wait(0.1)


class CloudsThatBecomeOthers(Scene):
    def construct(self):
        pc = PointCloudDot(radius=1.5, density=20, color=BLUE)
        disk = Mobject1D(density=30, color=RED)
        disk.add_points([[x, np.sin(x), 0] for x in np.linspace(-3, 3, 200)])
        self.play(FadeIn(pc), run_time=0.3)
        self.add(disk)
        self.play(pc.animate.shift(RIGHT * 2).set_color(YELLOW), run_time=0.4)
        self.play(Transform(pc, PointCloudDot(radius=0.8, density=20, color=GREEN).shift(UP)), run_time=0.4)
        pm = PMobject(stroke_width=8).add_points([LEFT, RIGHT, UP], color=PINK)
        self.add(pm)
        self.wait(0.2)
        self.play(pm.animate.rotate(1).scale(2), FadeOut(pc), run_time=0.3)


class PicturesThatTurnAndFade(Scene):
    def construct(self):
        base = np.zeros((20, 30, 3), dtype=np.uint8)
        base[..., 0] = np.linspace(0, 255, 30).astype(np.uint8)
        im = ImageMobject(base)
        im.set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"])
        im.height = 3
        im2 = ImageMobject(np.random.default_rng(0).integers(0, 255, (10, 10, 4), dtype=np.uint8)).set_width(2).shift(RIGHT * 4)
        self.play(FadeIn(im), run_time=0.3)
        self.add(im2)
        self.play(im.animate.shift(LEFT * 2).rotate(0.4).set_opacity(0.6), im2.animate.scale(1.5), run_time=0.5)
        im3 = im.copy().invert()
        self.play(FadeTransform(im, im3), run_time=0.4)
        self.play(im2.animate.set_color(RED, alpha=0.5), FadeOut(im3), run_time=0.3)


class GroundThatChangesUnderACamera(MovingCameraScene):
    def construct(self):
        self.camera.background_color = "#223344"
        sq = Square(color=BLUE, fill_opacity=0.5)
        self.add(sq)
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.set(width=6).move_to(sq), run_time=0.4)
        self.camera.background_color = ManimColor("#442211")
        self.play(self.camera.frame.animate.scale(2).rotate(0.2), run_time=0.4)
        self.camera.background_opacity = 0.5
        self.play(Restore(self.camera.frame), sq.animate.shift(RIGHT), run_time=0.4)
        self.play(self.camera.auto_zoom([sq], margin=1), run_time=0.3)
        self.wait(0.2)


class SettingsChangedInTheMiddle(Scene):
    def construct(self):
        config.background_color = RED
        self.add(Circle(color=BLUE))
        self.wait(0.2)
        self.renderer.camera.background_color = GREEN
        self.play(FadeIn(Square()), run_time=0.3)
        w = self.renderer.camera.pixel_width, self.renderer.camera.frame_height, config.frame_rate
        self.add(Text(str(w), font_size=20).to_edge(DOWN))
        self.wait(0.2)
        self.renderer.camera.frame_center = RIGHT
        self.play(Rotate(self.mobjects[0], 1), run_time=0.3)
        self.camera.init_background()
        self.wait(0.2)


class ShapesCutFromShapes(Scene):
    def construct(self):
        s, c = Square(2, color=RED, fill_opacity=0.5), Circle(1.2, color=BLUE, fill_opacity=0.5).shift(RIGHT)
        u = Union(s, c, color=GREEN, fill_opacity=0.5).shift(LEFT * 3)
        i, d, e = Intersection(s, c, color=PINK, fill_opacity=1), Difference(s, c, color=ORANGE), Exclusion(s, c, color=TEAL, fill_opacity=0.3).shift(DOWN * 2)
        self.play(FadeIn(s), FadeIn(c), run_time=0.2)
        self.play(Create(u), DrawBorderThenFill(i), Uncreate(s), run_time=0.4)
        self.play(i.animate.shift(UP * 2), FadeIn(d), SpiralIn(e), run_time=0.4)
        cut = Cutout(Square(3), Triangle(), Circle(0.5).shift(UP), fill_opacity=1, color=BLUE, stroke_color=RED)
        self.play(Write(cut), run_time=0.4)
        self.play(cut.animate.apply_function(lambda p: [p[0], p[1] + 0.2 * np.sin(4 * p[0]), 0]), run_time=0.3)


class PlaysShorterThanAFrame(Scene):
    def construct(self):
        sq = Square()
        self.add(sq)
        self.play(sq.animate(run_time=0.05).shift(RIGHT))
        self.wait(0.03)
        self.play(Wait(0.2))
        self.play(Rotate(sq, 1), Wait(0.5), run_time=0.3)
        self.wait(0.1)
        self.play(sq.animate(lag_ratio=0.5, rate_func=rate_functions.ease_out_elastic).scale(2), run_time=0.7)
        self.play(AnimationGroup(FadeOut(sq), Create(Circle()), lag_ratio=1, run_time=0.7))
        self.remove(*self.mobjects)
        self.wait(0.2)
        self.add(sq)
        self.play(FadeIn(Dot(), run_time=0.02), Wait(0.1))
        self.wait(1 / 3)


class FamilyThatGrowsAndShrinks(Scene):
    def construct(self):
        g = VGroup(VGroup(Circle(), Square().shift(RIGHT)), Text("x"))
        g[0][0].add_updater(lambda m, dt: m.rotate(dt * 2).set_stroke(width=4 + 2 * np.sin(self.time * 3)))
        self.add(g)
        self.wait(0.3)
        self.play(g.animate.arrange(DOWN), run_time=0.4)
        g[0].add(Triangle(color=BLUE))
        self.wait(0.2)
        g[0].remove(g[0][1])
        self.play(g[0].animate.set_x(2), g[1].animate.set_color(RED), run_time=0.3)
        d = VDict({"a": Square(), "b": Circle()}).shift(LEFT * 3)
        self.play(Create(d), run_time=0.3)
        d["c"] = Triangle()
        self.play(d["a"].animate.shift(UP), run_time=0.3)
        self.add_updater(lambda dt: d.shift(RIGHT * dt))
        self.wait(0.4)
        self.play(FadeOut(*self.mobjects), run_time=0.2)
