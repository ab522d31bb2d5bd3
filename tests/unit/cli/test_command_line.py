"""The command line: where options may stand, exit codes, and what reaches stdout and stderr."""

import json
import subprocess
import sys

import pytest

from backend.cli import exit_codes
from backend.cli.app import build_app, options_first, run
from backend.cli.progress import share_of, state_of, title_of
from backend.client import ApiError, AwayError


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["scenes", "s", "--json"], ["--json", "scenes", "s"]),
        (["scenes", "s", "--key", "k"], ["--key", "k", "scenes", "s"]),
        (["scenes", "--api=http://x", "s"], ["--api=http://x", "scenes", "s"]),
        (["edit", "s", "--", "--json"], ["edit", "s", "--", "--json"]),
        (["scenes", "--key"], ["--key", "scenes"]),
    ],
)
def test_general_options_may_stand_anywhere(typed: list[str], meant: list[str]) -> None:
    assert options_first(typed) == meant


def refusal(status: int) -> ApiError:
    return ApiError(
        "No.", status=status, code="a.b", details={}, request_id=None, retry_after_seconds=None
    )


@pytest.mark.requirement("cli:exit-codes")
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (exit_codes.WorkFailedError("x"), 1),
        (refusal(404), 3),
        (refusal(401), 4),
        (refusal(403), 4),
        (AwayError("x"), 5),
        (KeyboardInterrupt(), 130),
        (RuntimeError("x"), 1),
    ],
)
def test_the_exit_code_says_whose_turn_it_is(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_codes.report(error, as_json=True) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert set(json.loads(said.err)) == {"error", "code"}


@pytest.mark.requirement("cli:exit-codes")
@pytest.mark.parametrize("arguments", [["nonsense"], ["scenes"], ["revert", "s", "none"]])
def test_wrong_usage_is_told_in_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == exit_codes.WRONG_USAGE
    assert capsys.readouterr().err.startswith("scenewright: ")


@pytest.mark.requirement("cli:exit-codes")
def test_a_product_that_does_not_run_is_told_with_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["sessions", "--api", "http://127.0.0.1:9"]) == exit_codes.AWAY
    assert "scenewright up" in capsys.readouterr().err


def test_every_command_has_a_sentence_of_help() -> None:
    app = build_app()
    for command in app.registered_commands:
        assert command.callback is not None
        assert (command.callback.__doc__ or command.help or "").strip(), command.name


@pytest.mark.requirement("cli:quick-help")
def test_help_loads_neither_the_renderer_nor_the_client() -> None:
    code = (
        "import sys; from backend.cli.app import build_app; build_app();"
        "print([m for m in ('manim', 'httpx', 'pydantic', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def rendering(*, total: int | None) -> dict[str, object]:
    return {"status": "rendering", "pending": {"progress": {"done": 5, "total": total}}}


@pytest.mark.parametrize(
    ("scene", "share", "state"),
    [
        ({"status": "queued"}, 0.0, "queued"),
        ({"status": "generating_code"}, 0.1, "generating code"),
        (rendering(total=10), 0.6, "rendering"),
        (rendering(total=None), 0.3, "rendering"),
        ({"status": "ready"}, 1.0, "ready"),
        ({"status": "error", "error": {"error": "No TeX."}}, 1.0, "failed: No TeX."),
    ],
)  # fmt: skip
def test_progress_follows_the_scene(scene: dict[str, object], share: float, state: str) -> None:
    assert share_of(scene) == pytest.approx(share)
    assert state_of(scene) == state
    assert title_of({"index": 1.0, "title": "Circles"}) == "2. Circles"
