"""HSDS as JSON: one object, a list, a page of the API, or one object a line; and what kind of object each is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from indexer.draft import Rejection, SourceError, shown
from indexer.sources.files import LONGEST_LINE, UTF8_MARK, numbered_lines, opened

LARGEST_DOCUMENT = 256 * 1024 * 1024
"""Bytes of JSON that are read as a whole; more than that must come as one object a line."""

DEEPEST = 40
"""Levels of lists and objects within each other. The fullest object of the standard has some twelve."""

_LINES = (".ndjson", ".jsonl")
# The fields by which a kind is known from the others, where the object does not say what it is.
_SIGNS: Mapping[str, frozenset[str]] = {
    kind: frozenset(fields.split())
    for kind, fields in {
        "service_at_location": "service location service_id location_id",
        "service": "organization organization_id status service_at_locations service_areas interpretation_services "
        "application_process fees fees_description cost_options wait_time accreditations eligibility_description "
        "minimum_age maximum_age assured_date assurer_email licenses alert last_modified required_documents "
        "capacities program",
        "organization": "organization_identifiers legal_status tax_status tax_id year_incorporated website logo uri "
        "parent_organization_id additional_websites locations services programs",
        "location": "location_type latitude longitude addresses transportation accessibility external_identifier "
        "external_identifier_type",
        "taxonomy_term": "term term_uri taxonomy taxonomy_id taxonomy_detail code parent_id",
        "taxonomy": "uri version taxonomy_terms",
        "api": "version profile openapi_url",
    }.items()
}


def kind_of(fields: Mapping[str, Any]) -> str | None:
    """The kind of the object with the most fields that are its own; `None` where there are none."""
    keys = fields.keys()
    signs = {kind: len(own & keys) for kind, own in _SIGNS.items()}
    best = max(signs, key=signs.__getitem__)
    return best if signs[best] else None


def objects_in(path: Path, prefix: str = "") -> Iterator[tuple[str, dict[str, Any]] | Rejection]:
    """Each object with its place, or a rejection of what is none. Raises `SourceError` for a broken document."""
    for where, value in _values(path, prefix):
        if isinstance(value, Rejection):
            yield value
            continue
        for place, item in _spread(where, value):
            if _is_too_deep(item):
                yield Rejection(place, "", f"nested deeper than {DEEPEST} levels")
            elif isinstance(item, dict):
                yield place, item
            else:
                yield Rejection(place, "", f"expected an object {{...}}, found {shown(item)}")


def _values(path: Path, prefix: str) -> Iterator[tuple[str, Any]]:
    if not _is_lines(path):
        yield f"{prefix}object", _document(path)
        return
    with opened(path) as file:
        for number, line in numbered_lines(file):
            where = f"{prefix}line {number}"
            if line is None:
                yield where, Rejection(where, "", f"the line is longer than {LONGEST_LINE:,} bytes")
                continue
            try:
                yield where, orjson.loads(line)
            except orjson.JSONDecodeError as problem:
                yield where, Rejection(where, "", f"not JSON: {problem.msg} at character {problem.pos + 1}")


def _is_too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        containers = [part for part in level if isinstance(part, dict | list)]
        if not containers:
            return False
        level = [part for whole in containers for part in (whole.values() if isinstance(whole, dict) else whole)]
    return True


def _spread(where: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The items of a list or a page, also of pages in a list; else the value itself."""
    for place, item in _items(where, value):
        yield from _items(place, item) if isinstance(item, dict) and _contents(item) is not None else [(place, item)]


def _items(where: str, value: Any) -> Iterator[tuple[str, Any]]:
    items = value if isinstance(value, list) else _contents(value)
    if items is None:
        yield where, value
        return
    for number, item in enumerate(items, start=1):
        yield f"{where} {number}", item


def _contents(value: Any) -> list[Any] | None:
    """The objects of a page of the API (`contents`)."""
    contents = value.get("contents") if isinstance(value, dict) else None
    return contents if isinstance(contents, list) else None


def _is_lines(path: Path) -> bool:
    """Whether there is one object a line: by the name, else when the first of several lines is complete by itself."""
    if path.name.removesuffix(".gz").endswith(_LINES):
        return True
    with opened(path) as file:
        lines = numbered_lines(file)
        _, first = next(lines, (0, None))
        if first is None:
            return False
        try:
            orjson.loads(first)
        except orjson.JSONDecodeError:
            return False
        return next(lines, None) is not None


def _document(path: Path) -> Any:
    with opened(path) as file:
        content = file.read(LARGEST_DOCUMENT + 1)
    if len(content) > LARGEST_DOCUMENT:
        raise SourceError(f"{path}: larger than {LARGEST_DOCUMENT:,} bytes; give it as one object a line (.ndjson)")
    if not content.strip():
        raise SourceError(f"{path}: is empty")
    try:
        return orjson.loads(content.removeprefix(UTF8_MARK))
    except orjson.JSONDecodeError as problem:
        raise SourceError(f"{path} line {problem.lineno}: not JSON ({problem.msg})") from problem
