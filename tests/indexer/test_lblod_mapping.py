"""The table of OCMW's and welzijnsverenigingen, as it is published, by the mapping that ships with loket."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from catalogue import Answer, Location, Offer, Organisation, Record, Vocabulary, read_record
from geo import Gazetteer
from indexer.draft import Draft, Remark
from indexer.ingest import ingest
from indexer.mapping import Mapping
from indexer.normalise import normalise
from indexer.report import Report
from indexer.sources.csv_table import CsvReader
from indexer.sources.records import RecordsReader
from store import Store


@pytest.fixture(scope="module")
def table(shared: Path) -> Path:
    return shared / "samples" / "lblod" / "ocmw_en_welzijnsverenigingen.csv"


@pytest.fixture(scope="module")
def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def reader(data: Path, gazetteer: Gazetteer) -> CsvReader:
    return CsvReader(Mapping.load("lblod_ocmw", data / "mappings"), gazetteer)


@pytest.fixture(scope="module")
def records(reader: CsvReader, table: Path, gazetteer: Gazetteer) -> list[Record]:
    drafts = [item for item in reader.read(table) if isinstance(item, Draft)]
    sourced = [draft.values | {"provenance": {"source": reader.name}} for draft in drafts]
    return [read_record(normalise(values, "", gazetteer)[0]) for values in sourced]


def organisations(records: list[Record], kind: str) -> list[Organisation]:
    return [one for one in records if isinstance(one, Organisation) and one.type == kind]


def identifiers(record: Record) -> dict[str, str]:
    return {one.scheme: one.value for one in record.identifiers}


def test_every_row_is_an_organisation_or_is_named_in_the_report(
    reader: CsvReader, table: Path, rows: list[dict[str, str]], records: list[Record]
) -> None:
    active = [row for row in rows if row["status"] == "Actief"]
    left_out = [item for item in reader.read(table) if isinstance(item, Remark) and "row left out" in item.reason]
    counts = Counter(record.kind for record in records)
    ocmws = [row for row in active if row["classificatie"] == "OCMW"]
    assert counts["organisation"] == len(active)
    assert [remark.field for remark in left_out] == ["status"] * (len(rows) - len(active))
    assert counts["offer"] == len(active), "an OCMW and an association each have one"
    assert counts["location"] == len([row for row in active if row["postcode"]])
    assert counts["offer_at_location"] == len([row for row in ocmws if row["postcode"]])


def test_the_identifiers_are_those_of_the_table(rows: list[dict[str, str]], records: list[Record]) -> None:
    by_uri = {identifiers(record)["uri"]: identifiers(record) for record in records if isinstance(record, Organisation)}
    for row in rows:
        if row["status"] == "Actief":
            found = by_uri[row["uri"]]
            assert found.get("ovo", "") == row["id_OVO"]
            assert found.get("kbo", "") == row["id_KBO nummer"]


def test_every_municipality_of_flanders_has_exactly_one_ocmw(records: list[Record], gazetteer: Gazetteer) -> None:
    flemish = sorted(one.nis for one in gazetteer.municipalities if not one.nis.startswith("21"))
    assert sorted(identifiers(ocmw)["ocmw_nis"] for ocmw in organisations(records, "ocmw")) == flemish


def test_an_ocmw_that_merged_has_the_name_and_code_of_today(records: list[Record]) -> None:
    (tongeren,) = (one for one in organisations(records, "ocmw") if "OCMW Tongeren" in one.alternate_names)
    assert tongeren.name == "OCMW Tongeren-Borgloon"
    assert identifiers(tongeren)["ocmw_nis"] == "73111"


def test_an_association_keeps_its_name_and_its_offer_says_only_where_to_ask(records: list[Record]) -> None:
    names = {one.name for one in organisations(records, "welzijnsvereniging")}
    assert {"Zorgbedrijf Antwerpen", "AZ Lokeren AV", 'AUTONOME VERENIGING "HET DAK"'} <= names
    associations = {one.id for one in organisations(records, "welzijnsvereniging")}
    offers = [one for one in records if isinstance(one, Offer) and one.organisation in associations]
    assert len(offers) == len(associations)
    assert {(offer.functions, offer.area, offer.hours, offer.phones) for offer in offers} == {((), None, None, ())}
    assert all("Wat zij precies doet, staat niet in onze bron." in (offer.description or {})["nl"] for offer in offers)


def test_a_province_is_not_taken_for_a_municipality(records: list[Record]) -> None:
    (kina,) = (one for one in organisations(records, "welzijnsvereniging") if one.name.startswith("KINA"))
    assert "nis" not in identifiers(kina)


def test_the_offer_says_only_what_is_certain(records: list[Record]) -> None:
    (onthaal,) = (one for one in records if isinstance(one, Offer) and one.name["nl"] == "Onthaal OCMW Aalst")
    assert onthaal.area is not None
    assert onthaal.area.municipalities == ("41002",)
    assert "onthaal" in onthaal.functions
    nobody_knows = (onthaal.access, onthaal.modes, onthaal.languages, onthaal.hours, onthaal.costs, onthaal.conditions)
    assert nobody_knows == (None,) * 6
    assert onthaal.phones == ()


def test_the_seat_is_a_seat_of_which_nobody_knows_whether_people_are_received_there(records: list[Record]) -> None:
    seats = [one for one in records if isinstance(one, Location)]
    assert {identifiers(seat)["role"] for seat in seats} == {"seat"}
    assert {seat.legal_seat_only for seat in seats} == {Answer.UNKNOWN}
    assert {seat.point for seat in seats} == {None}
    (lier,) = (seat.address for seat in seats if seat.address and seat.address.municipality == "Lier")
    assert (lier.street, lier.number, lier.box, lier.postcode) == ("Paradeplein", "2", "2", "2500")


def test_all_terms_stand_in_the_vocabulary(records: list[Record], vocabulary: Vocabulary) -> None:
    assert [problem for record in records for problem in vocabulary.problems(record)] == []


def test_with_the_shipped_content_the_ocmws_are_one_and_a_second_time_changes_nothing(
    reader: CsvReader,
    table: Path,
    data: Path,
    store: Store,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    now: datetime,
) -> None:
    def read_in(by: CsvReader | RecordsReader, path: Path) -> Report:
        return ingest(by, path, store=store, vocabulary=vocabulary, gazetteer=gazetteer, source=by.name, now=now)

    read_in(RecordsReader(), data / "content")
    shipped = store.count("organisation")
    first = read_in(reader, table)
    ocmws = first.counts["offer"]["changed"]
    assert first.counts["organisation"]["changed"] == ocmws > 0
    assert store.count("organisation") == shipped + first.counts["organisation"]["new"]
    aalst = store.bundle("loket:ocmw-41002-onthaal")
    assert aalst is not None
    assert aalst.organisation is not None
    assert identifiers(aalst.organisation)["ovo"] == "OVO002601"
    assert [location.address and location.address.street for _, location in aalst.sites] == ["Gasthuisstraat"]

    last = store.last_change()
    second = read_in(reader, table)
    assert second.totals == {
        "new": 0,
        "changed": 0,
        "unchanged": first.totals["new"] + 2 * ocmws,
        "rejected": 0,
        "gone": 0,
    }
    assert store.last_change() == last
