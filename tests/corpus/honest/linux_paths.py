from manim import *


class LinuxFileSystem(Scene):
    def construct(self):
        root = Text("/", font_size=48).to_edge(UP)
        folders = ["/bin", "/etc/passwd", "/home/alice", "/usr/bin/python3", "/var/log/syslog"]
        labels = VGroup(*[Text(f, font="Monospace", font_size=24) for f in folders]).arrange(RIGHT, buff=0.6)
        labels.next_to(root, DOWN, buff=2)
        lines = VGroup(*[Line(root.get_bottom(), l.get_top()) for l in labels])
        self.play(Write(root))
        self.play(Create(lines), FadeIn(labels))
        self.wait()
