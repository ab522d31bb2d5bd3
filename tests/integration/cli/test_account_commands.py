"""`scenewright keys`, `login`, `usage` and what looks at sessions: as a person and as a key."""

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.integration.cli.conftest import Product, Terminal

pytestmark = [pytest.mark.timeout(60)]


@pytest.mark.requirement("cli:keys")
def test_a_key_is_shown_once_works_within_its_scopes_and_ends_when_revoked(
    terminal: Terminal, product: Product
) -> None:
    made = terminal.json("keys", "create", "CI", "--scope", "read", "--days", "3")
    (row,) = [one for one in terminal.json("keys", "list") if one["id"] == made["apiKeyId"]]
    assert made["key"].startswith(row["prefix"])
    assert made["key"] not in json.dumps(row)
    machine = Terminal(product, terminal.capsys, key=made["key"])
    assert machine("sessions").code == 0
    refused = machine("webhooks", "create", "http://127.0.0.1:9/")
    assert (refused.code, "webhooks" in refused.err) == (4, True)
    assert machine("keys", "list").code == 4
    assert terminal("keys", "revoke", made["apiKeyId"]).out == "Revoked.\n"
    assert machine("sessions").code == 4
    assert terminal("keys", "create", "CI", "--scope", "everything").code == 2


@pytest.mark.requirement("cli:usage")
def test_usage_shows_every_limit_with_its_use(terminal: Terminal) -> None:
    used = terminal.json("usage", "--days", "2")
    assert {"rendersPerDay", "videoMinutesPerDay", "tokensPerDay", "concurrentJobs"} <= set(
        used["limits"]
    )
    assert {"videoMs", "inputTokens", "outputTokens", "renders"} <= set(used["today"])
    said = terminal("usage").out
    for words in ("renders today", "minutes of video today", "tokens today", "jobs at once"):
        assert words in said
    assert "start again at" in said


@pytest.mark.requirement("cli:sessions")
def test_a_session_is_asked_for_and_looked_at(terminal: Terminal, film: Path) -> None:
    asked = terminal.json("generate", "Explain circles", "--scenes", "2", "--fps", "24")
    session = asked["session"]["id"]
    assert (asked["file"], asked["session"]["targetFps"]) == (None, 24)
    assert session in {one["id"] for one in terminal.json("sessions", "--limit", "50")}
    assert terminal.json("scenes", session) == []
    told = terminal("generate", "Explain squares").out
    assert "scenewright scenes" in told
    wrong = terminal("generate", "Explain circles", "--out", str(film.with_suffix(".avi")))
    assert (wrong.code, ".avi" in wrong.err, "Session" in wrong.out) == (2, True, False)


@pytest.mark.requirement("cli:sessions")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["scenes", "x" * 32], "There is nothing here."),
        (["versions", "none"], "scenewright sessions"),
        (["revert", "j" * 32, "3"], "scenewright sessions"),
        (["edit", "none", "make it blue"], "There is nothing here."),
        (["retry", "none"], "There is nothing here."),
        (["generate", ""], "prompt"),
        (["generate", "Explain circles", "--project", "none"], "There is nothing here."),
    ],
)
def test_a_refusal_names_what_was_wrong_and_exits_with_three(
    terminal: Terminal, words: list[str], told: str
) -> None:
    said = terminal(*words)
    assert (said.code, said.out) == (3, "")
    assert told in said.err
    assert terminal(*words, "--json").code == 3


@pytest.mark.requirement("cli:login")
def test_signing_in_keeps_a_key_that_only_its_owner_can_read(
    product: Product, tmp_path: Path
) -> None:
    credentials = {"email": "cli@example.com", "password": "correct horse battery"}
    httpx.post(f"{product.api}/auth/register", json=credentials).raise_for_status()
    environment = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "c")}

    def typed(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        code = "from backend.cli.app import main; main()"
        command = [sys.executable, "-c", code, *words, "--api", product.api]
        return subprocess.run(
            command, env=environment, input=stdin, capture_output=True, text=True, check=False
        )

    wrong = typed("login", "--email", "cli@example.com", "--password", "not this one")
    assert wrong.returncode == 4
    done = typed("login", "--email", "cli@example.com", "--password", "correct horse battery")
    assert (done.returncode, "cli@example.com" in done.stdout) == (0, True)
    (kept,) = tmp_path.rglob("keys.json")
    assert kept.stat().st_mode & 0o077 == 0
    key = json.loads(kept.read_text())[product.api]
    assert key.startswith("sw_")
    assert key not in done.stdout + done.stderr
    me = httpx.get(f"{product.api}/v1/me", headers={"Authorization": f"Bearer {key}"}).json()
    assert me["email"] == "cli@example.com"
    assert json.loads(typed("sessions", "--json").stdout) == []
    assert "still works" in typed("logout").stdout
    assert json.loads(kept.read_text()) == {}
