"""`make check`: everything that can be said about the code without running it.

What was checked and has not changed since is remembered under `.tools/checked`, so that a second
run takes seconds; with `CI` in the environment nothing is remembered and all is checked.
"""

import sys

from steps import ROOT, VENV_BIN, Step, environment, finish, run_all

PYTHON = str(VENV_BIN / "python")
REMEMBERS = "CI" not in environment()
MEMORY = ROOT / ".tools" / "checked"
TSC = ROOT / "node_modules" / "typescript-native" / "bin" / "tsc"


def npx(*command: str, memory: tuple[str, ...] = ()) -> list[str]:
    """A locked npm program; `memory` are its options to remember what was fine."""
    return ["npx", "--no-install", *command, *(memory if REMEMBERS else ())]


def tsc(project: str) -> Step:
    kept = str(MEMORY / f"{project}.tsbuildinfo")
    memory = ["--incremental", "--tsBuildInfoFile", kept] if REMEMBERS else []
    return Step(f"tsc {project}", ["node", str(TSC), "-p", project, *memory])


STEPS = [
    # The two longest first, so that neither is left to run alone at the end.
    Step("pyright", npx("pyright")),
    Step(
        "eslint",
        npx(
            "eslint",
            *("convex", "web"),
            memory=(
                "--cache",
                "--cache-strategy",
                "content",
                "--cache-location",
                f"{MEMORY}/eslint",
            ),
        ),
    ),
    Step("oxlint", npx("oxlint", "--deny-warnings"), "the rules are in .oxlintrc.json"),
    Step("ruff", [str(VENV_BIN / "ruff"), "check", "."], "make fmt mends most of it"),
    Step("ruff format", [str(VENV_BIN / "ruff"), "format", "--check", "."], "make fmt"),
    Step("import directions", [str(VENV_BIN / "lint-imports")]),
    tsc("convex"),
    tsc("convex_local"),
    tsc("web"),
    Step(
        "dependency-cruiser",
        npx(
            "depcruise", "--config", ".dependency-cruiser.mjs", "convex", "convex_local/src", "web"
        ),
    ),
    Step(
        "prettier",
        npx(
            *("prettier", "--check", "--log-level", "warn", "convex", "convex_local", "web"),
            memory=("--cache", "--cache-location", f"{MEMORY}/prettier"),
        ),
        "make fmt",
    ),
    Step("knip", npx("knip", "--no-progress")),
    Step("generated files", [PYTHON, "scripts/generate.py", "--check"], "make generate"),
]

if __name__ == "__main__":
    MEMORY.mkdir(parents=True, exist_ok=True)
    sys.exit(finish(run_all(STEPS, at_once=2)))
