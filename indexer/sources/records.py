"""The map's own format: JSON Lines, one record a line (`loket schema` prints its JSON Schema)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from indexer.draft import Draft, Item, Rejection, SourceError, shown
from indexer.sources.files import LONGEST_LINE, files_at, numbered_lines, opened

DEEPEST = 40
"""Levels of lists and objects within each other. A record has six at most (hours, their exceptions and spans)."""

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class RecordsReader:
    """Reads a file (also .gz) of records, or all `*.jsonl` and `*.jsonl.gz` of a folder in the order of their names.

    A record belongs to the source that its provenance names, else to the one before the colon of its id; so one file
    may carry records of several sources, and records that were exported come back under their own.
    """

    name = "records"

    def read(self, path: Path) -> Iterator[Item]:
        """One draft or one rejection for every line that is not blank."""
        files = files_at(path, (".jsonl",))
        for file in files:
            prefix = f"{file.name} " if len(files) > 1 or path.is_dir() else ""
            with opened(file) as lines:
                for number, line in numbered_lines(lines):
                    if number == 1 and line is not None and line.startswith(_UTF16_MARKS):
                        raise SourceError(f"{file}: is written in UTF-16; save it as UTF-8")
                    yield _read_line(f"{prefix}line {number}", line)


def _read_line(where: str, line: bytes | None) -> Draft | Rejection:
    if line is None:
        return Rejection(where, "", f"the line is longer than {LONGEST_LINE:,} bytes")
    try:
        values = orjson.loads(line)
    except orjson.JSONDecodeError as problem:
        return Rejection(where, "", _what_is_wrong(line, problem))
    if not isinstance(values, dict):
        return Rejection(where, "", f"a record is a JSON object {{...}}, not {shown(line.decode())!r}")
    if _is_too_deep(values):
        return Rejection(where, "", f"nested deeper than {DEEPEST} levels")
    twice = _key_that_stands_twice(line)
    if twice is not None:
        return Rejection(where, shown(twice), "the key stands twice in the same object")
    return Draft(where, _with_source(values))


def _what_is_wrong(line: bytes, problem: orjson.JSONDecodeError) -> str:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as wrong:
        around = line[max(0, wrong.start - 20) : wrong.end + 20].decode("utf-8", "replace")
        return f"not UTF-8 at byte {wrong.start + 1}: {shown(around)!r}"
    return f"not JSON: {problem.msg} at character {problem.pos + 1}"


def _is_too_deep(values: dict[str, Any]) -> bool:
    level: list[Any] = [values]
    for _ in range(DEEPEST):
        level = [
            part
            for whole in level
            for part in (whole.values() if isinstance(whole, dict) else whole)
            if isinstance(part, dict | list)
        ]
        if not level:
            return False
    return True


class _TwiceError(Exception):
    """A key that stands twice in one object."""


def _key_that_stands_twice(line: bytes) -> str | None:
    """The first such key: JSON readers would silently keep the last of the two values."""
    try:
        json.loads(line, object_pairs_hook=_refuse_twice)
    except _TwiceError as found:
        return str(found)
    return None


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _TwiceError(key)
            seen.add(key)
    return found


def _with_source(values: dict[str, Any]) -> dict[str, Any]:
    """With the source before the colon of the id, where the record does not name its own."""
    provenance = values.get("provenance")
    record = values.get("id")
    if provenance is None:
        provenance = {}
    if isinstance(record, str) and ":" in record and isinstance(provenance, dict) and "source" not in provenance:
        values["provenance"] = provenance | {"source": record.split(":", 1)[0]}
    return values
