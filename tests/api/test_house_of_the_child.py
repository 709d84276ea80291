"""Huis van het Kind for programs: where the pilot regions are, and what a partnership has, has not, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.world import Row, World, opened

REGIONS: Mapping[str, set[str]] = {
    "Noord-Limburg": {"Hamont-Achel", "Lommel", "Pelt"},
    "Stadsregio Turnhout": {"Turnhout", "Beerse", "Kasterlee", "Lille", "Oud-Turnhout", "Vosselaar"},
    "BraViO": {"Vilvoorde", "Zemst", "Machelen", "Kampenhout"},
    "Aalst": {"Aalst"},
    "Westhoek": {"Ieper", "Poperinge", "Vleteren", "Houthulst"},
    "Brussel": {"Brussel"},
}
"""As the policy note names them."""

KNOWN = {"open_onthaal": "yes", "consultatiebureau": "no", "ontmoeting": "unknown", "gezinscoaching": "yes"}
ROWS: Sequence[Row] = (
    {"kind": "organisation", "id": "x:caw", "name": "CAW Voorbeeld"},
    {"kind": "organisation", "id": "x:ocmw", "name": "OCMW Voorbeeld"},
    {
        "kind": "partnership",
        "id": "x:huis-van-het-kind",
        "name": "Huis van het Kind Voorbeeld",
        "type": "huis_van_het_kind",
        "area": {"municipalities": ["41002"]},
        "functions": KNOWN,
        "partners": [{"organisation": "x:caw", "name": "CAW Voorbeeld"}, {"organisation": "x:ocmw", "name": "OCMW"}],
    },
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with opened(tmp_path_factory.mktemp("house")) as world:
        world.give(ROWS)
        yield world


@pytest.fixture(scope="module")
def pilots(small: World) -> Mapping[str, Sequence[Row]]:
    """The pilot municipalities that each zone tells."""
    client = small.client()
    return {zone.id: overview(client, zone.id)["pilots"] for zone in small.context.gazetteer.zones}


def overview(client: TestClient, zone: str) -> Any:
    response = client.get(f"/api/v1/zones/{zone}/overview")
    assert response.status_code == 200, response.text
    return response.json()


def test_h4_the_zones_together_tell_the_pilot_municipalities_of_the_note_and_no_other(
    pilots: Mapping[str, Sequence[Row]],
) -> None:
    told: dict[str, set[str]] = {}
    for rows in pilots.values():
        for row in rows:
            told.setdefault(row["region"], set()).add(row["municipality"])
    assert told == REGIONS


def test_h4_a_pilot_region_is_not_a_zone(pilots: Mapping[str, Sequence[Row]], small: World) -> None:
    zone = small.context.gazetteer.resolve("Ieper")[0].zones[0]
    assert {row["municipality"] for row in pilots[zone.id]} == REGIONS["Westhoek"]
    inside = {one.municipality.name for one in small.context.zones.municipalities(zone)}
    assert inside > REGIONS["Westhoek"]
    assert pilots["gent"] == []


def test_h4_of_brussel_only_nieuwland_and_brussel_noord(pilots: Mapping[str, Sequence[Row]]) -> None:
    assert [row["part"] for row in pilots["bruzel"]] == ["alleen Nieuwland en Brussel-Noord"]
    elsewhere = [row["part"] for zone, rows in pilots.items() if zone != "bruzel" for row in rows]
    assert set(elsewhere) == {""}


def test_h1_h2_what_a_house_has_is_told_as_it_is_known_and_what_nobody_said_is_not_no(small: World) -> None:
    house = small.client().get("/api/v1/partnerships/x:huis-van-het-kind").json()
    assert house["functions"] == KNOWN
    assert "trajectondersteuning" not in house["functions"]


def test_h1_a_house_is_a_partnership_of_organisations_in_the_zone_and_not_one_of_them(small: World) -> None:
    (house,) = (one for one in overview(small.client(), "regio-aalst")["partnerships"])
    assert (house["id"], house["type"]) == ("x:huis-van-het-kind", "huis_van_het_kind")
    assert [one["organisation"]["id"] for one in house["partners"]] == ["x:caw", "x:ocmw"]
