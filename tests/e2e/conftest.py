"""One running product for all tests that only look at it or make rows of their own."""

from collections.abc import Iterator

import pytest

from tests.e2e.product import Product


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The whole product, shared by the run; start one of your own to break it."""
    shared = Product(tmp_path_factory.mktemp("product") / "data")
    shared.start()
    try:
        yield shared
    finally:
        shared.stop()
