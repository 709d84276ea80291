"""One commit of the index as searches see it: text, facts and names of exactly the same documents."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

import numpy as np
import orjson
from tantivy import DocAddress, Index, Query, Searcher
from tantivy import Document as IndexedDocument

from search.document import Document
from search.engine.columns.table import ColumnBuilder, Columns, places_of
from search.engine.embedded.names import Names, name_keys
from search.engine.embedded.text import POSITION_KEY
from search.engine.port import Codes, Strings
from search.engine.sheet import Sheet

AT_ONCE = 500
"""Sheets that are unpacked at the same time: many small objects at a time keep the garbage collector busy."""


@dataclass(frozen=True, slots=True)
class State:
    """What is committed together with the documents: how far they follow the change log, and the counters.

    `mark`: see `Reached`.
    """

    position: int = 0
    generation: int = 0
    last_ord: int = 0
    mark: str | None = None

    def indexed(self) -> dict[str, object]:
        """The document that carries the state, in place of the one before.

        The mark stands where programs that know of none do not look: they go on in this index, and leave it out.
        """
        counters = {"position": self.position, "generation": self.generation, "last_ord": self.last_ord}
        mark = (self.mark or "").encode()
        return {"id": POSITION_KEY, "ord": 0, "stored": orjson.dumps(counters), "sheet": mark}

    @classmethod
    def read(cls, searcher: Searcher, address: DocAddress) -> Self:
        """As it was kept."""
        mark = _stored(searcher, address, "sheet").decode()
        return cls(**orjson.loads(_stored(searcher, address, "stored")), mark=mark or None)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Never changes; a search takes one and keeps it to its end."""

    searcher: Searcher
    state: State
    columns: Columns
    names: Names
    keys: Strings  # NameKeys per document
    addresses: dict[str, DocAddress]
    name_rank: Codes

    def documents(self, ids: Sequence[str]) -> dict[str, Document]:
        """The documents with these ids; absent ones are left out."""
        return {id_: _document(self.searcher, self.addresses[id_]) for id_ in ids if id_ in self.addresses}


def first_snapshot(index: Index, builder: ColumnBuilder) -> Snapshot:
    """Read everything: about 2 s for 40,000 documents.

    Without the garbage collector, which would walk over the growing whole again and again: half of the time.
    """
    nothing = Snapshot(
        searcher=index.searcher(),
        state=State(),
        columns=builder.columns((), ()),
        names=Names(),
        keys=np.empty(0, dtype=np.object_),
        addresses={},
        name_rank=np.empty(0, dtype=np.int32),
    )
    with _no_collection():
        return next_snapshot(nothing, index, builder)


@contextmanager
def _no_collection() -> Iterator[None]:
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def next_snapshot(previous: Snapshot, index: Index, builder: ColumnBuilder) -> Snapshot:
    """What the index holds now; only documents that came since are read."""
    searcher = index.searcher()
    at = _addresses(searcher)
    state = State.read(searcher, at.pop(0)) if 0 in at else State()
    keep = np.isin(previous.columns.rows.ord, np.fromiter(at, dtype=np.int32, count=len(at)))
    known = set(previous.columns.rows.ord.tolist())
    new = sorted(at.keys() - known)
    keys = np.empty(len(new), dtype=np.object_)
    parts = [previous.columns if keep.all() else previous.columns.take(np.flatnonzero(keep))]
    for start in range(0, max(len(new), 1), AT_ONCE):
        some = new[start : start + AT_ONCE]
        sheets = [Sheet.read(_stored(searcher, at[number], "sheet")) for number in some]
        parts.append(builder.columns(some, sheets))
        for row, sheet in enumerate(sheets, start=start):
            keys[row] = name_keys(sheet)
    columns = Columns.joined(parts)
    return Snapshot(
        searcher=searcher,
        state=state,
        columns=columns,
        names=previous.names.changed(previous.keys[~keep].tolist(), keys.tolist()),
        keys=np.concatenate((previous.keys[keep], keys)),
        addresses={id_: at[number] for id_, number in zip(columns.rows.id, columns.rows.ord.tolist(), strict=True)},
        name_rank=places_of(columns.rows.name),
    )


def _addresses(searcher: Searcher) -> dict[int, DocAddress]:
    """Where the document with each `ord` lies; the number 0 is the state."""
    hits = searcher.search(Query.all_query(), limit=max(searcher.num_docs, 1), count=False).hits
    addresses = [address for _, address in hits]
    numbers = searcher.fast_field_values("ord", addresses)
    return {int(number): address for number, address in zip(numbers, addresses, strict=True) if number is not None}


def _stored(searcher: Searcher, address: DocAddress, field: str) -> bytes:
    found: IndexedDocument = searcher.doc(address)
    stored = found.get_first(field)
    return stored if isinstance(stored, bytes) else bytes(stored or b"")


def _document(searcher: Searcher, address: DocAddress) -> Document:
    return Document.model_validate_json(_stored(searcher, address, "stored"))
