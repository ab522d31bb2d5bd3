"""Settings: read once, checked whole, shown without secrets."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from backend.config import SettingsError, describe, effective, env_example, load_settings

GOOD = {
    "WEBHOOK_SECRET": "8f14e45fceea167a5a36dedd4bea2543",
    "CALLBACK_SECRET": "c9f0f895fb98ab9159f51fd0297e236d",
}


def test_good_settings_are_read_and_frozen() -> None:
    settings = load_settings({**GOOD, "SCENEWRIGHT_WORKER_QUEUES": "render, export"})
    assert settings.worker_queues == ("render", "export")
    with pytest.raises(ValidationError):
        settings.api_port = 1


@pytest.mark.requirement("pipeline:settings:all-problems")
def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as raised:
        load_settings({"WEBHOOK_SECRET": "short", "SCENEWRIGHT_API_PORT": "many"})
    told = str(raised.value)
    for name in ("SCENEWRIGHT_API_PORT", "WEBHOOK_SECRET", "CALLBACK_SECRET"):
        assert name in told


@pytest.mark.requirement("pipeline:settings:secrets")
@pytest.mark.parametrize(
    "secret", ["", "short", "dev-secret-dev-secret-dev-secret-dev", "a" * 64, "changeme" * 5]
)
def test_missing_default_and_short_secrets_are_refused(secret: str) -> None:
    with pytest.raises(SettingsError):
        load_settings({**GOOD, "WEBHOOK_SECRET": secret})


@pytest.mark.requirement("pipeline:settings:secrets")
def test_one_key_may_not_serve_both_directions() -> None:
    with pytest.raises(SettingsError):
        load_settings({**GOOD, "CALLBACK_SECRET": GOOD["WEBHOOK_SECRET"]})


def test_a_rotating_secret_is_a_list() -> None:
    both = f"{'0123456789abcdef' * 2}, {'fedcba9876543210' * 2}"
    settings = load_settings({**GOOD, "WEBHOOK_SECRET": both})
    assert settings.webhook_secrets == ("0123456789abcdef" * 2, "fedcba9876543210" * 2)


def test_production_refuses_what_is_for_development_only() -> None:
    with pytest.raises(SettingsError, match="SCENEWRIGHT_LOCAL_USER"):
        load_settings(
            {**GOOD, "SCENEWRIGHT_ENVIRONMENT": "production", "SCENEWRIGHT_LOCAL_USER": "1"}
        )


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# a comment\nSCENEWRIGHT_API_PORT=1111\nexport REDIS_URL='redis://a/1'\n")
    settings = load_settings({**GOOD, "SCENEWRIGHT_API_PORT": "2222"}, env_file=file)
    assert (settings.api_port, settings.redis_url) == (2222, "redis://a/1")


@pytest.mark.requirement("pipeline:settings:hidden")
def test_what_is_shown_of_settings_holds_no_secret() -> None:
    shown = effective(
        load_settings(
            {
                **GOOD,
                "OPENAI_API_KEY": "sk-canary-value",
                "OPENAI_MODEL": "any",
                "REDIS_URL": "rediss://worker:canary-p%40ss@cache.internal:6380/0",
                "OPENAI_BASE_URL": "https://canary:canary@models.internal/v1",
            }
        )
    )
    assert shown["OPENAI_API_KEY"] == "set"
    assert shown["REDIS_URL"] == "rediss://worker:…@cache.internal:6380/0"
    assert shown.pop("OPENAI_BASE_URL") == "https://canary:…@models.internal/v1"
    assert not any("canary" in value or value in GOOD.values() for value in shown.values())


def test_every_setting_is_explained() -> None:
    rows = describe()
    assert len({row.name for row in rows}) == len(rows)
    assert all(row.help for row in rows)
    assert all(row.default == "" for row in rows if row.secret)
    assert all(row.name in env_example() for row in rows)
