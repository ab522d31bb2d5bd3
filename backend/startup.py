"""What every process of ours does first: read its settings, begin its log, report what breaks."""

import sys
from pathlib import Path

from backend.config import Settings, SettingsError, load_settings
from backend.log import set_up_logging
from backend.telemetry import start_sentry

BAD_SETTINGS = 2
"""The exit code of a process whose settings cannot be used."""


def begin(service: str) -> Settings | None:
    """The settings; none, and a message on standard error, when they cannot be used."""
    try:
        settings = load_settings(env_file=Path(".env"))
    except SettingsError as error:
        sys.stderr.write(f"{error}\nSee .env.example for every name.\n")
        return None
    set_up_logging(service=service, level=settings.log_level, release=settings.release)
    dsn = settings.sentry_dsn
    start_sentry(
        dsn.get_secret_value() if dsn else None,
        service=service,
        release=settings.release,
        environment=settings.environment,
    )
    return settings
