"""`make test` and `make test-all`: every suite in turn, then one summary with the totals.

A Python suite that fails runs its failed tests once more, alone. What passes only then is counted
as passed and named as unsteady, so that a busy machine does not hide what is broken, nor the other
way round.

    python scripts/run_tests.py [--whole]

`--whole` runs the long corpora, fuzzes and chaos whole instead of their seeded samples.
"""

import os
import re
import sys

from steps import VENV_BIN, Outcome, Step, finish, run_all, run_step

VITEST_TOTALS = re.compile(r"^\s*Tests\s+(.*)$", re.MULTILINE)
PYTEST_TOTALS = re.compile(r"^=*\s*((?:\d+ [a-z]+,? ?)+) in [\d.]+s", re.MULTILINE)
TESTS_FAILED = 1
COUNT = re.compile(r"(\d+) (passed|failed|error|errors|skipped)")


def suites(*, whole: bool) -> list[Step]:
    pytest = [str(VENV_BIN / "pytest"), "-q", *([] if whole else ["-m", "not slow"])]
    vitest = ["npx", "--no-install", "vitest", "run", "--config"]
    return [
        Step(
            "unit, contract and integration (Python)",
            [*pytest, "tests/unit", "tests/contract", "tests/integration"],
        ),
        Step("convex functions", [*vitest, "convex/vitest.config.ts"]),
        Step("convex functions, embedded", [*vitest, "convex/vitest.embedded.config.ts"]),
        Step("embedded Convex", [*vitest, "convex_local/vitest.config.ts"]),
        Step("web units", ["npx", "--no-install", "vitest", "run", "--root", "web"]),
        Step("golden frames", [*pytest, "tests/golden"]),
        Step("attacks on the sandbox", [*pytest, "tests/security"]),
        Step("chaos", [*pytest, "tests/chaos"]),
        Step("whole product in a browser", [*pytest, "tests/e2e"]),
    ]


def once_more(outcome: Outcome) -> Outcome:
    """The failed tests of a Python suite again; the outcome of both runs together."""
    command = list(outcome.step.command)
    if outcome.code != TESTS_FAILED or "pytest" not in command[0]:
        return outcome
    unsteady = [line.split(" ")[1] for line in outcome.output.splitlines() if line[:7] == "FAILED "]
    again = run_step(
        Step(outcome.step.name, [*command, "--last-failed", "--last-failed-no-failures=none"])
    )
    if again.code != 0:
        return outcome
    print(f"     passed when run again, alone: {', '.join(unsteady)}", flush=True)
    output = outcome.output.rsplit("\n=", 1)[0] + "\n" + merged(outcome.output, again.output)
    return Outcome(outcome.step, 0, output, outcome.seconds + again.seconds)


def merged(first: str, second: str) -> str:
    """The closing line of both runs: what failed first and passed then has passed."""
    counts = {"passed": 0, "skipped": 0}
    for text in (first, second):
        for number, word in COUNT.findall((PYTEST_TOTALS.findall(text) or [""])[-1]):
            if word in counts:
                counts[word] += int(number)
    return f"{counts['passed']} passed, {counts['skipped']} skipped in 0.0s"


def totals(outcomes: list[Outcome]) -> dict[str, int]:
    found = {"passed": 0, "failed": 0, "skipped": 0}
    for outcome in outcomes:
        lines = VITEST_TOTALS.findall(outcome.output) or PYTEST_TOTALS.findall(outcome.output)[-1:]
        counts = COUNT.findall(" ".join(lines))
        for number, word in counts:
            found["failed" if word.startswith("error") else word] += int(number)
        if not counts or (outcome.code != 0 and found["failed"] == 0):
            # A suite that ran nothing, or broke outside a test, is a failure of its own.
            found["failed"] += 1
    return found


def main() -> int:
    whole = "--whole" in sys.argv[1:]
    if whole:
        os.environ["SCENEWRIGHT_FUZZ"] = "full"  # noqa: TID251 - the switch the suites read
    outcomes = [once_more(outcome) for outcome in run_all(suites(whole=whole), at_once=1)]
    counted = totals(outcomes)
    code = finish(outcomes)
    print(f"{counted['passed']} passed, {counted['failed']} failed, {counted['skipped']} skipped")
    return code or (1 if counted["failed"] else 0)


if __name__ == "__main__":
    sys.exit(main())
