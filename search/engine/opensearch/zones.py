"""The borders of the zones as the node keeps them: which zone holds a point, and whether offers lie where they say.

loket-zones                 alias of the borders that hold
loket-zones-4f0c61a29b8e    borders; the end of the name is a hash of all that is in them
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import orjson
from opensearchpy import NotFoundError

from geo import Point, Zone
from geo.shapes import Shapes
from search.engine.opensearch.clauses import Clause, at_a_site, every, exists, none, term
from search.engine.opensearch.connection import Address, Connection
from search.engine.opensearch.fields import COPIES
from search.errors import IndexOutdated

INDEX: Clause = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": COPIES},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "id": {"type": "keyword"},
            "name": {"type": "keyword"},
            "shape": {"type": "geo_shape"},
            "indicative": {"type": "boolean"},
            "made_on": {"type": "date"},
        },
    },
}
"""What the borders of a zone are kept with; an unknown field is an error."""


@dataclass(frozen=True, slots=True)
class Lying:
    """How many offers have a place inside the border of a zone: that is said to be in that zone, or in another one."""

    agree: int
    differ: int


class ZoneIndex:
    """The borders of the zones, beside the index of offers. Safe from many threads; any process may keep them."""

    def __init__(self, address: Address, prefix: str) -> None:
        self._connection = Connection(address)
        self._offers = prefix
        self._alias = f"{prefix}-zones"

    def keep(self, shapes: Shapes, zones: Iterable[Zone]) -> bool:
        """Put the borders of these zones in the place of those that are kept; whether they are other ones.

        Nobody sees a part of them. Two processes that keep the same ones do each other no harm.
        """
        documents = _documents(shapes, zones)
        index, before = self._name(documents), self._connection.behind(self._alias)
        if before == [index]:
            return False
        if not self._connection.read(f"/{self._alias}-*/_alias").keys() & {index}:
            self._connection.write("PUT", f"/{index}", INDEX)
        for document in documents:
            self._connection.write("PUT", f"/{index}/_doc/{document['id']}", document)
        self._connection.write("POST", f"/{index}/_refresh")
        gone: list[Clause] = [{"remove_index": {"index": other}} for other in before if other != index]
        add: Clause = {"add": {"index": index, "alias": self._alias}}
        self._connection.write("POST", "/_aliases", {"actions": [add, *gone]})
        return True

    def keeps(self, shapes: Shapes, zones: Iterable[Zone]) -> bool:
        """Whether the borders of these zones are the ones that are kept."""
        return self._connection.behind(self._alias) == [self._name(_documents(shapes, zones))]

    def zones_at(self, points: Sequence[Point]) -> list[str | None]:
        """The zone of each point, as `Shapes.zones_at`: None outside all, on a border the first of its zones by id.

        Raises `IndexOutdated` where no borders are kept.
        """
        holding = {str(number): _holding(point) for number, point in enumerate(points)}
        first: Clause = {"terms": {"field": "id", "size": 1, "order": {"_key": "asc"}}}
        told = self._counted(self._alias, {"at": {"filters": {"filters": holding}, "aggs": {"zone": first}}})
        found = [told["at"]["buckets"][number]["zone"]["buckets"] for number in holding]
        return [zones[0]["key"] if zones else None for zones in found]

    def lying(self, zones: Iterable[str]) -> dict[str, Lying]:
        """Per zone (id) what the offers inside its border say; places that say no zone do not count.

        Raises `IndexOutdated` where there are no offers, or the borders of a zone are not kept.
        """
        return {zone: self._lying(zone) for zone in zones}

    def _lying(self, zone: str) -> Lying:
        kept = {"index": self._alias, "id": zone, "path": "shape"}
        inside, said = {"geo_shape": {"sites.point": {"indexed_shape": kept}}}, term("sites.zones", zone)
        agree, differ = every(inside, said), every(inside, exists("sites.zones"), none(said))
        asked = {"agree": {"filter": at_a_site(agree)}, "differ": {"filter": at_a_site(differ)}}
        told = self._counted(self._offers, asked)
        return Lying(told["agree"]["doc_count"], told["differ"]["doc_count"])

    def close(self) -> None:
        """Let go of the connections."""
        self._connection.close()

    def _counted(self, index: str, asked: Clause) -> dict[str, Any]:
        """Aggregations over all of an index."""
        try:
            answer = self._connection.search(f"/{index}/_search", {"size": 0, "aggs": asked})
        except NotFoundError:
            raise IndexOutdated("hij heeft nog geen grenzen van zones, of geen aanbod") from None
        counted: dict[str, Any] = answer["aggregations"]
        return counted

    def _name(self, documents: Sequence[Mapping[str, Any]]) -> str:
        """The index of these borders: other ones, or another structure, have another name."""
        content = orjson.dumps([INDEX, documents], option=orjson.OPT_SORT_KEYS)
        return f"{self._alias}-{blake2b(content, digest_size=6).hexdigest()}"


def _documents(shapes: Shapes, zones: Iterable[Zone]) -> list[dict[str, Any]]:
    """A document for each zone that has a shape."""
    return [
        {
            "id": zone.id,
            "name": zone.name,
            "shape": {"type": "MultiPolygon", "coordinates": shapes.detail[zone.id]},
            "indicative": zone.id in shapes.indicative_zones,
            "made_on": shapes.made_on,
        }
        for zone in sorted(zones, key=lambda zone: zone.id)
        if zone.id in shapes.detail
    ]


def _holding(point: Point) -> Clause:
    return {"geo_shape": {"shape": {"shape": {"type": "Point", "coordinates": [point.lon, point.lat]}}}}
