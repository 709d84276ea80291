"""What everyone may see of a record. The only way from the store to an index, a page, an answer or an export.

A hidden address never leaves: not as text, not as a point, not as the tram stop next to it, so that a refuge cannot be
found by asking for distances.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from catalogue.base import WHOLE_RECORD, RecordBase
from catalogue.facts import Visibility

WHEREABOUTS = frozenset({"address", "point", "transport"})
"""Fields that each tell where a place is: hiding one hides all."""

R = TypeVar("R", bound=RecordBase)


def hidden_fields(record: RecordBase) -> frozenset[str]:
    """Names of the fields that may not be shown to everyone."""
    named = {name for name, level in record.visibility.items() if level is not Visibility.PUBLIC}
    if named & WHEREABOUTS:
        named |= WHEREABOUTS & set(type(record).model_fields)
    return frozenset(named)


def is_secret(place: RecordBase) -> bool:
    """Whether it is hidden where a place is: the whole record, or one of the fields that tell it."""
    return bool(hidden_fields(place) & {WHOLE_RECORD, *WHEREABOUTS})


def public(record: R) -> R | None:
    """The record as everyone may see it: hidden fields are as if unknown; `None` where all of it is hidden."""
    hidden = hidden_fields(record)
    if WHOLE_RECORD in hidden:
        return None
    if not hidden:
        return record
    blank = {name: type(record).model_fields[name].get_default(call_default_factory=True) for name in hidden}
    if record.field_provenance:
        blank["field_provenance"] = {k: v for k, v in record.field_provenance.items() if k not in hidden}
    return record.model_copy(update=blank)


def all_public(records: Iterable[R]) -> tuple[R, ...]:
    """The public form of each record that has one."""
    return tuple(seen for seen in map(public, records) if seen is not None)
