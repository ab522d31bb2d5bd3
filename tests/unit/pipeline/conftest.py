"""A pipeline of fakes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.testing.pipeline import PipelineBench, open_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[PipelineBench]:
    with open_bench(tmp_path) as made:
        yield made
