"""Things that move by themselves: dt-updaters, always_redraw, trackers, traces, randomness."""

import random

from manim import *


class SpinningSquare(Scene):
    def construct(self):
        square = Square().add_updater(lambda m, dt: m.rotate(dt * PI))
        self.add(square)
        self.wait(0.8)
        self.play(square.animate.shift(RIGHT), run_time=0.5)
        square.clear_updaters()
        self.wait(0.3)


class DotOnTracker(Scene):
    def construct(self):
        tracker = ValueTracker(0)
        dot = Dot().add_updater(lambda m: m.move_to([tracker.get_value(), np.sin(tracker.get_value()), 0]))
        self.add(dot)
        self.play(tracker.animate.set_value(3), run_time=1, rate_func=linear)
        self.play(tracker.animate.increment_value(-2), run_time=0.5)


class RedrawnTangent(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3], y_range=[-1, 5])
        graph = axes.plot(lambda x: x**2 / 2, color=BLUE)
        t = ValueTracker(-2)
        tangent = always_redraw(lambda: TangentLine(graph, alpha=(t.get_value() + 3) / 6, length=3, color=YELLOW))
        self.add(axes, graph, tangent)
        self.play(t.animate.set_value(2), run_time=1)


class TracedDot(Scene):
    def construct(self):
        dot = Dot(RIGHT)
        trace = TracedPath(dot.get_center, stroke_color=RED)
        self.add(trace, dot)
        self.play(Rotate(dot, TAU * 0.7, about_point=ORIGIN), run_time=0.9)
        self.play(dot.animate.shift(UP), run_time=0.4)


class FadingTrace(Scene):
    def construct(self):
        dot = Dot(LEFT * 2)
        trace = TracedPath(dot.get_center, dissipating_time=0.3, stroke_opacity=[0, 1])
        self.add(trace, dot)
        self.play(dot.animate(path_arc=PI).shift(RIGHT * 4), run_time=1)
        self.wait(0.5)


class SeededRandomDots(Scene):
    def construct(self):
        random.seed(7)
        np.random.seed(7)
        dots = VGroup(*[Dot([random.uniform(-5, 5), np.random.uniform(-3, 3), 0], color=random_color()) for _ in range(25)])
        self.play(LaggedStart(*[GrowFromCenter(d) for d in dots], lag_ratio=0.05), run_time=1)
        self.play(*[d.animate.shift(np.random.normal(size=3) * [1, 1, 0]) for d in dots], run_time=0.6)


class JitterUpdater(Scene):
    def construct(self):
        np.random.seed(3)
        dot = Dot().add_updater(lambda m, dt: m.shift(np.random.normal(size=3) * [dt, dt, 0]))
        self.add(dot)
        self.wait(0.8)


class BouncingBall(Scene):
    def construct(self):
        ball = Circle(0.3, fill_opacity=1, color=ORANGE).shift(UP * 2)
        velocity = [np.array([1.0, 0.0, 0.0])]

        def step(mob, dt):
            velocity[0] = velocity[0] + DOWN * 5 * dt
            mob.shift(velocity[0] * dt)
            if mob.get_bottom()[1] < -3:
                velocity[0][1] = abs(velocity[0][1])

        ball.add_updater(step)
        self.add(ball)
        self.wait(1.5)


class UpdaterDuringTransform(Scene):
    def construct(self):
        square = Square()
        label = Text("box", font_size=30).add_updater(lambda m: m.next_to(square, UP))
        self.add(square, label)
        self.play(square.animate.scale(0.4).shift(DOWN), run_time=0.7)
        self.play(Rotate(square, PI / 2), run_time=0.5)


class UpdateFromFuncs(Scene):
    def construct(self):
        a, b = Dot(LEFT * 2), Line(LEFT * 2, RIGHT * 2)
        self.add(b)
        self.play(a.animate.shift(UP * 2), UpdateFromFunc(b, lambda m: m.put_start_and_end_on(a.get_center(), RIGHT * 2)), run_time=0.8)
        self.play(UpdateFromAlphaFunc(a, lambda m, alpha: m.set_opacity(1 - alpha)), run_time=0.5)


class SuspendedUpdaters(Scene):
    def construct(self):
        square = Square().add_updater(lambda m, dt: m.rotate(dt))
        self.add(square)
        self.wait(0.3)
        square.suspend_updating()
        self.wait(0.3)
        square.resume_updating()
        self.wait(0.3)


class SceneUpdater(Scene):
    def construct(self):
        dot = Dot()
        self.add(dot)
        self.add_updater(lambda dt: dot.shift(RIGHT * dt))
        self.wait(0.6)
        self.play(Create(Square()), run_time=0.4)


class WaitUntilFar(Scene):
    def construct(self):
        dot = Dot(LEFT * 3).add_updater(lambda m, dt: m.shift(RIGHT * dt * 4))
        self.add(dot)
        self.wait_until(lambda: dot.get_x() > 0, max_time=3)
        self.wait(0.3)


class FrozenWait(Scene):
    def construct(self):
        dot = Dot().add_updater(lambda m, dt: m.shift(RIGHT * dt))
        self.add(dot)
        self.wait(0.4, frozen_frame=True)
        self.wait(0.4)
        self.pause(0.3)


class Pendulum(Scene):
    def construct(self):
        time = ValueTracker(0)
        bob = always_redraw(lambda: Dot(UP * 2 + 3 * np.array([np.sin(0.5 * np.cos(3 * time.get_value())), -np.cos(0.5 * np.cos(3 * time.get_value())), 0])))
        rod = always_redraw(lambda: Line(UP * 2, bob.get_center()))
        self.add(rod, bob)
        self.play(time.animate.set_value(2), run_time=1.2, rate_func=linear)


class ComplexTracker(Scene):
    def construct(self):
        tracker = ComplexValueTracker(1 + 1j)
        dot = Dot().add_updater(lambda m: m.move_to(tracker.points[0]))
        self.add(dot)
        self.play(tracker.animate.set_value(-2 + 0.5j), run_time=0.6)
        self.play(tracker.animate.set_value(tracker.get_value() * 1j), run_time=0.5)


class AlwaysHelpers(Scene):
    def construct(self):
        dot, label = Dot(), Square(0.5)
        always(label.next_to, dot, UP)
        self.add(dot, label)
        self.play(dot.animate.shift(DR * 2), run_time=0.6)
        turn_animation_into_updater(Rotating(label, angle=PI, run_time=1))
        cycle_animation(Indicate(dot, run_time=0.5))
        self.wait(0.7)


class MovingAlongPath(Scene):
    def construct(self):
        path = Circle(2)
        dot = Dot(path.point_from_proportion(0))
        self.add(path, dot)
        self.play(MoveAlongPath(dot, path), run_time=1, rate_func=linear)


class ReplacedEachFrame(Scene):
    def construct(self):
        n = ValueTracker(3)
        polygon = Triangle()
        polygon.add_updater(lambda m: m.become(RegularPolygon(int(n.get_value()), color=GREEN).scale(2)))
        self.add(polygon)
        self.play(n.animate.set_value(9), run_time=1)


class UpdaterAddsObjects(Scene):
    def construct(self):
        group = VGroup()
        state = {"time": 0.0}

        def grow(mob, dt):
            state["time"] += dt
            mob.add(Dot(RIGHT * state["time"] * 3 + LEFT * 3, color=RED))

        group.add_updater(grow)
        self.add(group)
        self.wait(0.8)


class RandomWithoutSeed(Scene):
    def construct(self):
        square = Square()
        self.play(Create(square), run_time=0.3)
        self.play(Wiggle(square), run_time=0.6)
