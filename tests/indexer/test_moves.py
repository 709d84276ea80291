"""Which records a change of the division touches."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalogue import Record, read_record
from geo import Gazetteer
from indexer import Move, moves

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
HEADER = "municipality,postcode,zone,new_nis,new_name\n"
DENDER_ZUID, REGIO_AALST = frozenset({"dender-zuid"}), frozenset({"regio-aalst"})
SAID = {"provenance": {"source": "test", "source_id": "1"}}


def a_place(**address: str) -> Record:
    return read_record(
        SAID | {"kind": "location", "id": "x:p", "organisation": "x:o", "type": "physical", "address": address}
    )


def an_offer(**area: Any) -> Record:
    return read_record(SAID | {"kind": "offer", "id": "x:a", "organisation": "x:o", "name": "Hulp", "area": area})


@pytest.fixture(scope="module")
def ninove_moves() -> Gazetteer:
    """Ninove goes from Dender Zuid to Regio Aalst."""
    return Gazetteer.trying(REFERENCE, None, date(2027, 1, 1), (HEADER + "Ninove,,regio-aalst,,\n").encode())


def moved(gazetteer: Gazetteer, after: Gazetteer, record: Record) -> Move | None:
    return next(iter(moves([record], gazetteer, after)), None)


def test_a_place_goes_with_its_municipality(gazetteer: Gazetteer, ninove_moves: Gazetteer) -> None:
    move = moved(gazetteer, ninove_moves, a_place(nis="41048", postcode="9400"))
    assert move is not None
    assert (move.record_id, move.kind) == ("x:p", "location")
    assert (move.before.zones, move.after.zones) == (DENDER_ZUID, REGIO_AALST)


@pytest.mark.parametrize("address", [{"nis": "41002"}, {"municipality": "Parijs", "country": "FR"}])
def test_a_place_elsewhere_stays(gazetteer: Gazetteer, ninove_moves: Gazetteer, address: dict[str, str]) -> None:
    assert moved(gazetteer, ninove_moves, a_place(**address)) is None


def test_an_area_of_that_municipality_reaches_another_zone(gazetteer: Gazetteer, ninove_moves: Gazetteer) -> None:
    move = moved(gazetteer, ninove_moves, an_offer(municipalities=["41048", "41018"]))
    assert move is not None
    assert (move.before.zones, move.after.zones) == (DENDER_ZUID, DENDER_ZUID | REGIO_AALST)


@pytest.mark.parametrize("zone", ["dender-zuid", "regio-aalst"])
def test_an_area_of_a_zone_serves_other_people(gazetteer: Gazetteer, ninove_moves: Gazetteer, zone: str) -> None:
    move = moved(gazetteer, ninove_moves, an_offer(zones=[zone]))
    assert move is not None
    assert move.before.zones == move.after.zones == {zone}
    assert "9400" in move.before.postcodes ^ move.after.postcodes


@pytest.mark.parametrize("area", [{"everywhere": True}, {"zones": ["gent"]}, {"provinces": ["Oost-Vlaanderen"]}])
def test_an_area_that_serves_the_same_people_in_the_same_zones_stays(
    gazetteer: Gazetteer, area: dict[str, Any]
) -> None:
    inside = HEADER + "Lievegem,,,44091,Groot-Lievegem\nAalter,,,44091,Groot-Lievegem\n"
    after = Gazetteer.trying(REFERENCE, None, date(2027, 1, 1), inside.encode())
    assert moved(gazetteer, after, an_offer(**area)) is None


def test_a_recognition_for_a_zone_goes_with_the_zone(gazetteer: Gazetteer, ninove_moves: Gazetteer) -> None:
    row = {"kind": "recognition", "id": "x:r", "organisation": "x:o", "authority": "a", "valid_from": "2026-01-01"}
    recognition = read_record(SAID | row | {"recognised_for": "casemanagement", "zones": ["dender-zuid"]})
    assert moved(gazetteer, ninove_moves, recognition) is not None
