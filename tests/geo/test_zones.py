"""In which zone something lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import FARTHEST_KM, Gazetteer, Point, distance_km


def ids(gazetteer: Gazetteer, nis: str, postcode: str | None = None) -> list[str]:
    return [zone.id for zone in gazetteer.zones_of(nis, postcode)]


@pytest.mark.parametrize("name", ["regio-aalst", "elz36", "ELZ36", "Regio Aalst", " regio  aalst "])
def test_a_zone_is_found_by_id_code_and_name(gazetteer: Gazetteer, name: str) -> None:
    zone = gazetteer.zone(name)
    assert zone is not None
    assert zone.id == "regio-aalst"


@pytest.mark.parametrize(
    ("code", "id_"),
    [
        ("elz2-1", "antwerpen-centrum"),
        ("elz21", "leuven-zuid"),
        ("elz2-4", "noord-antwerpen"),
        ("elz24", "regio-menen"),
    ],
)
def test_the_codes_of_antwerpen_are_not_those_of_other_zones(gazetteer: Gazetteer, code: str, id_: str) -> None:
    zone = gazetteer.zone(code)
    assert zone is not None
    assert zone.id == id_


@pytest.mark.parametrize(
    ("old", "id_"),
    [
        ("Oostende-Bredene", "middenkust"),
        ("Regio Kortrijk", "kortrijk-kuurne-harelbeke"),
        ("Zuidoostrand Antwerpen", "zora"),
        ("Westkust & Polder", "westkust-polder"),
    ],
)
def test_a_zone_is_found_by_its_older_name(gazetteer: Gazetteer, old: str, id_: str) -> None:
    zone = gazetteer.zone(old)
    assert zone is not None
    assert zone.id == id_


@pytest.mark.parametrize("name", ["", "elz99", "Hageland", "Luik", "\0"])
def test_what_is_no_zone_is_none(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.zone(name) is None


def test_every_zone_is_found_by_its_own_id_code_name_and_alias(gazetteer: Gazetteer) -> None:
    for zone in gazetteer.zones:
        for name in (zone.id, zone.code, zone.name, *zone.aliases):
            assert gazetteer.zone(name) == zone, name


def test_antwerpen_has_four_zones_and_one_when_the_postcode_is_given(gazetteer: Gazetteer) -> None:
    assert len(ids(gazetteer, "11002")) == 4
    assert ids(gazetteer, "11002", "2600") == ["antwerpen-centrum"]
    assert ids(gazetteer, "11002", "B-2660") == ["antwerpen-zuid"]
    assert ids(gazetteer, "11002", "2150") == ["antwerpen-oost"]
    assert ids(gazetteer, "11002", "2180") == ["noord-antwerpen"]


@pytest.mark.parametrize("postcode", ["9300", "4000", "onzin", ""])
def test_a_postcode_of_elsewhere_does_not_move_a_municipality(gazetteer: Gazetteer, postcode: str) -> None:
    assert len(ids(gazetteer, "11002", postcode)) == 4


@pytest.mark.parametrize(
    ("nis", "zones"),
    [
        ("11007", ["antwerpen-oost"]),  # Borsbeek keeps its own zone inside Antwerpen
        ("73040", ["herkenrode"]),  # Kortessem
        ("71022", ["herkenrode"]),  # Hasselt before the merger
        ("73009", ["zolim"]),  # Borgloon
        ("23023", ["pajottenland"]),  # Galmaarden
        ("44029", ["west-meetjesland"]),  # Knesselare, a code of 2018
        ("99999", []),
        ("", []),
    ],
)
def test_an_old_code_gives_the_zone_in_which_that_municipality_lies_now(
    gazetteer: Gazetteer, nis: str, zones: list[str]
) -> None:
    assert ids(gazetteer, nis) == zones


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("11007", "Antwerpen"),
        ("73040", "Hasselt"),
        ("71022", "Hasselt"),
        ("73009", "Tongeren-Borgloon"),
        ("73083", "Tongeren-Borgloon"),
        ("23023", "Pajottegem"),
        ("23024", "Pajottegem"),
        ("23032", "Pajottegem"),
        ("44029", "Aalter"),
        ("44001", "Aalter"),
        ("12030", "Puurs-Sint-Amands"),
        ("11056", "Beveren-Kruibeke-Zwijndrecht"),
        ("41002", "Aalst"),
    ],
)
def test_codes_of_2018_2024_and_2025_lead_to_the_municipality_of_today(
    gazetteer: Gazetteer, old: str, now: str
) -> None:
    municipality = gazetteer.municipality(old)
    assert municipality is not None
    assert municipality.name == now


@pytest.mark.parametrize("written", ["9300", "B-9300", "B 9300", "be-9300", " 9300 "])
def test_a_postcode_may_be_written_with_its_country(gazetteer: Gazetteer, written: str) -> None:
    postcode = gazetteer.postcode(written)
    assert postcode is not None
    assert (postcode.code, postcode.zone.id) == ("9300", "regio-aalst")


@pytest.mark.parametrize("written", ["", "930", "93000", "4000", "9300 Aalst", "٩٣٠٠", "NL-9300"])
def test_what_is_no_postcode_of_flanders_or_brussels_is_none(gazetteer: Gazetteer, written: str) -> None:
    assert gazetteer.postcode(written) is None


@pytest.mark.parametrize(
    ("where", "lat", "lon", "id_"),
    [
        ("town hall of Aalst", 50.9387, 4.0391, "regio-aalst"),
        ("Antwerpen, Linkeroever", 51.2229, 4.3752, "antwerpen-centrum"),
        ("Deurne", 51.2199, 4.4653, "antwerpen-oost"),
        ("Oostende, station", 51.2284, 2.9272, "middenkust"),
        ("Brussel, Grote Markt", 50.8467, 4.3525, "bruzel"),
        ("Voeren, far from all else", 50.7530, 5.7800, "zolim"),
    ],
)
def test_a_point_lies_in_the_zone_of_the_nearest_known_place(
    gazetteer: Gazetteer, where: str, lat: float, lon: float, id_: str
) -> None:
    zone = gazetteer.zone_at(Point(lat, lon))
    assert zone is not None
    assert zone.id == id_, where


@pytest.mark.parametrize(
    ("where", "lat", "lon"),
    [
        ("Luik", 50.6326, 5.5797),
        ("Namen", 50.4669, 4.8675),
        ("Rijsel", 50.6292, 3.0573),
        ("Amsterdam", 52.37, 4.89),
        ("the North Sea", 51.6, 2.6),
        ("the south pole", -90, 0),
    ],
)
def test_a_point_far_outside_lies_in_no_zone(gazetteer: Gazetteer, where: str, lat: float, lon: float) -> None:
    assert gazetteer.zone_at(Point(lat, lon)) is None, where


@given(st.floats(50.5, 51.7), st.floats(2.3, 6.1))
def test_a_zone_is_given_exactly_where_something_known_is_near(gazetteer: Gazetteer, lat: float, lon: float) -> None:
    point = Point(lat, lon)
    nearest_postcode = min(distance_km(point, postcode.point) for postcode in gazetteer.postcodes)
    if nearest_postcode < FARTHEST_KM:
        assert gazetteer.zone_at(point) is not None
    elif nearest_postcode > 2 * FARTHEST_KM:
        assert gazetteer.zone_at(point) is None


def test_antwerpen_noord_is_noord_antwerpen(gazetteer: Gazetteer) -> None:
    for text in ("Antwerpen Noord", "ELZ Antwerpen Noord", "Noord Antwerpen"):
        (place,) = [place for place in gazetteer.resolve(text) if place.type == "zone"]
        assert place.zones[0].id == "noord-antwerpen"


def test_with_shapes_a_point_lies_where_they_say_and_its_village_is_the_nearest_one_there(data: Path) -> None:
    """West of 4 degrees all is Dender, the rest lies outside: so Aalst, at 4.04, is nearer but not the answer."""
    shaped = Gazetteer.load(data / "reference", zone_of_point=lambda point: "dender" if point.lon < 4 else None)
    place = shaped.resolve("50.94, 3.999")[0]
    assert [zone.id for zone in place.zones] == ["dender"]
    assert place.municipality != "Aalst"
    assert (place.precision, place.approximate) == ("point", True)
    zone = shaped.zone_at(Point(50.94, 3.999))
    assert zone is not None
    assert zone.id == "dender"
    assert shaped.zone_at(Point(50.94, 4.04)) is None
    assert shaped.resolve("50.94, 4.04") == ()
