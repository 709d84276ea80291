"""Read effective records: one, many, all in order, and the bundles that make an offer complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import orjson
from sqlalchemy import ColumnElement, Connection, Engine, Row, func, select

from catalogue import Bundle, Kind, Location, Offer, OfferAtLocation, Organisation, Partnership, read_record
from catalogue.base import RecordBase
from store.answers import HistoryEntry, State, Stored
from store.dialect import among, reading
from store.identity import known_ids
from store.schema import history, record

PAGE = 500
"""Records in memory at once while all are streamed."""

R = TypeVar("R", bound=RecordBase)


def stored(row: Row[Any]) -> Stored:
    """The stored record of a row of the table `record`."""
    return Stored(read_record(orjson.loads(row.body)), row.version, State(row.state))


def get_many(connection: Connection, ids: Iterable[str]) -> dict[str, Stored]:
    """The record behind each id, through aliases and `replaced_by`, keyed by the id that was asked for.

    A replacement that is not known, or a circle of them, leaves the last record that is.
    """
    at = {asked: known.id for asked, known in known_ids(connection, ids).items()}
    found = _by_id(connection, at.values())
    visited = {asked: {here} for asked, here in at.items()}
    waiting = dict(at)
    while waiting:
        named = {asked: found[here].record.replaced_by for asked, here in waiting.items()}
        known = known_ids(connection, {one for one in named.values() if one})
        nexts = {asked: known[one].id for asked, one in named.items() if one in known}
        waiting = {asked: there for asked, there in nexts.items() if there not in visited[asked]}
        found |= _by_id(connection, set(waiting.values()) - found.keys())
        for asked, there in waiting.items():
            visited[asked].add(there)
            at[asked] = there
    return {asked: found[here] for asked, here in at.items()}


def _by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Stored]:
    rows = connection.execute(select(record).where(among(connection, record.c.id, ids)))
    return {row.id: stored(row) for row in rows}


def stream(engine: Engine, kind: Kind | None, state: State | None, after: str, limit: int | None) -> Iterator[Stored]:
    """Records in order of id, page by page; each page is one short read, so that nothing is held up meanwhile."""
    while limit is None or limit > 0:
        size = PAGE if limit is None else min(PAGE, limit)
        query = select(record).where(record.c.id > after).order_by(record.c.id).limit(size)
        if kind is not None:
            query = query.where(record.c.kind == kind)
        if state is not None:
            query = query.where(record.c.state == state)
        with reading(engine) as connection:
            rows = connection.execute(query).all()
        yield from map(stored, rows)
        if len(rows) < size:
            return
        after = rows[-1].id
        limit = None if limit is None else limit - size


def count(connection: Connection, kind: Kind | None, *, demo_only: bool = False) -> int:
    """How many records are present, of a kind or of all; or of those only the made-up ones."""
    query = select(func.count()).select_from(record).where(record.c.state == State.PRESENT)
    if kind is not None:
        query = query.where(record.c.kind == kind)
    if demo_only:
        query = query.where(record.c.demo)
    return int(connection.execute(query).scalar_one())


def of_organisation(connection: Connection, kind: Kind, organisation_id: str) -> list[Stored]:
    """Present records of a kind that belong to an organisation, old ids welcome, in order of id."""
    known = known_ids(connection, [organisation_id]).get(organisation_id)
    if known is None:
        return []
    query = select(record).where(
        record.c.organisation == known.id, record.c.kind == kind, record.c.state == State.PRESENT
    )
    return [stored(row) for row in connection.execute(query.order_by(record.c.id))]


def history_of(connection: Connection, record_id: str, limit: int) -> list[HistoryEntry]:
    """The latest changes of a record, newest first."""
    known = known_ids(connection, [record_id]).get(record_id)
    query = select(history).where(history.c.record_id == (known.id if known else record_id))
    rows = connection.execute(query.order_by(history.c.seq.desc()).limit(limit))
    return [
        HistoryEntry(
            row.record_id,
            row.version,
            row.at,
            row.who,
            row.why,
            row.run,
            row.field,
            _json(row.before),
            _json(row.after),
        )
        for row in rows
    ]


def _json(value: str | None) -> Any:
    return None if value is None else orjson.loads(value)


def bundles(connection: Connection, offer_ids: Sequence[str]) -> dict[str, Bundle]:
    """The bundle of each present offer, keyed by the id that was asked for; six queries whatever the number."""
    at = {asked: known.id for asked, known in known_ids(connection, offer_ids).items()}
    offers = _present(connection, Offer, record.c.id, at.values())
    organisations = _present(connection, Organisation, record.c.id, (one.organisation for one in offers.values()))
    partnerships = _present(connection, Partnership, record.c.id, (one.partnership for one in offers.values()))
    places = _present(connection, OfferAtLocation, record.c.offer, offers)
    locations = _present(connection, Location, record.c.id, (one.location for one in places.values()))
    sites: dict[str, list[tuple[OfferAtLocation, Location]]] = {}
    for place in places.values():
        if place.location in locations:
            sites.setdefault(place.offer, []).append((place, locations[place.location]))
    whole = {
        offer.id: Bundle(
            offer,
            organisations.get(offer.organisation),
            partnerships.get(offer.partnership or ""),
            tuple(sites.get(offer.id, ())),
        )
        for offer in offers.values()
    }
    return {asked: whole[here] for asked, here in at.items() if here in whole}


def _present(
    connection: Connection, record_type: type[R], column: ColumnElement[str], values: Iterable[str | None]
) -> dict[str, R]:
    """Present records of a type whose column has one of these values, by id, in order of id."""
    found: dict[str, R] = {}
    named = among(connection, column, (value for value in values if value is not None))
    query = select(record.c.body).where(named, record.c.state == State.PRESENT)
    for body in connection.execute(query.order_by(record.c.id)).scalars():
        one = read_record(orjson.loads(body))
        if isinstance(one, record_type):
            found[one.id] = one
    return found


def offers_touched(connection: Connection, record_ids: Iterable[str]) -> set[str]:
    """Ids of offers, present or gone, whose bundle a change of these records may have changed.

    An offer at a location touches the offer that it had before as well: that one lost a place. No query filters on
    the kind: SQLite would then walk through all records of the kind instead of the few that are named.
    """
    ids = sorted(set(record_ids))

    def having(column: ColumnElement[str]) -> ColumnElement[bool]:
        return among(connection, column, ids)

    touched: set[str | None] = set()
    own = select(record.c.id, record.c.kind, record.c.offer)
    for row in connection.execute(own.where(having(record.c.id))):
        touched.add(row.id if row.kind == "offer" else row.offer)
    for column in (record.c.organisation, record.c.partnership):
        rows = connection.execute(select(record.c.id, record.c.kind).where(having(column)))
        touched.update(row.id for row in rows if row.kind == "offer")
    touched.update(connection.execute(select(record.c.offer).where(having(record.c.location))).scalars())
    moved = select(history.c.before).where(having(history.c.record_id), history.c.field == "offer")
    touched.update(orjson.loads(before) for before in connection.execute(moved).scalars() if before is not None)
    return {one for one in touched if one is not None}
