"""The made-up world as the documents that an engine keeps, as a stream: a million offers need no store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

from catalogue import Bundle, offer_view, read_record
from catalogue.demo import World
from catalogue.records import Location, Offer, OfferAtLocation, Organisation, Partnership, Record
from indexer import Projection
from search import Document

R = TypeVar("R", Organisation, Partnership, Location)


def documents(world: World, projection: Projection) -> Iterator[Document]:
    """The documents of all offers that may be found, in the order of the world; the same as through a store."""
    for bundle in bundles(map(read_record, world.records())):
        document = projection.document(offer_view(bundle))
        if document is not None:
            yield document


def bundles(records: Iterable[Record]) -> Iterator[Bundle]:
    """The records in the order of the world, each offer with what it names.

    An offer's places come right behind it, what it names before it. What came before an offer is not named any more
    once something else than an offer has come: memory does not grow with the world.
    """
    known: dict[str, Record] = {}
    offer: Offer | None = None
    sites: list[tuple[OfferAtLocation, Location]] = []
    for one in chain(records, [None]):
        if isinstance(one, OfferAtLocation):
            if (location := _named(Location, known, one.location)) is not None:
                sites.append((one, location))
            continue
        if offer is not None:
            organisation = _named(Organisation, known, offer.organisation)
            yield Bundle(offer, organisation, _named(Partnership, known, offer.partnership), tuple(sites))
            if not isinstance(one, Offer):
                known.clear()
        offer, sites = (one, []) if isinstance(one, Offer) else (None, [])
        if one is not None and offer is None:
            known[one.id] = one


def _named(kind: type[R], known: Mapping[str, Record], id_: str | None) -> R | None:
    found = known.get(id_ or "")
    return found if isinstance(found, kind) else None
