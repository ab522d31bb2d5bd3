"""The library of the installed Manim, built once a run."""

import pytest

from mcp_server.library import Library, open_library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(tmp_path_factory.mktemp("docs"))
