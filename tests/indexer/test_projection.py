"""What an engine gets to see of an offer."""

from __future__ import annotations

from typing import Any

import pytest

from catalogue import Bundle, Vocabulary, offer_view, read_record
from geo import Gazetteer
from indexer import Projection
from search import Document

AALST, ANTWERPEN, GALMAARDEN_OLD, PAJOTTEGEM = "41002", "11002", "23023", "23106"


@pytest.fixture
def projection(gazetteer: Gazetteer, vocabulary: Vocabulary) -> Projection:
    return Projection(gazetteer, vocabulary)


def make(kind: str, id_: str, **values: Any) -> Any:
    return read_record({"kind": kind, "id": id_, **values})


def bundle(location: dict[str, Any] | None = None, organisation: dict[str, Any] | None = None, **offer: Any) -> Bundle:
    sites: tuple[Any, ...] = ()
    if location is not None:
        at = make("offer_at_location", "x:al", offer="x:a", location="x:l")
        sites = ((at, make("location", "x:l", organisation="x:o", **location)),)
    return Bundle(
        make("offer", "x:a", **{"organisation": "x:o", "name": "Aanbod"} | offer),
        make("organisation", "x:o", **{"name": "Organisatie"} | (organisation or {})),
        None,
        sites,
    )


def document(projection: Projection, given: Bundle) -> Document:
    made = projection.document(offer_view(given))
    assert made is not None
    return made


@pytest.mark.parametrize(
    "change",
    [
        {"visibility": {"*": "hidden"}},
        {"status": "inactive"},
        {"status": "temporarily_closed"},
        {"organisation": {"status": "defunct"}},
    ],
)
def test_what_must_not_be_found_gives_no_document(projection: Projection, change: dict[str, Any]) -> None:
    organisation = change.pop("organisation", None)
    assert projection.document(offer_view(bundle(organisation=organisation, **change))) is None


def test_an_offer_whose_organisation_is_not_known_gives_no_document(projection: Projection) -> None:
    alone = Bundle(make("offer", "x:a", organisation="x:o", name="Aanbod"), None, None)
    assert projection.document(offer_view(alone)) is None


def test_a_place_without_a_point_lies_at_its_postcode_and_says_so(projection: Projection, gazetteer: Gazetteer) -> None:
    address = {"postcode": "9300", "municipality": "Aalst", "nis": AALST}
    (site,) = document(projection, bundle(location={"address": address})).sites
    at = gazetteer.postcode("9300")
    assert at is not None
    assert (site.lat, site.lon, site.precision) == (at.point.lat, at.point.lon, "postcode")
    assert site.zones == ("regio-aalst",)


def test_a_place_abroad_keeps_its_own_point_and_gets_no_belgian_one(projection: Projection) -> None:
    address = {"postcode": "9300", "municipality": "Miami", "country": "US"}
    (site,) = document(projection, bundle(location={"address": address})).sites
    assert (site.lat, site.lon, site.zones) == (None, None, ())


def test_a_hidden_address_leaves_neither_point_nor_zone(projection: Projection) -> None:
    secret = {
        "address": {"street": "Geheim", "postcode": "9300", "nis": AALST},
        "point": {"lat": 50.9, "lon": 4.0, "precision": "address"},
        "visibility": {"address": "professional"},
    }
    made = document(projection, bundle(location=secret))
    assert "Geheim" not in made.model_dump_json()
    assert [(site.lat, site.nis, site.postcode, site.zones) for site in made.sites] == [(None, None, None, ())]


def test_an_area_is_told_in_municipalities_of_today(projection: Projection, gazetteer: Gazetteer) -> None:
    made = document(projection, bundle(area={"municipalities": [GALMAARDEN_OLD], "zones": ["regio-aalst"]}))
    assert made.area is not None
    in_zone = {one.nis for one in gazetteer.municipalities if any(zone.id == "regio-aalst" for zone in one.zones)}
    assert set(made.area.municipalities) == in_zone | {PAJOTTEGEM}


def test_a_zone_of_antwerpen_is_a_part_of_the_municipality(projection: Projection) -> None:
    area = document(projection, bundle(area={"zones": ["antwerpen-zuid"]})).area
    assert area is not None
    assert (area.municipalities, area.zones) == ((ANTWERPEN,), ("antwerpen-zuid",))


def test_all_municipalities_of_a_zone_are_the_zone(projection: Projection, gazetteer: Gazetteer) -> None:
    members = [one.nis for one in gazetteer.municipalities if one.zones[0].id == "regio-aalst"]
    whole = document(projection, bundle(area={"municipalities": members})).area
    part = document(projection, bundle(area={"municipalities": members[1:]})).area
    assert whole is not None
    assert part is not None
    assert (whole.zones, part.zones) == (("regio-aalst",), ())


def test_an_area_that_is_only_words_is_not_known(projection: Projection) -> None:
    assert document(projection, bundle(area={"note": "de ruime regio"})).area is None


def test_a_heading_brings_the_headings_above_it_and_their_labels(projection: Projection) -> None:
    made = document(projection, bundle(themes=["schuldbemiddeling-en-budgetbeheer"]))
    assert made.themes == ("schuldbemiddeling-en-budgetbeheer", "geld-en-administratie")
    assert "Geld en administratie" in made.keywords


def test_access_that_is_said_to_be_unknown_is_unknown(projection: Projection) -> None:
    assert document(projection, bundle(access="unknown")).access is None


def test_the_number_to_call_is_not_a_fax(projection: Projection) -> None:
    phones = [{"number": "053 00 00 01", "type": "fax"}, {"number": "053 00 00 02"}]
    assert document(projection, bundle(phones=phones)).contact.phone == "053 00 00 02"


def test_the_old_code_of_a_merged_municipality_says_in_which_zone_a_place_lies(projection: Projection) -> None:
    (borsbeek,) = document(projection, bundle(location={"address": {"nis": "11007"}})).sites
    (antwerpen,) = document(projection, bundle(location={"address": {"nis": ANTWERPEN}})).sites
    assert (borsbeek.nis, borsbeek.zones) == (ANTWERPEN, ("antwerpen-oost",))
    assert len(antwerpen.zones) == 4
