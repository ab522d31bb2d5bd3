"""`make smoke` finds what it drives, and says which step failed and what to do."""

from pathlib import Path

import pytest

from backend.cli.smoke import main
from backend.cli.smoke_target import Target, composed, running_here
from backend.testing.services import free_ports

EXAMPLE = Path(__file__).parents[3] / "deploy" / "compose" / "example.env"


@pytest.mark.requirement("pipeline:smoke:anywhere")
def test_what_runs_here_is_found_by_its_note(tmp_path: Path) -> None:
    note = tmp_path / "run.json"
    assert running_here(note) is None
    note.write_text('{"addresses": {"api": "http://127.0.0.1:1", "convex": "http://127.0.0.1:2"}}')
    assert running_here(note) == Target("http://127.0.0.1:1", "http://127.0.0.1:2", "make run")
    note.write_text("{")
    assert running_here(note) is None


@pytest.mark.requirement("pipeline:smoke:anywhere")
def test_the_compose_stack_is_found_by_its_settings(tmp_path: Path) -> None:
    settings = tmp_path / ".env.compose"
    settings.write_text(EXAMPLE.read_text("utf-8"))
    found = composed(settings)
    assert (found.api, found.convex) == ("https://localhost/api", "https://localhost/convex")
    assert found.start.startswith("docker compose --env-file")
    assert found.certificate is None
    settings.write_text("PUBLIC_URL=https://films.example.com/\nTLS_FOLDER=tls\n# X=1\n")
    certificate = tmp_path / "tls" / "cert.pem"
    certificate.parent.mkdir()
    certificate.touch()
    found = composed(settings)
    assert found.api == "https://films.example.com/api"
    assert found.convex == "https://films.example.com/convex"
    assert found.certificate == certificate


@pytest.mark.requirement("pipeline:smoke:anywhere")
def test_when_nothing_answers_the_step_and_the_remedy_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / ".env.compose"
    settings.write_text(f"PUBLIC_URL=http://127.0.0.1:{free_ports(1)[0]}\n")
    assert main(["--compose", str(settings)]) == 5
    said = capsys.readouterr().err
    assert said.startswith("smoke: sign in: http://127.0.0.1:")
    assert f"start it with: docker compose --env-file {settings}" in said


def test_settings_that_are_not_there_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--compose", "/nowhere/.env.compose"]) == 2
    assert "/nowhere/.env.compose" in capsys.readouterr().err
