"""From a row of JSON to a record, or to problems that name the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from catalogue.records import RECORD_TYPES, Kind, Record

_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of a record; `field` is dotted, empty for the record as a whole."""

    field: str
    reason: str


class RecordError(ValueError):
    """A record that cannot be taken in, with every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the message lists them."""
        self.problems = problems
        super().__init__("; ".join(f"{p.field or 'record'}: {p.reason}" for p in problems))


def read_record(values: Mapping[str, Any]) -> Record:
    """The record that a JSON object stands for. Raises `RecordError` with all problems."""
    kind = values.get("kind")
    if not isinstance(kind, str) or kind not in RECORD_TYPES:
        known = ", ".join(RECORD_TYPES)
        raise RecordError((Problem("kind", f"unknown kind {kind!r}; one of {known}"),))
    try:
        return _RECORD.validate_python(dict(values))
    except ValidationError as error:
        raise RecordError(tuple(_problems(error))) from None


_PLAIN = {"extra_forbidden": "there is no such field", "missing": "must be given"}
"""Plainer words for the two most common faults."""


def _problems(error: ValidationError) -> list[Problem]:
    found = []
    for detail in error.errors(include_url=False, include_context=False):
        path = detail["loc"][1:]  # the first part is the kind
        reason = _PLAIN.get(detail["type"]) or detail["msg"].removeprefix("Value error, ")
        found.append(Problem(".".join(str(part) for part in path), reason))
    return found


def write_record(record: Record) -> dict[str, Any]:
    """The JSON form: `kind` and `id` first, and only what differs from "nothing said"."""
    values = record.model_dump(mode="json", exclude_defaults=True)
    return {"kind": record.kind, "id": record.id} | values


def record_fields(kind: Kind) -> tuple[str, ...]:
    """Names of the fields of a kind that hold values of their own (not the id, the kind or the bookkeeping)."""
    return tuple(name for name in RECORD_TYPES[kind].model_fields if name not in BOOKKEEPING)


BOOKKEEPING = frozenset({"id", "kind", "provenance", "field_provenance", "demo"})
"""Fields that say something about the record rather than about the world."""
