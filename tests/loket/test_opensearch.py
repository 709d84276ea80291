"""The whole loket on OpenSearch: the same commands and pages, and a second server beside the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient
from typer.testing import CliRunner

from loket.app import create_app
from loket.cli import app
from loket.settings import Settings
from search import Analyser, Boosts
from search.engine.opensearch import Address
from tests.loket.conftest import Command
from tests.search.indices import Indices


@pytest.fixture(scope="module")
def settings(home: Path, opensearch_url: str, analyser: Analyser, boosts: Boosts) -> Iterator[Settings]:
    """With indices of its own, which are removed afterwards."""
    indices = Indices(Address(opensearch_url), analyser, boosts)
    yield Settings(
        data_dir=home,
        engine="opensearch",
        opensearch_url=opensearch_url,
        opensearch_prefix=indices.prefix(home),
        opensearch_timeout=30,
    )
    indices.remove_all()


@pytest.fixture(scope="module")
def loket(settings: Settings) -> Command:
    """As everywhere, on OpenSearch."""
    environment = {
        "LOKET_DATA_DIR": str(settings.data_dir),
        "LOKET_ENGINE": "opensearch",
        "LOKET_OPENSEARCH_URL": str(settings.opensearch_url),
        "LOKET_OPENSEARCH_PREFIX": settings.opensearch_prefix,
        "LOKET_OPENSEARCH_TIMEOUT": "30",
    }
    return lambda *given: CliRunner().invoke(app, list(map(str, given)), env=environment, catch_exceptions=False)


def test_the_commands_are_the_same(filled: Command, settings: Settings) -> None:
    assert "1. Onthaal OCMW Aalst" in filled("search", "OCMW", "--place", "Aalst").stdout
    assert f"index: OpenSearch at {settings.opensearch_url}, under {settings.opensearch_prefix}" in (
        filled("doctor").stdout
    )
    assert not settings.index_dir.exists()
    assert "0 changes applied" in filled("sync").stderr


def test_two_servers_answer_beside_each_other(filled: Command, settings: Settings) -> None:
    with (
        TestClient(create_app(settings), client=("127.0.0.1", 50000)) as one,
        TestClient(create_app(settings), client=("127.0.0.1", 50000)) as other,
    ):
        asked = {"q": "OCMW", "place": "9300"}
        answers = [server.get("/api/v1/search", params=asked).json() for server in (one, other)]
        assert answers[0]["results"][0]["name"] == "Onthaal OCMW Aalst"
        assert answers[0]["results"] == answers[1]["results"]
        assert [server.get("/health/ready").status_code for server in (one, other)] == [200, 200]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "needs to know where OpenSearch answers"),
        ({"opensearch_url": "https://loket:geheim@zoek.example"}, "pattern"),
        ({"opensearch_url": "http://one.example, http://other.example"}, "pattern"),
        ({"opensearch_url": "http://zoek.example", "opensearch_prefix": "Loket*"}, "pattern"),
    ],
)
def test_a_setting_that_cannot_work_is_refused(given: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Settings.model_validate({"engine": "opensearch"} | given)


def test_a_password_is_never_shown() -> None:
    settings = Settings.model_validate({"opensearch_password": "heel geheim"})
    assert "heel geheim" not in f"{settings!r} {settings}"
