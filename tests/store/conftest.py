"""A new, empty store for each test, on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store
from tests.store.world import SOURCES


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'loket.sqlite'}"


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = Store.open(address, SOURCES, create=True)
    yield opened
    opened.close()
