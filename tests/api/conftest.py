"""The small world, opened once for the tests that only read, and anew for those that write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.api.world import LEAVING, RECORDS, World, helplines, opened


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """For reading only."""
    with opened(tmp_path_factory.mktemp("world")) as world:
        everything = [*RECORDS, *helplines()]
        world.give([*everything, *LEAVING], complete=True)
        world.give(everything, complete=True)
        world.follower.follow()
        yield world


@pytest.fixture(scope="session")
def client(world: World) -> TestClient:
    """A program that asks the world for reading."""
    return world.client()


@pytest.fixture
def own_world(tmp_path: Path) -> Iterator[World]:
    """A world to change: the records are in the store and in the index."""
    with opened(tmp_path) as world:
        world.give(RECORDS)
        world.follower.follow()
        yield world
