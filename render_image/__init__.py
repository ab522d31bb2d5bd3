"""What runs inside the sandbox: one job in, one result out. Imports manim and itself only."""
