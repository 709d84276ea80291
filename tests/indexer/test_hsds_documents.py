"""HSDS as JSON: what a service, an organisation, a page become, and what is refused with a reason."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from catalogue import read_record
from indexer.draft import Draft, Item, Rejection, Remark, SourceError
from indexer.sources.hsds import HsdsReader

SERVICE, ORGANISATION, PLACE = (f"{n}a19ff88-4620-4d17-9830-ac1d859eb5d5" for n in (1, 2, 3))

Read = Callable[..., list[Item]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a JSON value (or bytes) to a file and read it."""

    def reading(value: Any, *, name: str = "data.json", language: str = "nl") -> list[Item]:
        path = tmp_path / name
        path.write_bytes(value if isinstance(value, bytes) else orjson.dumps(value))
        return list(HsdsReader(language=language).read(path))

    return reading


def a_service(**fields: Any) -> dict[str, Any]:
    """An active service of an organisation, unless said otherwise."""
    organisation = {"id": ORGANISATION, "name": "Huis De Brug", "description": "Een huis."}
    return {"id": SERVICE, "name": "Samen koken", "status": "active", "organization": organisation} | fields


def a_place(**fields: Any) -> dict[str, Any]:
    """A service at a location with those fields."""
    return {"id": "4" + PLACE[1:], "location": {"id": PLACE, "location_type": "physical"} | fields}


def drafts(items: list[Item], kind: str) -> list[dict[str, Any]]:
    return [item.values for item in items if isinstance(item, Draft) and item.values["kind"] == kind]


def the(items: list[Item], kind: str) -> dict[str, Any]:
    (found,) = drafts(items, kind)
    return found


def rejections(items: list[Item]) -> list[Rejection]:
    return [item for item in items if isinstance(item, Rejection)]


def remarks(items: list[Item]) -> list[Remark]:
    return [item for item in items if isinstance(item, Remark)]


def test_the_official_example_becomes_an_organisation_an_offer_a_place_and_the_offer_there(shared: Path) -> None:
    path = shared / "samples" / "hsds_3_1" / "examples" / "service_full.json"
    example = orjson.loads(path.read_bytes())
    items = list(HsdsReader(language="en").read(path))
    offer, at = the(items, "offer"), the(items, "offer_at_location")
    assert offer["id"] == f"hsds:{example['id']}"
    assert {"scheme": "hsds", "value": example["id"]} in offer["identifiers"]
    assert offer["organisation"] == f"hsds:{example['organization']['id']}"
    assert at["offer"] == offer["id"]
    assert at["location"] == the(items, "location")["id"]
    assert offer["name"] == {"en": "Community Counselling"}
    assert offer["website"] == "http://example.com/counselling"
    assert offer["ages"] == {"minimum": 12, "maximum": 100}
    assert offer["languages"] == ["ur"]
    assert offer["steps"][0]["text"]["en"].startswith("If you are an NHS patient")
    assert offer["conditions"] == [{"text": {"en": example["eligibility_description"]}}]
    assert offer["provenance"]["confirmed_on"] == "2005-01-01"
    assert offer["provenance"]["source_date"] == "2023-03-15"
    assert offer["phones"][0]["note"].startswith("ext. 100. Our main reception")
    assert offer["costs"][1]["amount"] == 35
    assert offer["costs"][1]["currency"] == "GBP"
    assert offer["keywords"] == ["name"]
    assert not rejections(items)


def test_every_official_example_gives_valid_records(shared: Path) -> None:
    folder = shared / "samples" / "hsds_3_1" / "examples"
    for path in sorted(folder.glob("*.json")):
        found = [item for item in HsdsReader().read(path) if isinstance(item, Draft)]
        for draft in found:
            values = {key: value for key, value in draft.values.items() if key != "phones"}
            assert read_record(values).kind == draft.values["kind"], path.name


def test_the_service_without_a_name_of_the_uk_validator_is_refused_by_name_and_place(shared: Path) -> None:
    path = shared / "samples" / "oruk_uk" / "mocks" / "V3.0-UK-Fail" / "service_list.json"
    nameless = [service for service in orjson.loads(path.read_bytes())["contents"] if "name" not in service]
    found = rejections(list(HsdsReader().read(path)))
    assert len(found) == len(nameless) > 0
    assert {(one.field, one.reason) for one in found} == {("service.name", "is missing")}
    assert found[0].where.startswith("object ")


def test_a_contact_person_gives_a_number_but_never_a_name(shared: Path) -> None:
    path = shared / "samples" / "hsds_3_1" / "examples" / "service_full.json"
    items = list(HsdsReader().read(path))
    assert "Persona" not in repr([item for item in items if isinstance(item, Draft)])
    assert any("no names of contact persons" in remark.reason for remark in remarks(items))


def test_numbers_of_different_tables_do_not_collide(read: Read) -> None:
    organisation = {"id": "12", "name": "Huis De Brug"}
    items = read(a_service(id="12", organization=organisation, service_at_locations=[a_place(id="12")]))
    assert the(items, "offer")["id"] == "hsds:service-12"
    assert the(items, "organisation")["id"] == "hsds:organization-12"
    assert the(items, "location")["id"] == "hsds:location-12"


def test_pages_lists_and_lines_say_the_same(read: Read) -> None:
    services = [a_service(), a_service(id=PLACE, name="Kinderen welkom")]
    page = read({"total_items": 2, "contents": services})
    listed = read(services)
    lines = read(b"\n".join(map(orjson.dumps, services)), name="data.ndjson")
    unnamed = read(b"\n".join(map(orjson.dumps, services)))
    packed = read(gzip.compress(orjson.dumps(services)), name="data.json.gz")
    assert len(drafts(page, "offer")) == 2
    for other in (listed, lines, unnamed, packed):
        assert [item.values for item in other if isinstance(item, Draft)] == [
            item.values for item in page if isinstance(item, Draft)
        ]


def test_a_broken_line_does_not_stop_the_good_ones(read: Read) -> None:
    items = read(b'{"broken": \n' + orjson.dumps(a_service()) + b"\n[1]\n", name="data.ndjson")
    assert len(drafts(items, "offer")) == 1
    assert [one.where for one in rejections(items)] == ["line 1", "line 3 1"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"\x1f\x8b broken"])
def test_a_document_that_is_none_is_refused_as_a_whole(read: Read, content: bytes) -> None:
    with pytest.raises(SourceError):
        read(content)


@pytest.mark.parametrize("field", ["phones", "name", "attributes", "licenses"])
def test_nesting_without_end_is_refused_and_stops_no_other(read: Read, field: str) -> None:
    deep = b'{"id": "9", "name": "x", "status": "active", "' + field.encode() + b'": ' + b"[" * 900 + b"]" * 900 + b"}"
    items = read(deep + b"\n" + orjson.dumps(a_service()), name="data.ndjson")
    assert [one.where for one in rejections(items)] == ["line 1"]
    assert len(drafts(items, "offer")) == 1


def test_a_service_of_no_organisation_is_refused(read: Read) -> None:
    items = read({"id": SERVICE, "name": "Samen koken", "status": "active"})
    assert [one.field for one in rejections(items)] == ["service.organization"]


def test_a_service_may_name_an_organisation_that_came_in_before(read: Read) -> None:
    offer = the(read({"id": SERVICE, "name": "x", "status": "active", "organization_id": ORGANISATION}), "offer")
    assert offer["organisation"] == f"hsds:{ORGANISATION}"


def test_wrong_types_are_left_out_and_said(read: Read) -> None:
    items = read(a_service(phones={"number": "1712"}, email=["a@b.be"], minimum_age="veel", alert=True))
    offer = the(items, "offer")
    assert not {"phones", "email", "ages", "alert"} & offer.keys()
    assert {"service.phones", "service.email", "service.minimum_age", "service.alert"} <= {
        remark.field for remark in remarks(items)
    }


def test_the_same_id_twice_with_other_words_is_refused_the_second_time(read: Read) -> None:
    items = read([a_service(), a_service(name="Anders")])
    assert the(items, "offer")["name"] == {"nl": "Samen koken"}
    assert "stands twice" in rejections(items)[0].reason
    again = read([a_service(), a_service()])
    assert not rejections(again)
    assert len(drafts(again, "offer")) == 1


@pytest.mark.parametrize(
    ("fields", "costs"),
    [
        ({"fees_description": "Gratis."}, [{"free": "yes"}]),
        ({"fees": "free of charge"}, [{"free": "yes"}]),
        ({"fees_description": "Gratis voor leden"}, [{"note": {"nl": "Gratis voor leden"}}]),
        ({"cost_options": [{"amount": 0, "currency": "EUR"}]}, [{"free": "yes"}]),
        ({"cost_options": [{"amount": 0, "option": "leden", "currency": "EUR"}]}, [{"note": {"nl": "leden: 0 EUR"}}]),
        (
            {"cost_options": [{"amount": 0, "currency": "EUR"}, {"amount": 5, "currency": "eur"}]},
            [{"amount": 0}, {"amount": 5.0, "currency": "EUR"}],
        ),
        ({"cost_options": [{"amount": 35}]}, [{"note": {"nl": "35"}}]),
        ({"cost_options": [{"amount": -1, "currency": "EUR"}]}, None),
        ({}, None),
    ],
)
def test_an_offer_is_free_only_when_that_is_certain(read: Read, fields: Any, costs: Any) -> None:
    assert the(read(a_service(**fields)), "offer").get("costs") == costs


@pytest.mark.parametrize(
    ("rows", "languages", "words"),
    [
        ([{"name": "Nederlands"}, {"code": "fr-BE"}], ["nl", "fr"], None),
        ([{"name": "English and Spanish"}], ["en", "es"], None),
        ([{"name": "Vlaamse Gebarentaal"}], ["vgt"], None),
        ([{"name": "Dutch"}, {"name": "other languages on request"}], None, "other languages on request"),
        ([{"id": SERVICE}], None, None),
    ],
)
def test_a_list_of_languages_is_known_only_when_all_of_it_is(
    read: Read, rows: Any, languages: Any, words: str | None
) -> None:
    offer = the(read(a_service(languages=rows)), "offer")
    assert offer.get("languages") == languages
    assert offer.get("interpretation") == ({"nl": words} if words else None)


@pytest.mark.parametrize(("lat", "lon"), [(100, 101), (0, 0), (51.0, None), ("hier", "daar"), (51.0, 1e300)])
def test_a_point_that_cannot_be_is_dropped_and_said(read: Read, lat: Any, lon: Any) -> None:
    items = read(a_service(service_at_locations=[a_place(latitude=lat, longitude=lon)]))
    assert "point" not in the(items, "location")
    assert any(remark.field.startswith("location.l") for remark in remarks(items))


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (
            {"address_1": "Gasthuisstraat 40 bus 2", "city": "Aalst", "postal_code": "9300"},
            {
                "street": "Gasthuisstraat",
                "number": "40",
                "box": "2",
                "postcode": "9300",
                "municipality": "Aalst",
                "country": "BE",
            },
        ),
        (
            {"address_1": "1 Main Street", "city": "Miami", "state_province": "FL ", "postal_code": "33136"},
            {"street": "1 Main Street", "postcode": "33136", "municipality": "Miami", "country": "US"},
        ),
        (
            {"address_1": "Damrak 1", "postal_code": "1012 AB", "country": "Nederland"},
            {"street": "Damrak 1", "postcode": "1012 AB", "country": "NL"},
        ),
        ({"address_1": "Ergens 1", "postal_code": "G1M 3H6"}, None),
        ({"attention": "A. Persona", "country": "BE"}, None),
    ],
)
def test_an_address_keeps_its_country_and_is_not_taken_for_belgian_by_chance(
    read: Read, address: Any, kept: Any
) -> None:
    place = the(read(a_service(service_at_locations=[a_place(addresses=[address])])), "location")
    assert place.get("address") == kept


def test_the_address_to_visit_goes_before_the_one_to_write_to(read: Read) -> None:
    addresses = [
        {"address_1": "Postbus 1", "postal_code": "9300", "address_type": "postal"},
        {"address_1": "Markt 2", "postal_code": "9300", "address_type": "physical"},
    ]
    place = the(read(a_service(service_at_locations=[a_place(addresses=addresses)])), "location")
    assert place["address"]["street"] == "Markt"


def test_a_place_without_an_address_gets_none(read: Read) -> None:
    place = the(read(a_service(service_at_locations=[a_place(description="Adres is vertrouwelijk")])), "location")
    assert not {"address", "point"} & place.keys()


def test_an_area_in_words_is_no_area_that_anyone_can_reckon_with(read: Read) -> None:
    offer = the(read(a_service(service_areas=[{"name": "Regio Aalst"}, {"description": "Ninove"}])), "offer")
    assert offer["area"] == {"note": "Regio Aalst; Ninove"}


def test_an_area_that_is_a_whole_region_is_known(read: Read) -> None:
    areas = [{"name": "Vlaanderen"}, {"name": "Brussels Hoofdstedelijk Gewest"}]
    assert the(read(a_service(service_areas=areas)), "offer")["area"] == {"brussels": True, "flanders": True}
    mixed = the(read(a_service(service_areas=[{"name": "Vlaanderen"}, {"name": "Wallonië"}])), "offer")
    assert mixed["area"] == {"note": "Vlaanderen; Wallonië"}


def test_only_an_address_of_our_own_vocabulary_makes_a_term(read: Read) -> None:
    ours = {"taxonomy_term": {"name": "Schuldhulp", "term_uri": "https://loket.example/vocabulary/function/schuldhulp"}}
    theirs = {"taxonomy_term": {"name": "Debt", "term_uri": "https://example.org/terms/debt", "code": "schuldhulp"}}
    offer = the(read(a_service(attributes=[ours, theirs])), "offer")
    assert offer["functions"] == ["schuldhulp"]
    assert offer["keywords"] == ["Debt"]


def test_a_parent_that_is_not_there_is_left_out_and_one_that_comes_later_is_kept(read: Read) -> None:
    child = {"id": ORGANISATION, "name": "Kind", "legal_status": "vzw", "parent_organization_id": PLACE}
    parent = {"id": PLACE, "name": "Ouder", "legal_status": "vzw"}
    assert "parent" not in the(read([child]), "organisation")
    assert drafts(read([child, parent]), "organisation")[0]["parent"] == f"hsds:{PLACE}"


def test_a_uri_that_two_organisations_share_joins_neither_to_the_other(read: Read) -> None:
    first = {"id": ORGANISATION, "name": "Een", "uri": "https://example.org/id/1", "website": "https://example.org"}
    second = first | {"id": PLACE, "name": "Twee"}
    one, two = drafts(read([first, second]), "organisation")
    assert {"scheme": "uri", "value": "https://example.org/id/1"} in one["identifiers"]
    assert [identifier["scheme"] for identifier in two["identifiers"]] == ["hsds"]


@pytest.mark.parametrize("scheme", ["KBO", "BE-BCE_KBO", "Ondernemingsnummer"])
def test_an_enterprise_number_is_known_by_any_of_its_names(read: Read, scheme: str) -> None:
    number = {"id": SERVICE, "identifier_scheme": scheme, "identifier": "0212.237.186"}
    organisation = {"id": ORGANISATION, "name": "OCMW Aalst", "organization_identifiers": [number]}
    found = the(read(a_service(organization=organisation)), "organisation")
    assert {"scheme": "kbo", "value": "0212.237.186"} in found["identifiers"]


def test_half_years_never_leave_anyone_out(read: Read) -> None:
    items = read(a_service(minimum_age=2.5, maximum_age="12"))
    assert the(items, "offer")["ages"] == {"minimum": 2, "maximum": 12}


def test_ages_that_contradict_each_other_are_left_out(read: Read) -> None:
    assert "ages" not in the(read(a_service(minimum_age=20, maximum_age=12)), "offer")


def test_an_extension_within_the_number_becomes_a_note(read: Read) -> None:
    offer = the(read(a_service(phones=[{"number": "053 12 34 56 x5427", "type": "TTY"}])), "offer")
    assert offer["phones"] == [{"number": "053 12 34 56", "type": "textphone", "note": "ext. 5427"}]


def test_what_the_map_has_no_field_for_is_said_once_with_the_number(read: Read) -> None:
    items = read([a_service(licenses="A"), a_service(id=PLACE, licenses="B")])
    (remark,) = [remark for remark in remarks(items) if remark.field == "service.licenses"]
    assert "2 times" in remark.reason
