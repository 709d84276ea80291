"""A new, empty store for each test, on a real database: each test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store import Store
from tests.postgresql import BOTH
from tests.store.world import SOURCES


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever needs a database runs on both."""
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", BOTH, indirect=True)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = Store.open(address, SOURCES, create=True)
    yield opened
    opened.close()
