"""Whose word counts: the stated precedence that makes one effective record of what sources and editors say.

Per field: the editor, then the authentic source of that field (`catalogue.Sources`), then the other sources, newest
source date first (an unknown date last, then by source id). Only sources that still give the record count; when none
does, those that gave it last. A source says something of a field when the field stands in its values.

Three fields are not one value but a collection, and lose nothing when sources meet: `aliases` and `identifiers` add
up; of `visibility` the strictest word per field holds, so that no source can publish what another one hides. What a
source hid stays hidden when it no longer gives the record, until it speaks again or an editor decides. An editor's
`identifiers` replace all; an editor's `visibility` holds for the fields that it names.

Pure: no database, no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from catalogue import EDITOR, Kind, Sources, Visibility, record_fields
from store.moments import belgian_day

Values = Mapping[str, Any]

WHOLE_KIND = "*"
"""In `Sources`: a source that is authentic for every field of a kind leads the record's own provenance."""

_FIELDS = {
    kind: frozenset(record_fields(kind))
    for kind in ("organisation", "location", "offer", "offer_at_location", "partnership", "recognition")
}
_STRICTEST_FIRST = (Visibility.HIDDEN, Visibility.PROFESSIONAL, Visibility.PUBLIC)


@dataclass(frozen=True, slots=True)
class SourceSaid:
    """All that one source says of a record: `catalogue.write_record` without id and kind, references canonical.

    `own_id` is the source's id for it; `run` the source run that last changed this (or found it gone).
    """

    source: str
    own_id: str
    values: Values
    source_date: date | None
    present: bool
    run: int


@dataclass(frozen=True, slots=True)
class EditorSaid:
    """What an editor says of one field: `seen` is what the sources said at that time, `source_value` what they say now.

    `None` in either of them: no source says anything.
    """

    value: Any
    seen: Any
    source_value: Any
    who: str
    why: str
    at: datetime

    @property
    def in_conflict(self) -> bool:
        """Whether the sources changed their word under the editor's, and do not agree with it either."""
        return bool(self.source_value != self.seen and self.source_value != self.value)


def counting(said: Iterable[SourceSaid]) -> list[SourceSaid]:
    """The sources that count: those that still give the record, else those that were the last to give it."""
    everyone = list(said)
    present = [one for one in everyone if one.present]
    if present or not everyone:
        return present
    last = max(one.run for one in everyone)
    return [one for one in everyone if one.run == last]


def heard_on(field: str, said: Sequence[SourceSaid]) -> Sequence[SourceSaid]:
    """The sources whose word on a field holds: on `visibility` all that ever spoke, else those that count."""
    return said if field == "visibility" else counting(said)


def in_order(kind: Kind, field: str, said: Iterable[SourceSaid], sources: Sources) -> list[SourceSaid]:
    """The sources, the one with the last word on the field first."""

    def rank(one: SourceSaid) -> tuple[bool, int, str]:
        newest_first = -one.source_date.toordinal() if one.source_date else 0
        return (not sources.is_authentic_for(one.source, kind, field), newest_first, one.source)

    return sorted(said, key=rank)


def said_by_sources(kind: Kind, record_id: str, field: str, said: Sequence[SourceSaid], sources: Sources) -> Any:
    """What the sources, out of all that ever spoke, together say of a field; `None` where they say nothing."""
    heard = heard_on(field, said)
    if field == "aliases":
        return _aliases(record_id, heard) or None
    words = [one.values[field] for one in in_order(kind, field, heard, sources) if field in one.values]
    if not words:
        return None
    return _TOGETHER.get(field, _first)(words)


def effective(
    kind: Kind, record_id: str, said: Iterable[SourceSaid], edits: Mapping[str, EditorSaid], sources: Sources
) -> dict[str, Any]:
    """The effective record as JSON, with the provenance of the leading source and, per field, of any other.

    Raises `ValueError` where no source has ever spoken: an editor corrects records and does not make them.
    """
    everyone = list(said)
    counted = counting(everyone)
    if not counted:
        raise ValueError(f"no source says anything of {record_id}")
    if len(counted) == 1 and not edits and not any("visibility" in one.values for one in everyone if not one.present):
        return _alone(kind, record_id, counted[0])
    leader = in_order(kind, WHOLE_KIND, counted, sources)[0]
    always = {"aliases", "visibility"}
    fields = sorted(_FIELDS[kind] & (edits.keys() | always | {name for one in counted for name in one.values}))
    body: dict[str, Any] = {"kind": kind, "id": record_id}
    origin: dict[str, Any] = {}
    for field in fields:
        by_sources = said_by_sources(kind, record_id, field, everyone, sources)
        if field in edits:
            body[field] = _with_editor(field, by_sources, edits[field].value)
            origin[field] = _editor_provenance(edits[field])
        elif by_sources is not None:
            body[field] = by_sources
            origin[field] = _origin(kind, field, leader, heard_on(field, everyone), sources)
    body["provenance"] = leader.values["provenance"]
    if differing := {field: where for field, where in origin.items() if where is not None}:
        body["field_provenance"] = differing
    if any(one.values.get("demo") for one in counted):
        body["demo"] = True
    return body


def _alone(kind: Kind, record_id: str, only: SourceSaid) -> dict[str, Any]:
    body = {"kind": kind, "id": record_id, **only.values}
    if aliases := _aliases(record_id, [only]):
        body["aliases"] = aliases
    else:
        body.pop("aliases", None)
    if origin := body.pop("field_provenance", None):
        body["field_provenance"] = origin
    return body


def _aliases(record_id: str, said: Iterable[SourceSaid]) -> list[str]:
    """Every other id that a source uses or used for the record, in order of the alphabet."""
    known = {name for one in said for name in (one.own_id, *one.values.get("aliases", ()))}
    return sorted(known - {record_id})


def _first(words: Sequence[Any]) -> Any:
    return words[0]


def _all_identifiers(words: Sequence[Sequence[Mapping[str, str]]]) -> list[Mapping[str, str]]:
    """Each identifier once, those of the source with the last word first."""
    by_name = {(one["scheme"], one["value"]): one for identifiers in reversed(words) for one in reversed(identifiers)}
    return list(reversed(by_name.values()))


def _strictest(words: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Per field the strictest visibility that any source asks for."""
    levels: dict[str, str] = {}
    for word in words:
        for field, level in word.items():
            levels[field] = min(
                levels.get(field, level), level, key=lambda each: _STRICTEST_FIRST.index(Visibility(each))
            )
    return levels


_TOGETHER: Mapping[str, Callable[[Sequence[Any]], Any]] = {"identifiers": _all_identifiers, "visibility": _strictest}


def _with_editor(field: str, by_sources: Any, by_editor: Any) -> Any:
    if field == "visibility":
        return {**(by_sources or {}), **by_editor}
    if field == "aliases":
        return sorted({*(by_sources or ()), *by_editor})
    return by_editor


def _editor_provenance(edit: EditorSaid) -> dict[str, Any]:
    """Dated, but without a name: provenance is public, and who wrote it stands in the history."""
    day = belgian_day(edit.at).isoformat()
    return {"source": EDITOR, "source_date": day, "confirmed_on": day}


def _origin(
    kind: Kind, field: str, leader: SourceSaid, said: Sequence[SourceSaid], sources: Sources
) -> Mapping[str, Any] | None:
    """Where a field comes from, if not from where the record as a whole does."""
    speakers = [one for one in in_order(kind, field, said, sources) if field in one.values]
    if not speakers:  # an alias that is only a source's own id
        return None
    own: Mapping[str, Any] | None = speakers[0].values.get("field_provenance", {}).get(field)
    if own is not None or speakers[0].source == leader.source:
        return own
    provenance: Mapping[str, Any] = speakers[0].values["provenance"]
    return provenance
