"""References inside the JSON of a record: which records it names, under which field, and of which kind they must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from catalogue import REFERENCES, Kind
from store.schema import REFERENCE_COLUMNS

KIND_NAMED: Mapping[str, Kind] = {
    "parent": "organisation",
    "organisation": "organisation",
    "partnership": "partnership",
    "offer": "offer",
    "location": "location",
    "locations": "location",
    "partners": "organisation",
}
"""The kind of record that each field of `catalogue.REFERENCES` names."""

IN_ORDER: tuple[Kind, ...] = (
    "organisation",
    "location",
    "partnership",
    "offer",
    "offer_at_location",
    "recognition",
)
"""Kinds such that each names only kinds before it, or its own."""


def references(kind: Kind, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each field that names a record, with the id that it names."""
    for field in REFERENCES[kind]:
        value = values.get(field)
        if isinstance(value, str):
            yield field, value
        for one in value if isinstance(value, list) else ():
            named = one.get("organisation") if isinstance(one, dict) else one
            if named is not None:
                yield field, named


def with_references(kind: Kind, values: Mapping[str, Any], canonical: Callable[[str], str]) -> dict[str, Any]:
    """The same values with every named id replaced by what `canonical` makes of it."""
    resolved = dict(values)
    for field in REFERENCES[kind]:
        value = values.get(field)
        if isinstance(value, str):
            resolved[field] = canonical(value)
        elif isinstance(value, list):
            resolved[field] = [_resolved(one, canonical) for one in value]
    return resolved


def _resolved(one: Any, canonical: Callable[[str], str]) -> Any:
    if isinstance(one, str):
        return canonical(one)
    named = one.get("organisation")
    return one if named is None else {**one, "organisation": canonical(named)}


def reference_columns(kind: Kind, body: Mapping[str, Any]) -> dict[str, str | None]:
    """The values of the reference columns of a record's row."""
    return {name: body.get(name) if name in REFERENCES[kind] else None for name in REFERENCE_COLUMNS}
