"""When two sources speak of the same thing: the table of identifiers on which records join.

Tried in this order; the first that finds a record decides. A key of several parts holds only when all are there.
`organisation` is the record's (resolved) organisation and `role` the part it plays there, which a source states when
an organisation can have only one: its `seat`, its `onthaal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalogue.records import Kind, Record

JOIN_KEYS: Mapping[Kind, tuple[tuple[str, ...], ...]] = {
    "organisation": (("uri",), ("ovo",), ("ocmw_nis",), ("kbo", "nis")),
    "location": (("uri",), ("organisation", "role")),
    "offer": (("uri",), ("organisation", "role")),
    "offer_at_location": (("offer", "location"),),
    "partnership": (("uri",),),
    "recognition": (("uri",),),
}


def join_keys(record: Record) -> Iterator[str]:
    """The keys under which the record can be found again, strongest first; each is unique within its kind.

    An organisation may have several URIs: each gives a key.
    """
    for schemes in JOIN_KEYS[record.kind]:
        if len(schemes) == 1:
            for value in _values(record, schemes[0]):
                yield f"{schemes[0]}={value}"
            continue
        values = [_values(record, scheme) for scheme in schemes]
        if all(values):
            yield "|".join(f"{scheme}={found[0]}" for scheme, found in zip(schemes, values, strict=True))


def _values(record: Record, scheme: str) -> list[str]:
    if scheme in type(record).model_fields:
        return [getattr(record, scheme)]
    return [identifier.value for identifier in record.identifiers if identifier.scheme == scheme]
