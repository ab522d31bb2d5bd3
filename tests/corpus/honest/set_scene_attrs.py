from manim import *


class Base(Scene):
    title_text: str = "Untitled"
    _step = 0

    def setup(self):
        for key, value in {"speed": 2, "palette": [RED, BLUE]}.items():
            setattr(self, key, value)

    def next_step(self):
        self._step += 1
        return self._step


class Lesson(Base):
    title_text = "Limits"

    def construct(self):
        self.play(Write(Text(self.title_text)))
        self.play(FadeIn(Integer(self.next_step()).to_edge(DOWN)), run_time=1 / self.speed)
