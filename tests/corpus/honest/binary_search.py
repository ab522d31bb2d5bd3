from manim import *


class BinarySearch(Scene):
    def construct(self):
        numbers = [1, 3, 5, 8, 13, 21, 34, 55]
        target = 21
        squares = VGroup()
        for n in numbers:
            sq = Square(side_length=0.9)
            label = Text(str(n), font_size=28).move_to(sq)
            squares.add(VGroup(sq, label))
        squares.arrange(RIGHT, buff=0.05)
        self.play(FadeIn(squares, shift=UP))
        lo, hi = 0, len(numbers) - 1
        arrow = Arrow(UP, DOWN, color=YELLOW).scale(0.6)
        while lo <= hi:
            mid = (lo + hi) // 2
            self.play(arrow.animate.next_to(squares[mid], UP))
            if numbers[mid] == target:
                self.play(squares[mid][0].animate.set_fill(GREEN, opacity=0.6))
                break
            elif numbers[mid] < target:
                lo = mid + 1
            else:
                hi = mid - 1
        self.wait(2)
