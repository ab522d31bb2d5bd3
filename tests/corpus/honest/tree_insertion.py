from manim import *

class BinarySearchTreeInsertion(Scene):
    def construct(self):
        title = Text("Binary Search Tree Insertion", font_size=36)
        title.to_edge(UP)
        self.play(Write(title))
        values = [50, 30, 70, 20, 40, 60, 80]
        positions = {50: [0, 2, 0], 30: [-3, 0.5, 0], 70: [3, 0.5, 0], 20: [-4.5, -1, 0], 40: [-1.5, -1, 0], 60: [1.5, -1, 0], 80: [4.5, -1, 0]}
        parents = {30: 50, 70: 50, 20: 30, 40: 30, 60: 70, 80: 70}
        nodes = {}
        for value in values:
            circle = Circle(radius=0.4, color=BLUE, fill_opacity=0.5)
            text = Text(str(value), font_size=24)
            node = VGroup(circle, text).move_to(positions[value])
            nodes[value] = node
            animations = [FadeIn(node, scale=0.5)]
            if value in parents:
                edge = Line(nodes[parents[value]].get_bottom(), node.get_top(), color=GRAY)
                animations.insert(0, Create(edge))
            self.play(*animations, run_time=0.7)
        self.wait(2)
