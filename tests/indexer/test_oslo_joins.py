"""The table of OCMW's, the file of associations and the register together: one record for each real thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from catalogue import Identifier, Vocabulary
from geo import Gazetteer
from indexer.ingest import ingest
from indexer.mapping import Mapping
from indexer.report import Report
from indexer.sources.csv_table import CsvReader
from indexer.sources.oslo import KnownOrganisation, Onthaal, OsloReader
from store import Store


class Desk:
    """Someone who reads the three files into one store."""

    def __init__(
        self, store: Store, vocabulary: Vocabulary, gazetteer: Gazetteer, now: datetime, data: Path, shared: Path
    ) -> None:
        self._store, self._vocabulary, self._gazetteer, self._now = store, vocabulary, gazetteer, now
        self._mappings, self._folder = data / "mappings", shared / "samples" / "lblod"
        self._known: dict[Identifier, KnownOrganisation] = {}

    def table(self) -> Report:
        reader = CsvReader(Mapping.load("lblod_ocmw", self._mappings), self._gazetteer)
        return self._take(reader, "ocmw_en_welzijnsverenigingen.csv", "lblod_ocmw")

    def associations(self) -> Report:
        return self._take(self._oslo("oslo_verenigingen"), "welzijnsverenigingen_2024.ttl.gz", "oslo_verenigingen")

    def register(self) -> Report:
        return self._take(self._oslo("oslo_wegwijs"), "bestuurseenheden_wegwijs_2022.ttl.gz", "oslo_wegwijs")

    def _oslo(self, name: str) -> OsloReader:
        self._known = dict(self._organisations())
        return OsloReader(name, self._known.get, Onthaal.load(self._mappings / "lblod_ocmw.toml"))

    def _organisations(self) -> Iterator[tuple[Identifier, KnownOrganisation]]:
        for stored in list(self._store.records("organisation")):
            offers = self._store.offers_of(stored.record.id)
            known = KnownOrganisation(stored.record.id, getattr(stored.record, "name", ""), has_offer=bool(offers))
            for identifier in stored.record.identifiers:
                yield identifier, known

    def _take(self, reader: CsvReader | OsloReader, name: str, source: str) -> Report:
        return ingest(
            reader,
            self._folder / name,
            store=self._store,
            vocabulary=self._vocabulary,
            gazetteer=self._gazetteer,
            source=source,
            now=self._now,
        )


@pytest.fixture
def desk(store: Store, vocabulary: Vocabulary, gazetteer: Gazetteer, now: datetime, data: Path, shared: Path) -> Desk:
    """A desk with an empty store."""
    return Desk(store, vocabulary, gazetteer, now, data, shared)


def test_three_files_give_one_organisation_one_seat_and_one_onthaal_each(desk: Desk, store: Store) -> None:
    desk.table()
    seats, there = store.count("location"), store.count("offer_at_location")
    associations = desk.associations()
    register = desk.register()
    assert not associations.rejections
    assert not register.rejections
    assert (store.count("location"), store.count("offer_at_location")) == (seats, there)
    uris = [i.value for s in store.records("organisation") for i in s.record.identifiers if i.scheme == "uri"]
    assert len(uris) == len(set(uris)) == store.count("organisation")
    for stored in store.records("organisation"):
        assert len(store.locations_of(stored.record.id)) <= 1
        active = getattr(stored.record, "status", "") == "active"
        assert len(store.offers_of(stored.record.id)) == (1 if active else 0)


def test_reading_the_register_again_takes_nothing_away(desk: Desk, store: Store) -> None:
    desk.table()
    desk.register()
    before = [stored.record.id for stored in store.records()]
    again = desk.register()
    assert [stored.record.id for stored in store.records()] == before
    assert again.held_back is None
