from manim import *

class GeneticAlgorithm(Scene):
    TARGET = "MANIM"
    GENES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    def construct(self):
        import random
        rng = random.Random(4)
        population = ["".join(rng.choice(self.GENES) for _ in self.TARGET) for _ in range(30)]
        display = Text(population[0], font="Monospace", font_size=60)
        gen_label = Text("Generation 0", font_size=24).to_edge(UP)
        self.add(display, gen_label)
        for gen in range(1, 12):
            population.sort(key=self.fitness, reverse=True)
            elite = population[:6]
            population = elite + [self.mutate(self.cross(*rng.sample(elite, 2), rng), rng) for _ in range(24)]
            best = max(population, key=self.fitness)
            self.play(Transform(display, Text(best, font="Monospace", font_size=60, t2c={c: GREEN for c in set(best) & set(self.TARGET)})), Transform(gen_label, Text(f"Generation {gen}", font_size=24).to_edge(UP)), run_time=0.3)
            if best == self.TARGET:
                break
        self.wait()

    def fitness(self, s):
        return sum(a == b for a, b in zip(s, self.TARGET))

    def cross(self, a, b, rng):
        return "".join(rng.choice(p) for p in zip(a, b))

    def mutate(self, s, rng, rate=0.1):
        return "".join(rng.choice(self.GENES) if rng.random() < rate else c for c in s)
