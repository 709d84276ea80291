"""A loket of its own for each module: an own data folder, filled by the real commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from loket.app import create_app
from loket.cli import app
from loket.settings import Settings
from search import Analyser, Boosts
from search.engine.opensearch import Address
from tests.search.indices import Indices

Command = Callable[..., Result]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder."""
    return tmp_path_factory.mktemp("loket") / "var"


@pytest.fixture(scope="module")
def loket(home: Path) -> Command:
    """Runs a command line in that folder: `loket("search", "OCMW")`. A fault of the program is raised."""

    def run(*arguments: str | Path) -> Result:
        given = [str(argument) for argument in arguments]
        return CliRunner().invoke(app, given, env={"LOKET_DATA_DIR": str(home)}, catch_exceptions=False)

    return run


@pytest.fixture(scope="module")
def filled(loket: Command) -> Command:
    """The same, after `loket init` with the real content alone."""
    assert loket("init", "--no-demo").exit_code == 0
    return loket


@pytest.fixture
def indices(opensearch_url: str, analyser: Analyser, boosts: Boosts) -> Iterator[Indices]:
    """Indices of its own in OpenSearch, removed afterwards."""
    indices = Indices(Address(opensearch_url, timeout=30), analyser, boosts)
    yield indices
    indices.remove_all()


@pytest.fixture
def client(home: Path, filled: Command) -> Iterator[TestClient]:
    """The server over that folder, with its follower running."""
    with TestClient(create_app(Settings(data_dir=home)), client=("127.0.0.1", 50000)) as client:
        yield client
