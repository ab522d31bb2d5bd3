"""Written by `python -m backend.api.client_source` from `docs/openapi.json`; never by hand."""
