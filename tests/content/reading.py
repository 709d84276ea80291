"""The rows that ship, as they stand in the files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parents[2] / "data" / "content"

Row = dict[str, Any]


def rows_of(name: str) -> list[Row]:
    """The rows of one file."""
    return [json.loads(line) for line in (CONTENT / name).read_text("utf-8").splitlines()]


def all_rows() -> list[Row]:
    """The rows of every file."""
    return [row for file in sorted(CONTENT.glob("*.jsonl")) for row in rows_of(file.name)]


def facts(shared: Path) -> list[dict[str, str]]:
    """The gathered table of helplines."""
    with (shared / "facts" / "helplines.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts_in(value: object) -> Iterator[str]:
    """Every text in a row, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)
