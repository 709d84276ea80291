"""A row of a table becomes records, by a mapping."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalogue import REFERENCES, record_id
from geo import Gazetteer
from indexer.draft import Draft, Item, Rejection, Remark, shown
from indexer.mapping.convert import read_day
from indexer.mapping.fields import Row, RowError, asked, fill
from indexer.mapping.rules import Mapping, RecordRule
from indexer.mapping.schema import holds


def records_of(
    mapping: Mapping, where: str, cells: dict[str, str], gazetteer: Gazetteer, made: dict[str, Draft]
) -> Iterator[Item]:
    """What one row gives: its records with remarks, or one rejection; a remark where it gives no record at all.

    `made` are the records that earlier rows gave and later ones may repeat; it grows.
    """
    for column, allowed in mapping.only.items():
        if cells[column].strip() not in allowed:
            wanted = " or ".join(map(repr, allowed))
            yield Remark(where, column, f"row left out: it says {shown(cells[column])!r}, not {wanted}")
            return
    row = Row(where, dict(cells), gazetteer, mapping.codes)
    try:
        drafts = _drafts(mapping, row, made)
    except RowError as refused:
        yield Rejection(where, refused.field, refused.reason)
        return
    yield from drafts
    yield from row.remarks
    if not row.siblings:
        yield Remark(where, "", "row left out: no record of the mapping fits it")


def _drafts(mapping: Mapping, row: Row, made: dict[str, Draft]) -> list[Draft]:
    for name, value in mapping.values.items():
        found = fill(value, row, f"values.{name}")
        row.cells[name] = "" if found is None else str(found)
    provenance = _provenance(mapping, row)
    drafts = []
    for rule in mapping.records:
        if not _applies(rule, row):
            continue
        key = rule.id.fill(row.cells, row.siblings)
        if key is None:
            raise RowError(f"{rule.name}.id", "the row does not give what the id is made of")
        own = record_id(mapping.source, key)
        row.siblings[rule.name] = own
        values: dict[str, Any] = {"kind": rule.kind, "id": own, "provenance": provenance | {"source_id": key}}
        filled = {field: fill(node, row, f"{rule.name}.{field}") for field, node in rule.fields.items()}
        values |= {field: value for field, value in filled.items() if value is not None}
        draft = Draft(row.where, values)
        first = made.setdefault(own, draft) if rule.once else draft
        if first is draft:
            drafts.append(draft)
        else:
            _say_what_differs(first, draft, row)
    return drafts


def _applies(rule: RecordRule, row: Row) -> bool:
    """Whether the conditions hold and every sibling that the record must name was made."""
    named = (rule.fields[field] for field in REFERENCES[rule.kind] if field in rule.fields)
    return (
        holds(rule.when, row.cells)
        and all(row.cells[column].strip() for column in rule.filled)
        and all(one.optional or one.name in row.siblings for node in named for one in asked(node) if one.sibling)
    )


def _provenance(mapping: Mapping, row: Row) -> dict[str, str]:
    text = mapping.date.fill(row.cells, row.siblings) if mapping.date else None
    if text is None:
        return {}
    day = read_day(text)
    if day is None:
        row.add("provenance.source_date", f"cannot be read as date: {shown(text)!r}; left out")
        return {}
    return {"source_date": day}


def _say_what_differs(first: Draft, again: Draft, row: Row) -> None:
    for field in sorted(first.values.keys() | again.values.keys()):
        before, now = first.values.get(field), again.values.get(field)
        if before != now:
            row.add(field, f"{again.values['id']} said otherwise at {first.where}, which counts: {shown(before)}")
