"""`python -m backend.api`: serve the API until SIGTERM."""

import sys

import uvicorn

from backend.api.app import create_app
from backend.startup import BAD_SETTINGS, begin
from backend.telemetry import start_traces, trace_api


def main() -> int:
    """Serve; exit code 2 when the settings cannot be used."""
    settings = begin("api")
    if settings is None:
        return BAD_SETTINGS
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
