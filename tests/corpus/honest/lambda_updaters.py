from manim import *


class FollowTheLeader(MovingCameraScene):
    def construct(self):
        t = ValueTracker(0)
        leader = Dot(color=RED).add_updater(
            lambda m: m.move_to([3 * np.sin(t.get_value()), 2 * np.sin(2 * t.get_value()), 0]))
        path = TracedPath(leader.get_center, stroke_color=RED, dissipating_time=0.5)
        self.camera.frame.save_state()
        self.add(leader, path)
        self.camera.frame.add_updater(lambda f: f.move_to(leader.get_center() * 0.5))
        self.play(t.animate.set_value(TAU), run_time=6, rate_func=linear)
        self.camera.frame.clear_updaters()
        self.play(Restore(self.camera.frame))
