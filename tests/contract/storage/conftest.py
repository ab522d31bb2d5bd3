"""One real store for all contract tests of storage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.storage.port import Storage
from backend.storage.s3 import S3Options, S3Storage
from backend.testing.services import seaweedfs
from backend.testing.storage import MemoryStorage


def s3_options(environment: dict[str, str], **changes: str) -> S3Options:
    """How to reach the store of the tests."""
    return S3Options(
        endpoint_url=changes.get("endpoint", environment["S3_ENDPOINT_URL"]),
        region="us-east-1",
        access_key_id=environment["S3_ACCESS_KEY_ID"],
        secret_access_key=environment["S3_SECRET_ACCESS_KEY"],
        chunks_bucket="chunks",
        sources_bucket="sources",
        public_base_url=None,
        attempts=2,
    )


@pytest.fixture(scope="session")
def s3_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with seaweedfs(tmp_path_factory.mktemp("seaweedfs")) as (environment, _part):
        yield environment


@pytest.fixture
def s3(s3_environment: dict[str, str]) -> S3Storage:
    return S3Storage(s3_options(s3_environment))


@pytest.fixture(params=["memory", "s3"])
def storage(request: pytest.FixtureRequest, s3: S3Storage) -> Storage:
    return MemoryStorage() if request.param == "memory" else s3


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(bytes(range(256)) * 100)
    return path
