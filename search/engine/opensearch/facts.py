"""The facts of offers, read from the node once: most of what people ask leads to the same offers.

Whether an offer was written since is told by its sequence number, which the node gives with every hit.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any, TypeAlias

from search.document import Document
from search.engine.opensearch.connection import Connection
from search.engine.reference import Standing

KEPT = 20_000
"""Offers of which the facts are kept; 1,000 of them are some 8 MB."""

TOLD = {"_source": False, "stored_fields": "_none_", "docvalue_fields": ["id", "passage"], "seq_no_primary_term": True}
"""What a hit tells instead of its facts: a third of the time for a node that sends a thousand."""

Hit: TypeAlias = Mapping[str, Any]
Revision: TypeAlias = tuple[str, int, int]


class OfferGone(Exception):
    """It went between two questions to the node: who asked looks again."""


class FactsBook:
    """The facts of the offers that were asked for last. Safe from many threads."""

    def __init__(self, connection: Connection) -> None:
        """Nothing is read yet."""
        self._connection = connection
        self._kept: OrderedDict[str, tuple[Revision, Standing]] = OrderedDict()
        self._changing = Lock()

    def of(self, hits: Sequence[Hit]) -> list[Standing]:
        """The facts of each hit, without its texts. Raises `OfferGone` and what `Connection.search` raises."""
        asked = {_id(hit): _revision(hit) for hit in hits}
        found = self._known(asked)
        missing = [id_ for id_ in asked if id_ not in found]
        if missing:
            found |= self._read(hits[0]["_index"], missing)
        return [found[id_] for id_ in asked]

    def _known(self, asked: Mapping[str, Revision]) -> dict[str, Standing]:
        found = {}
        with self._changing:
            for id_, revision in asked.items():
                kept = self._kept.get(id_)
                if kept is not None and kept[0] == revision:
                    self._kept.move_to_end(id_)
                    found[id_] = kept[1]
        return found

    def _read(self, index: str, ids: Sequence[str]) -> dict[str, Standing]:
        """As they are now, which may be later than the hits."""
        query = {"ids": {"values": ids}}
        body = {"size": len(ids), "query": query, "_source": ["facts"], "seq_no_primary_term": True}
        hits = self._connection.search(f"/{index}/_search", body)["hits"]["hits"]
        if len(hits) < len(ids):
            raise OfferGone
        read = {hit["_id"]: (_revision(hit), _standing(hit)) for hit in hits}
        with self._changing:
            self._kept |= read
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return {id_: standing for id_, (_, standing) in read.items()}


def _standing(hit: Hit) -> Standing:
    return Standing.of(Document.model_validate_json(hit["_source"]["facts"]))


def _id(hit: Hit) -> str:
    id_: str = hit["fields"]["id"][0]
    return id_


def _revision(hit: Hit) -> Revision:
    return hit["_index"], hit["_seq_no"], hit["_primary_term"]
