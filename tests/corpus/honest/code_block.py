from manim import *


class ExplainLoop(Scene):
    def construct(self):
        code = Code(
            code_string="for i in range(3):\n    print(i)",
            language="python",
            background="window",
        )
        self.play(FadeIn(code))
        outputs = VGroup(*[Text(str(i), font="Monospace") for i in range(3)]).arrange(DOWN).to_edge(RIGHT)
        for line in outputs:
            self.play(Write(line), run_time=0.5)
        self.wait()
