from manim import *


class Hello(Scene):
    def construct(self):
        text = Text("Hello, world!", gradient=(BLUE, GREEN))
        self.play(Write(text))
        self.wait()


if __name__ == "__main__":
    import os
    os.system("manim -pql hello.py Hello")
