"""`make check`: everything that can be said about the code without running it."""

import sys

from steps import VENV_BIN, Step, finish, run_all

PYTHON = str(VENV_BIN / "python")
STEPS = [
    Step("pyright", ["npx", "--no-install", "pyright"]),
    Step("eslint", ["npx", "--no-install", "eslint", "."]),
    Step("ruff", [str(VENV_BIN / "ruff"), "check", "."], "make fmt mends most of it"),
    Step("ruff format", [str(VENV_BIN / "ruff"), "format", "--check", "."], "make fmt"),
    Step("import directions", [str(VENV_BIN / "lint-imports")]),
    Step("tsc convex", ["npx", "--no-install", "tsc", "-p", "convex"]),
    Step("tsc convex_local", ["npx", "--no-install", "tsc", "-p", "convex_local"]),
    Step("tsc web", ["npx", "--no-install", "tsc", "-p", "web"]),
    Step(
        "dependency-cruiser",
        [
            "npx",
            "--no-install",
            "depcruise",
            "--config",
            ".dependency-cruiser.mjs",
            "convex",
            "convex_local/src",
            "web",
        ],
    ),
    Step(
        "prettier",
        [
            "npx",
            "--no-install",
            "prettier",
            "--check",
            "--log-level",
            "warn",
            "convex",
            "convex_local",
            "web",
        ],
        "make fmt",
    ),
    Step("knip", ["npx", "--no-install", "knip", "--no-progress"]),
    Step("generated files", [PYTHON, "scripts/generate.py", "--check"], "make generate"),
]

if __name__ == "__main__":
    sys.exit(finish(run_all(STEPS, at_once=2)))
