"""Unusual runs: scenes that change themselves while they play, stop conditions, odd run times."""

import itertools
import random

from manim import *

Text.set_default(font_size=30)


class ChainedTrackers(Scene):
    def construct(self):
        a = ValueTracker(0)
        b = ValueTracker(0).add_updater(lambda m: m.set_value(a.get_value() ** 2))
        c = ValueTracker(0).add_updater(lambda m, dt: m.increment_value(b.get_value() * dt))
        self.add(a, b, c)
        dot = always_redraw(lambda: Dot([c.get_value() * 3, b.get_value() - 1, 0], radius=0.1 + a.get_value() / 10))
        bar = always_redraw(lambda: Line(dot.get_center(), dot.get_center() + UP * c.get_value(), color=RED))
        self.add(dot, bar)
        self.play(a.animate.set_value(1.5), run_time=0.9)
        self.wait(0.4)
        self.play(a.animate(rate_func=there_and_back).set_value(-1), run_time=0.6)


class UpdatersInTheWrongOrder(Scene):
    def construct(self):
        leader = Dot(LEFT * 3, color=RED)
        follower = Square(0.4).add_updater(lambda m: m.next_to(leader, UP))
        last = Triangle().scale(0.2).add_updater(lambda m, dt: m.move_to(follower).rotate(dt))
        leader.add_updater(lambda m, dt: m.shift(RIGHT * dt * 2))
        self.add(last, follower, leader)
        self.wait(0.7)
        leader.suspend_updating()
        self.play(leader.animate.shift(UP), follower.animate.set_color(GREEN), run_time=0.5)
        leader.resume_updating()
        self.wait(0.3)


class RedrawOfRedraw(Scene):
    def construct(self):
        t = ValueTracker(0.2)
        inner = always_redraw(lambda: Circle(t.get_value(), color=BLUE))
        outer = always_redraw(lambda: SurroundingRectangle(inner, buff=0.1, color=interpolate_color(RED, YELLOW, t.get_value() / 3)))
        note = always_redraw(lambda: Text(f"{t.get_value():.1f}").next_to(outer, DOWN))
        self.add(inner, outer, note)
        self.play(t.animate.set_value(2), run_time=0.7)
        self.play(FadeOut(inner), run_time=0.3)
        self.play(t.animate.set_value(1), run_time=0.4)


class StopConditions(Scene):
    def construct(self):
        dot = Dot(LEFT * 3).add_updater(lambda m, dt: m.shift(RIGHT * 2 * dt))
        self.add(dot)
        self.wait(5, stop_condition=lambda: dot.get_x() > -2)
        dot.suspend_updating()
        self.wait(0.3, stop_condition=lambda: False)
        dot.resume_updating()
        self.wait_until(lambda: dot.get_x() > -1, max_time=3)
        self.pause(0.2)
        count = itertools.count()
        self.wait(2, stop_condition=lambda: next(count) > 3)


class UpdatersChangeTheStage(Scene):
    def construct(self):
        hub = Circle(0.5, color=WHITE)
        time = [0.0]

        def grow(m, dt):
            time[0] += dt
            if len(m.submobjects) < 6:
                m.add(Dot(radius=0.1, color=[RED, GREEN, BLUE][len(m.submobjects) % 3]).move_to(m.point_at_angle(time[0] * 4)))

        hub.add_updater(grow)
        self.add(hub)
        extra = Square(color=YELLOW)

        def appear(dt):
            if 0.3 < time[0] < 0.6:
                self.add(extra)
            else:
                self.remove(extra)

        self.add_updater(appear)
        self.wait(0.9)
        self.play(Rotate(hub, 1), run_time=0.4)
        self.remove_updater(appear)
        self.wait(0.2)


class LayersChangedByUpdaters(Scene):
    def construct(self):
        red = Square(2, fill_opacity=1, color=RED)
        blue = Square(2, fill_opacity=1, color=BLUE).shift(RIGHT * 0.7 + UP * 0.3)
        clock = ValueTracker(0)
        red.add_updater(lambda m: m.set_z_index(1 if clock.get_value() % 1 > 0.5 else -1))
        self.add(red, blue, clock)
        self.play(clock.animate.set_value(2.2), run_time=1, rate_func=linear)
        red.clear_updaters().set_z_index(3)
        self.play(blue.animate.shift(LEFT), run_time=0.4)
        self.bring_to_back(red)
        self.wait(0.2)


class TinyRunTimes(Scene):
    def construct(self):
        square = Square()
        self.play(Create(square), run_time=0.01)
        self.play(square.animate.shift(RIGHT), run_time=0.11)
        self.wait(0.04)
        self.play(square.animate.shift(UP), run_time=0.299999)
        self.play(square.animate.rotate(1), run_time=0.3)
        self.wait(0.1)
        self.wait(0.15)
        self.play(AnimationGroup(square.animate.set_color(RED), Wait(0.25), lag_ratio=1), run_time=0.45)


class NestedSuccessions(Scene):
    def construct(self):
        shapes = VGroup(*[RegularPolygon(n).scale(0.4) for n in range(3, 8)]).arrange(RIGHT)
        self.play(
            Succession(
                Create(shapes[0]),
                Wait(0.2),
                AnimationGroup(FadeIn(shapes[1], shift=UP), GrowFromEdge(shapes[2], LEFT), lag_ratio=0.5),
                LaggedStartMap(SpinInFromNothing, VGroup(*shapes[3:]), lag_ratio=0.3),
                run_time=1.6,
            )
        )
        self.play(
            LaggedStart(
                *[Succession(s.animate(run_time=0.3).shift(UP), s.animate(run_time=0.2).shift(DOWN)) for s in shapes],
                lag_ratio=0.2,
            )
        )
        self.play(LaggedStart(*[Transform(a, b.copy()) for a, b in zip(shapes, [*shapes[1:], shapes[0]])], lag_ratio=0.4), run_time=0.8)


class OwnAnimations(Scene):
    def construct(self):
        class Typewrite(Animation):
            def interpolate_mobject(self, alpha):
                for index, part in enumerate(self.mobject):
                    part.set_opacity(1 if index < alpha * len(self.mobject) else 0)

        class Orbit(Animation):
            def __init__(self, mobject, center, **kwargs):
                self.center = center
                super().__init__(mobject, **kwargs)

            def begin(self):
                self.offset = self.mobject.get_center() - self.center.get_center()
                super().begin()

            def interpolate_mobject(self, alpha):
                angle = self.rate_func(alpha) * TAU
                self.mobject.move_to(self.center.get_center() + rotate_vector(self.offset, angle))
                self.center.set_fill(RED, opacity=alpha)

            def clean_up_from_scene(self, scene):
                super().clean_up_from_scene(scene)
                scene.add(Dot(self.mobject.get_center(), color=YELLOW))

        word = Text("typing")
        sun, moon = Circle(0.4), Dot(RIGHT * 2)
        self.add(sun, moon)
        self.play(Typewrite(word), run_time=0.7, rate_func=linear)
        self.play(Orbit(moon, sun), word.animate.to_edge(UP), run_time=0.9)
        self.wait(0.2)


class SpeedChanges(Scene):
    def construct(self):
        dot, ring = Dot(LEFT * 3), Circle(0.5).shift(UP)
        ChangeSpeed.add_updater(ring, lambda m, dt: m.shift(RIGHT * dt))
        self.add(ring)
        self.play(ChangeSpeed(dot.animate(run_time=0.8).shift(RIGHT * 5), speedinfo={0: 1, 0.4: 0.3, 0.8: 2}, rate_func=linear))
        self.wait(0.3)


class AnimationsAsUpdaters(Scene):
    def construct(self):
        banner = Square().shift(LEFT * 2)
        star = Star().shift(RIGHT * 2)
        turn_animation_into_updater(Rotate(banner, PI, run_time=0.8))
        cycle_animation(Indicate(star, run_time=0.5))
        circle = Circle(0.3)
        always_shift(circle, UP, 0.5)
        always_rotate(star, 1)
        self.add(banner, star, circle)
        self.wait(1.3)
        self.play(FadeOut(banner), run_time=0.3)


class SectionsAndSkips(Scene):
    def setup(self):
        self.ball = Dot(LEFT * 4, color=ORANGE).add_updater(lambda m, dt: m.shift(RIGHT * dt))

    def construct(self):
        self.add(self.ball)
        self.next_section("a", section_type=DefaultSectionType.NORMAL)
        self.wait(0.4)
        self.next_section("b", skip_animations=True)
        self.play(self.ball.animate.shift(UP), run_time=0.6)
        self.wait(0.5)
        self.next_section()
        self.play(Flash(self.ball), run_time=0.4)
        self.next_section("empty")
        self.next_section("d", skip_animations=True)
        self.wait(0.3)
        self.next_section("e")
        self.wait(0.3)

    def tear_down(self):
        self.play(FadeOut(self.ball), run_time=0.2)


class SubcaptionsAndSound(Scene):
    def construct(self):
        self.add_subcaption("hello", duration=0.5)
        self.play(Create(Square()), run_time=0.4, subcaption="a square", subcaption_duration=0.3, subcaption_offset=0.1)
        self.wait(0.2)


class ClearedAndRebuilt(Scene):
    def construct(self):
        for index in range(3):
            group = VGroup(*[Square(0.4 + index / 5) for _ in range(3)]).arrange(RIGHT)
            self.add(group)
            self.wait(0.2)
            self.play(group.animate.shift(UP * index), run_time=0.2)
            self.clear()
        self.mobjects = [Circle(), Dot()]
        self.wait(0.2)
        self.mobjects.reverse()
        self.play(Create(Triangle()), run_time=0.3)


class TimeIsRead(Scene):
    def construct(self):
        label = Text("0")
        label.add_updater(lambda m: m.become(Text(f"{self.time:.2f} {self.renderer.time:.2f} {self.renderer.num_plays}")))
        self.add(label)
        self.wait(0.5)
        self.play(Rotate(Square(), 1), run_time=0.4)
        self.wait(0.35)


class RandomEverywhere(Scene):
    def construct(self):
        dots = VGroup(*[Dot(np.random.uniform(-3, 3, 3) * [1, 1, 0], color=random_bright_color()) for _ in range(12)])
        dots.shuffle()
        self.add(dots)

        def wander(m, dt):
            for part in m:
                part.shift([random.gauss(0, 0.1), np.random.default_rng(5).normal() * dt, 0])

        dots.add_updater(wander)
        self.wait(0.6)
        self.play(*[d.animate.set_color(random.choice([RED, GREEN, BLUE])) for d in random.sample(list(dots), 4)], run_time=0.4)


class FrozenAndUnfrozen(Scene):
    def construct(self):
        square = Square().add_updater(lambda m, dt: m.rotate(dt))
        self.add(square)
        self.wait(0.3, frozen_frame=True)
        self.wait(0.3)
        self.wait(0.3, frozen_frame=False)
        square.clear_updaters()
        self.wait(0.3, frozen_frame=False)
        self.wait(0.4)
        pixels = np.linspace(0, 255, 60 * 80 * 3).reshape(60, 80, 3).astype(np.uint8)
        self.add(ImageMobject(pixels).scale(3))
        self.wait(0.3)


class OverriddenAnimations(Scene):
    def construct(self):
        class Lamp(VGroup):
            def __init__(self):
                super().__init__()
                self.add(Circle(0.5, fill_opacity=0.2, color=YELLOW), Rectangle(height=0.5, width=0.3).shift(DOWN * 0.7))

            def switch_on(self):
                self[0].set_fill(opacity=1)
                return self

            @override_animate(switch_on)
            def _switch_on_animation(self, anim_args=None):
                return Succession(self[0].animate.set_fill(opacity=0.6), Wiggle(self[0]), **(anim_args or {"run_time": 0.6}))

            @override_animation(FadeIn)
            def _fade_in(self, run_time=0.5, **kwargs):
                return AnimationGroup(*[DrawBorderThenFill(part) for part in self], run_time=run_time)

        lamp = Lamp()
        self.play(FadeIn(lamp))
        self.play(lamp.animate(run_time=0.6).switch_on())


class SwapsAndCycles(Scene):
    def construct(self):
        a, b, c = Square(0.5).shift(LEFT * 2), Circle(0.3), Triangle().scale(0.3).shift(RIGHT * 2)
        self.add(a, b, c)
        self.play(CyclicReplace(a, b, c), run_time=0.5)
        self.play(Swap(a, c), run_time=0.5)
        self.play(TransformFromCopy(a, b.copy().shift(DOWN)), run_time=0.4)
        self.play(FadeTransform(c, Star().scale(0.4), stretch=False), run_time=0.5)
        self.play(ClockwiseTransform(a, Star().shift(UP)), CounterclockwiseTransform(b, Dot(UP * 2)), run_time=0.4)


class FlashesAndWaves(Scene):
    def construct(self):
        word = Text("waves")
        line = Line(LEFT * 3, RIGHT * 3, stroke_width=8)
        self.add(word)
        self.play(ApplyWave(word), run_time=0.6)
        self.play(ShowPassingFlash(line.copy().set_color(RED), time_width=0.4), FocusOn(word), run_time=0.6)
        self.play(Circumscribe(word, Circle, fade_out=True), run_time=0.5)
        self.play(Broadcast(Circle(1, color=BLUE), n_mobs=3, run_time=0.7))
        self.play(Blink(word, blinks=2), run_time=0.6)
        self.play(ShowIncreasingSubsets(word), run_time=0.4)
        self.play(ShowSubmobjectsOneByOne(word), run_time=0.4)


class HomotopyAndFlow(Scene):
    def construct(self):
        grid = NumberPlane(x_range=[-3, 3], y_range=[-2, 2])
        self.add(grid)
        self.play(Homotopy(lambda x, y, z, t: (x + t * np.sin(y), y, z), grid), run_time=0.6)
        self.play(PhaseFlow(lambda p: np.array([-p[1], p[0], 0]) * 0.3, grid, virtual_time=1), run_time=0.5)
        square = Square()
        self.play(ApplyPointwiseFunction(lambda p: p * (1 + 0.3 * np.sin(p[0])), square), run_time=0.4)
        self.play(square.animate.apply_matrix([[1, 0.5], [0, 1]]), MaintainPositionRelativeTo(Dot(UP), square), run_time=0.4)


class ErrorsThatAreCaught(Scene):
    def construct(self):
        square = Square()
        try:
            self.play(square.animate.no_such_method())
        except Exception:
            square.set_color(RED)
        try:
            self.play()
        except ValueError:
            self.add(Dot())
        try:
            self.wait(-1)
        except ValueError:
            self.add(Circle())
        self.play(Create(square), run_time=0.4)
        self.wait(0.2)


class GeneratorsAndComprehensions(Scene):
    def construct(self):
        self.play((FadeIn(Dot(RIGHT * i)) for i in range(3)), run_time=0.3)
        self.play([Create(Circle(r / 3)) for r in range(1, 4)], run_time=0.4)
        self.play(*(m.animate.shift(UP) for m in self.mobjects), run_time=0.3)


class PixelsReadInABareTry(Scene):
    def construct(self):
        self.add(Square(fill_opacity=1, color=RED))
        self.wait(0.2)
        try:
            red = int(self.renderer.get_frame()[90, 160, 0])
        except:
            red = 0
        self.add(Text(str(red)).shift(UP * 2))
        self.wait(0.2)


class PictureTakenBeforeTheFirstPlay(Scene):
    def construct(self):
        self.add(Square(fill_opacity=1, color=RED))
        self.renderer.update_frame(self)
        self.add(ImageMobject(self.renderer.get_frame()).scale(0.3).to_corner(UL))
        self.wait(0.3)


class NegativeRenderer(CairoRenderer):
    def get_frame(self):
        frame = super().get_frame()
        frame[..., :3] = 255 - frame[..., :3]
        return frame


class FilmOfNegatives(Scene):
    def __init__(self, **kwargs):
        super().__init__(renderer=NegativeRenderer(), **kwargs)

    def construct(self):
        self.play(Create(Square(fill_opacity=0.5)), run_time=0.3)


class FramesChangedOnTheirWay(Scene):
    def construct(self):
        self.play(Create(Square()), run_time=0.3)
        add_frame, writer = self.renderer.add_frame, self.renderer.file_writer
        self.renderer.add_frame = lambda frame, num_frames=1: add_frame(frame // 2, num_frames)
        self.play(FadeIn(Circle(fill_opacity=1)), run_time=0.3)
        self.renderer.add_frame, write = add_frame, writer.write_frame
        writer.write_frame = lambda frame, repeat=1: write(255 - frame, repeat=repeat)
        self.wait(0.2)
