from manim import *

template = TexTemplate()
template.add_to_preamble(r"\usepackage{physics}\usepackage{mathrsfs}")


class Maxwell(Scene):
    def construct(self):
        eqs = VGroup(
            MathTex(r"\nabla \cdot \mathbf{E} = \frac{\rho}{\varepsilon_0}", tex_template=template),
            MathTex(r"\nabla \times \mathbf{B} = \mu_0 \mathbf{J}", tex_template=template),
        ).arrange(DOWN)
        self.play(Write(eqs))
        self.wait(2)
