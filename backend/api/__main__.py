"""`python -m backend.api`: serve the API until SIGTERM."""

import sys
from pathlib import Path

import uvicorn

from backend.api.app import create_app
from backend.config import SettingsError, load_settings
from backend.log import set_up_logging
from backend.telemetry import start_sentry, start_traces, trace_api


def main() -> int:
    """Serve; exit code 2 when the settings cannot be used."""
    try:
        settings = load_settings(env_file=Path(".env"))
    except SettingsError as error:
        sys.stderr.write(f"{error}\nSee .env.example for every name.\n")
        return 2
    set_up_logging(service="api", level=settings.log_level, release=settings.release)
    dsn = settings.sentry_dsn
    start_sentry(
        dsn.get_secret_value() if dsn else None,
        service="api",
        release=settings.release,
        environment=settings.environment,
    )
    app = create_app(settings)
    if start_traces(settings.otel_endpoint, service="api", release=settings.release):
        trace_api(app)
    uvicorn.run(
        app,
        host=settings.api_host,
        port=settings.api_port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=4,
        timeout_keep_alive=30,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
