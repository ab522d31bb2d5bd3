from scipy.integrate import odeint, solve_ivp
from scipy import stats
import scipy.special as sp
from manim import *
class Ode(Scene):
    def construct(self):
        def lorenz(t, s, a=10, b=28, c=8 / 3):
            x, y, z = s
            return [a * (y - x), x * (b - z) - y, x * y - c * z]
        sol = solve_ivp(lorenz, (0, 5), [1, 1, 1], max_step=0.05)
        curve = VMobject().set_points_smoothly([[x / 8, y / 8, 0] for x, y in zip(sol.y[0], sol.y[1])])
        self.play(Create(curve), run_time=2)
