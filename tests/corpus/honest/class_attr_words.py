from manim import *


class Game:
    def __init__(self):
        self.platform = Rectangle(width=5, height=0.3, color=GREY, fill_opacity=1)
        self.hero = Square(0.5, color=RED, fill_opacity=1).next_to(self.platform, UP, buff=0)
        self.spawn = self.hero.get_center()


class Platformer(Scene):
    def construct(self):
        game = Game()
        self.add(game.platform, game.hero)
        self.play(game.hero.animate(path_arc=-PI / 2).shift(RIGHT * 2))
        self.play(game.hero.animate.move_to(game.spawn))
        self.play(game.platform.animate.set_color(GREEN))
