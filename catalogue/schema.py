"""The JSON Schema of the records: the public contract of `loket ingest records`."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from catalogue.records import Record

_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one record, any kind, with the descriptions of types and fields."""
    schema = _RECORD.json_schema(mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "loket record",
        "description": "One line of a `records` file: an organisation, location, offer, offer at a location, "
        "partnership or recognition.",
        **schema,
    }
