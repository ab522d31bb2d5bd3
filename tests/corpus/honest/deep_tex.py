from manim import *
class TexHeavy(Scene):
    def construct(self):
        eq = MathTex(r"\int_{-\infty}^{\infty} e^{-x^2}\,dx", "=", r"\sqrt{\pi}", substrings_to_isolate=["x"])
        tmpl = TexTemplate()
        tmpl.add_to_preamble(r"\usepackage{mathrsfs}")
        t2 = Tex(r"\textbf{Claim.} $\mathscr{L}\{f\}(s)$ \\ \underline{done}", tex_template=tmpl)
        al = MathTex(r"\begin{aligned} a &= b + c \\ &= d \end{aligned}")
        self.play(Write(VGroup(eq, t2, al).arrange(DOWN)))
