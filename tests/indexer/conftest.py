"""A store of its own, an index that can follow it, and a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from catalogue import Sources, Vocabulary, read_record
from geo import Gazetteer
from indexer import Follower, Projection
from search import Analyser, Engine, open_embedded
from store import Store


@pytest.fixture
def now() -> datetime:
    """Sunday noon, 22 November 2026."""
    return datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Brussels"))


@pytest.fixture
def store(address: str, data: Path) -> Iterator[Store]:
    """An empty store."""
    opened = Store.open(address, Sources.load(data / "reference" / "sources.toml"), create=True)
    yield opened
    opened.close()


@pytest.fixture
def take_in(store: Store, now: datetime) -> Callable[..., None]:
    """Put records in the store, as a source gives them."""

    def take_in(*records: dict[str, Any]) -> None:
        with store.begin_run("proef", "proef", now=now) as run:
            given = [read_record({"provenance": {"source": "proef"}} | record) for record in records]
            assert not [outcome for outcome in run.compare(given) if outcome.status == "rejected"]
            run.finish({}, now=now)

    return take_in


@pytest.fixture
def engine(tmp_path: Path, analyser: Analyser) -> Iterator[Engine]:
    """An empty index."""
    opened = open_embedded(tmp_path / "index", analyser, writer=True)
    yield opened
    opened.close()


@pytest.fixture
def follower(store: Store, engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary) -> Follower:
    """Who brings the changes of the store to the index."""
    return Follower(store, engine, Projection(gazetteer, vocabulary))


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write records, or lines as they are, to a records file and give its path."""

    def write(*lines: dict[str, Any] | str | bytes, name: str = "records.jsonl") -> Path:
        path = tmp_path / name
        raw = (
            line if isinstance(line, bytes) else line.encode() if isinstance(line, str) else orjson.dumps(line)
            for line in lines
        )
        path.write_bytes(b"".join(line + b"\n" for line in raw))
        return path

    return write
