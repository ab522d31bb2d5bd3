from contextlib import contextmanager, suppress
from manim import *

class Highlighting(Scene):
    @contextmanager
    def highlighted(self, mob, color=YELLOW):
        original = mob.get_color()
        self.play(mob.animate.set_color(color), run_time=0.3)
        try:
            yield mob
        finally:
            self.play(mob.animate.set_color(original), run_time=0.3)

    def construct(self):
        words = VGroup(*[Text(w) for w in "To be or not to be".split()]).arrange(RIGHT)
        self.add(words)
        for w in words[:3]:
            with self.highlighted(w) as m:
                self.play(m.animate.scale(1.2), rate_func=there_and_back)
        with suppress(ValueError):
            words.remove(words[0])
        self.wait()
