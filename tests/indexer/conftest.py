"""A store of its own and a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from catalogue import Sources
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
