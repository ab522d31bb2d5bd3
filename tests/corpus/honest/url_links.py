from manim import *

SOURCES = {
    "docs": "https://docs.manim.community",
    "path": "C:\\Users\\me\\videos",
    "code": "import os; os.system('ls')",
}


class Sources(Scene):
    def construct(self):
        lines = VGroup(*[Text(f"{k}: {v}", font_size=24) for k, v in SOURCES.items()]).arrange(DOWN, aligned_edge=LEFT)
        self.play(AddTextLetterByLetter(lines[0]))
        self.play(FadeIn(lines[1:]))
        self.wait()
