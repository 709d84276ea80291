"""The place of a question, understood or not."""

from __future__ import annotations

from datetime import datetime

import pytest

from geo import Gazetteer
from search import SearchRequest, UnknownPlace
from search.understand.place import read_place
from search.understand.reading import Reading

NOW = datetime(2026, 11, 22, 10)


def read(gazetteer: Gazetteer, place: str) -> Reading:
    return read_place(gazetteer)(Reading(SearchRequest(place=place), NOW))


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("Luik", "‘Luik’ ligt niet in Vlaanderen of Brussel, maar in Wallonië."),
        ("4000", "‘4000’ ligt niet in Vlaanderen of Brussel, maar in Wallonië."),
        ("Sluis", "‘Sluis’ ligt niet in Vlaanderen of Brussel, maar in Nederland."),
        ("Nergenshuizen", "Wij kennen de plaats ‘Nergenshuizen’ niet."),
    ],
)
def test_a_place_that_is_not_here_is_said_to_lie_where_it_lies(gazetteer: Gazetteer, place: str, message: str) -> None:
    with pytest.raises(UnknownPlace) as unknown:
        read(gazetteer, place)
    assert unknown.value.message == f"{message} Vul een gemeente of een postcode in."


def test_all_places_of_a_name_are_kept_with_the_municipality_first(gazetteer: Gazetteer) -> None:
    reading = read(gazetteer, "Aalst")
    assert [place.municipality for place in reading.places] == ["Aalst", "Sint-Truiden"]
    assert reading.trace == (("plaats", "Aalst -> Aalst (municipality), 1 andere mogelijk"),)


def test_a_guess_is_told_as_a_correction(gazetteer: Gazetteer) -> None:
    (correction,) = read(gazetteer, "Antwerpem").corrections
    assert (correction.typed, correction.read_as) == ("Antwerpem", "Antwerpen")
    assert read(gazetteer, "Gand").corrections == ()


def test_a_point_the_wrong_way_round_is_put_right_and_the_trace_says_so(gazetteer: Gazetteer) -> None:
    reading = read(gazetteer, "4.04, 50.94")
    assert reading.places[0].point.lat == 50.94
    assert "lengte en breedte gewisseld" in reading.trace[0][1]
