"""One warm process that dry-runs scenes for a whole module of tests."""

import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.scenes.fixes import DryRun

Asked = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def run_scene() -> Iterator[Asked]:
    """What a dry run of a source answers."""
    server = Path(__file__).with_name("dry_run_server.py")
    with subprocess.Popen(
        [sys.executable, str(server)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, answers = process.stdin, process.stdout
        numbers = itertools.count()

        def run(source: str) -> dict[str, Any]:
            number = next(numbers)
            asked.write(json.dumps({"source": source, "number": number}) + "\n")
            asked.flush()
            while True:  # an answer that a test did not wait for is passed over
                answer: dict[str, Any] = json.loads(answers.readline())
                if answer["number"] == number:
                    return answer

        yield run
        asked.close()
        process.wait(timeout=30)


@pytest.fixture
def dry_run(run_scene: Asked) -> Callable[[str], DryRun]:
    """The port of the fixer over that process."""

    def run(source: str) -> DryRun:
        answer = run_scene(source)
        return DryRun(
            ok=answer["ok"],
            type=answer.get("type", ""),
            message=answer.get("message", ""),
            line=answer.get("line", 0),
            plays=answer.get("plays", 0),
        )

    return run
