"""HSDS as tables: the example of the standard, the 1.x package of Miami, and packages that are not in order."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from catalogue import read_record
from geo import Gazetteer
from indexer.draft import Draft, Item, Rejection, Remark, SourceError
from indexer.normalise import normalise
from indexer.sources.hsds import HsdsReader

# Where a link of the example's tables leads nowhere, its JSON alone holds the value.
BROKEN_LINKS = {"offer": {"capacity", "keywords"}, "offer_at_location": {"area", "email"}}


def kinds(items: list[Item]) -> Counter[str]:
    return Counter(item.values["kind"] for item in items if isinstance(item, Draft))


def by_kind(items: list[Item]) -> dict[str, dict[str, Any]]:
    return {item.values["kind"]: item.values for item in items if isinstance(item, Draft)}


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def miami(shared: Path) -> list[Item]:
    """The package of Miami, read once."""
    return list(HsdsReader(language="en").read(shared / "samples" / "hsds_miami_2019"))


def test_the_example_says_the_same_as_tables_and_as_json(shared: Path) -> None:
    examples = shared / "samples" / "hsds_3_1" / "examples"
    tables = list(HsdsReader(language="en").read(examples / "csv"))
    document = list(HsdsReader(language="en").read(examples / "service_full.json"))
    one, other = by_kind(tables), by_kind(document)
    assert one.keys() == other.keys() == {"organisation", "offer", "location", "offer_at_location"}
    for kind, values in other.items():
        broken = BROKEN_LINKS.get(kind, set())
        assert not broken & one[kind].keys()
        assert one[kind] == {key: value for key, value in values.items() if key not in broken}, kind
    lost = {remark.field for remark in tables if isinstance(remark, Remark)}
    assert {"attribute.link_id", "service_capacity.service_id"} <= lost
    assert {"service_area.service_at_location_id", "contact.service_at_location_id"} <= lost


def test_the_tables_as_one_json_object_say_the_same_too(shared: Path) -> None:
    examples = shared / "samples" / "hsds_3_1" / "examples"
    assert kinds(list(HsdsReader().read(examples / "tabular.json")))["offer"] == 1


def test_a_damaged_description_of_the_package_does_not_hide_its_tables(shared: Path) -> None:
    path = shared / "samples" / "hsds_3_1" / "examples" / "csv" / "datapackage.json"
    assert kinds(list(HsdsReader().read(path)))["offer"] == 1


def test_every_row_of_miami_becomes_a_record(shared: Path, miami: list[Item]) -> None:
    folder = shared / "samples" / "hsds_miami_2019"
    assert kinds(miami) == {
        "organisation": len(rows(folder / "organizations.csv.gz")),
        "offer": len(rows(folder / "services.csv.gz")),
        "location": len(rows(folder / "locations.csv.gz")),
        "offer_at_location": len(rows(folder / "services_at_location.csv.gz")),
    }
    assert not [item for item in miami if isinstance(item, Rejection)]


def test_every_draft_of_miami_is_a_valid_record_once_normalised(miami: list[Item], gazetteer: Gazetteer) -> None:
    for item in miami:
        if isinstance(item, Draft):
            values, _ = normalise(item.values, item.where, gazetteer)
            read_record(values)


def test_rows_of_miami_that_name_no_service_are_counted_not_guessed(shared: Path, miami: list[Item]) -> None:
    orphans = len(rows(shared / "samples" / "hsds_miami_2019" / "eligibility.csv.gz"))
    (remark,) = [item for item in miami if isinstance(item, Remark) and item.field == "eligibility.id"]
    assert f"{orphans} times" in remark.reason
    assert not [item for item in miami if isinstance(item, Draft) and "conditions" in item.values]


def test_miami_stays_in_america(miami: list[Item]) -> None:
    countries = Counter(
        item.values["address"]["country"] for item in miami if isinstance(item, Draft) and "address" in item.values
    )
    assert countries["US"] > 4_000
    assert "BE" not in countries


def test_a_service_of_miami_keeps_what_its_tables_say(shared: Path, miami: list[Item]) -> None:
    folder = shared / "samples" / "hsds_miami_2019"
    row = next(row for row in rows(folder / "services.csv.gz") if row["id"] == "136")
    (offer,) = [item for item in miami if isinstance(item, Draft) and item.values["id"] == "hsds:service-136"]
    assert offer.where == "services.csv.gz line 2"
    assert offer.values["name"] == {"en": row["name"]}
    assert offer.values["website"] == row["url"]
    assert offer.values["steps"] == [{"text": {"en": row["application_process"]}}]
    assert offer.values["organisation"] == "hsds:organization-136"
    assert "\\n" not in offer.values["description"]["en"]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder with one service of one organisation."""
    (tmp_path / "services.csv").write_text("id,organization_id,name\n1,1,Samen koken\n")
    (tmp_path / "organizations.csv").write_text("id,name\n1,Huis De Brug\n")
    return tmp_path


def read(folder: Path) -> list[Item]:
    return list(HsdsReader().read(folder))


def test_a_package_of_services_and_organisations_is_enough(package: Path) -> None:
    items = read(package)
    assert kinds(items) == {"organisation": 1, "offer": 1}
    absent = {item.field for item in items if isinstance(item, Remark) and item.where == "package"}
    assert absent == {"location", "service_at_location"}


def test_a_folder_without_services_is_refused(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("id,name\n1,Huis De Brug\n")
    with pytest.raises(SourceError):
        read(tmp_path)
    with pytest.raises(SourceError, match="give the folder"):
        read(tmp_path / "organizations.csv")


def test_a_location_takes_the_organisation_of_the_service_there(package: Path) -> None:
    (package / "locations.csv").write_text("id,name,organization_id\n7,Zaal,99\n8,Kelder,\n")
    (package / "service_at_locations.csv").write_text("service_id,location_id\n1,7\n")
    items = read(package)
    place = by_kind(items)["location"]
    assert place["id"] == "hsds:location-7"
    assert place["organisation"] == "hsds:organization-1"
    left_out = [item.where for item in items if isinstance(item, Remark) and "left out: 8" in item.reason]
    assert left_out == ["locations.csv line 3"]


def test_rows_that_cannot_be_are_refused_with_their_line(package: Path) -> None:
    (package / "services.csv").write_text(
        'id,organization_id,name\n1,1,Samen\n,1,Zonder sleutel\n2,1,\n1,1,Tweede\n3,1,"twee\nregels",te veel\n4,,Geen\n'
    )
    found = [(item.where, item.field) for item in read(package) if isinstance(item, Rejection)]
    assert sorted(found) == [
        ("services.csv line 3", "service.id"),
        ("services.csv line 4", "service.name"),
        ("services.csv line 5", "service.id"),
        ("services.csv line 6", ""),
        ("services.csv line 8", "service.organization"),
    ]


def test_an_organisation_that_is_refused_takes_its_services_along(package: Path) -> None:
    (package / "organizations.csv").write_text("id,name\n1,\n")
    items = read(package)
    assert not kinds(items)
    assert [item.field for item in items if isinstance(item, Rejection)] == [
        "organization.name",
        "service.organization",
    ]


def test_tables_that_were_not_saved_as_utf_8_are_read_and_said(package: Path) -> None:
    (package / "organizations.csv").write_bytes("id,name\n1,Café\n".encode("cp1252"))
    items = read(package)
    assert by_kind(items)["organisation"]["name"] == "Café"
    assert any("Windows-1252" in item.reason for item in items if isinstance(item, Remark))


def test_the_description_of_a_package_may_name_other_files_but_none_outside_it(package: Path) -> None:
    (package / "services.csv").rename(package / "diensten.csv")
    outside = package.parent / f"{package.name}-buiten.csv"
    outside.write_text("service_id,number\n1,1712\n")
    resources = [{"name": "services", "path": "diensten.csv"}, {"name": "phones", "path": f"../{outside.name}"}]
    (package / "datapackage.json").write_bytes(orjson.dumps({"resources": resources}))
    offer = by_kind(list(HsdsReader().read(package / "datapackage.json")))["offer"]
    assert offer["name"] == {"nl": "Samen koken"}
    assert "phones" not in offer


def test_a_capacity_finds_the_name_of_its_unit(package: Path) -> None:
    (package / "units.csv").write_text("id,name\n5,bedden\n")
    (package / "service_capacity.csv").write_text("service_id,unit_id,available,maximum,updated\n1,5,2,10,2026-11-01\n")
    offer = by_kind(read(package))["offer"]
    assert offer["capacity"] == {"unit": "bedden", "available": 2, "maximum": 10, "updated": "2026-11-01"}


def test_the_older_tables_of_conditions_and_hours_are_read(package: Path) -> None:
    (package / "eligibility.csv").write_text("id,service_id,eligibility\n1,1,Voor ouders\n")
    (package / "regular_schedules.csv").write_text("service_id,weekday,opens_at,closes_at\n1,Monday,09:00,12:00\n")
    offer = by_kind(read(package))["offer"]
    assert offer["conditions"] == [{"text": {"nl": "Voor ouders"}}]
    assert offer["hours"] == {"weekly": [{"day": "mo", "opens": "09:00", "closes": "12:00"}]}
