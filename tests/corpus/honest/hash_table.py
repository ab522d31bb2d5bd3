from manim import *


def bucket_of(key: str, size: int = 5) -> int:
    return sum(ord(c) for c in key) % size


class HashTable(Scene):
    KEYS = ["cat", "dog", "bird", "fish"]

    def construct(self):
        buckets = VGroup(*[Rectangle(width=3, height=0.8) for _ in range(5)]).arrange(DOWN, buff=0)
        indexes = VGroup(*[Text(str(i), font_size=20).next_to(b, LEFT) for i, b in enumerate(buckets)])
        self.play(Create(buckets), Write(indexes))
        filled = [0] * 5
        for key in self.KEYS:
            index = bucket_of(key)
            text = Text(key, font_size=24).to_edge(LEFT)
            self.play(FadeIn(text), run_time=0.3)
            self.play(text.animate.move_to(buckets[index].get_left() + RIGHT * (0.6 + 0.9 * filled[index])))
            filled[index] += 1
        self.wait()
