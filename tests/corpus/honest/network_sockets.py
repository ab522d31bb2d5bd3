from manim import *


class TcpHandshake(Scene):
    """Shows SYN, SYN-ACK and ACK between a client and a server."""

    def construct(self):
        self.client = self.machine("Client", LEFT * 4)
        self.server = self.machine("Server", RIGHT * 4)
        self.socket = Text("socket()", font_size=24).next_to(self.server, DOWN)
        self.play(FadeIn(self.client), FadeIn(self.server), Write(self.socket))
        for label, start, end in (("SYN", LEFT, RIGHT), ("SYN-ACK", RIGHT, LEFT), ("ACK", LEFT, RIGHT)):
            arrow = Arrow(start * 3, end * 3, color=YELLOW)
            text = Text(label, font_size=28).next_to(arrow, UP)
            self.play(GrowArrow(arrow), Write(text))
            self.play(FadeOut(arrow), FadeOut(text))

    def machine(self, name, where):
        return VGroup(Square(1.5), Text(name, font_size=24)).arrange(DOWN).move_to(where)
