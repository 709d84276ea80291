"""How much is found in each zone: always what one sees after choosing it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import Gazetteer
from search import Document, Engine, Searcher, SearchRequest, UnknownPlace, ZoneCount
from tests.search.conftest import Ask
from tests.search.world import (
    AALST,
    GENT,
    MONDAY,
    NINOVE,
    ZONES,
    Asking,
    a_site,
    an_offer,
    area,
    many_documents,
    requests,
)

LOOKED_AT = (*ZONES, "brugge", "bruzel")
"""Zones with offers, and two without any."""


def counts(asking: Asking, q: str = "", **other: object) -> dict[str, ZoneCount]:
    request = SearchRequest.model_validate({"q": q} | other)
    return asking.searcher.count_by_zone(request, asking.now)


def test_a_zone_counts_what_the_same_question_finds_once_it_is_chosen(
    lasting: tuple[Engine, Searcher], examples: settings
) -> None:
    engine, searcher = lasting

    @examples
    @given(made=many_documents(), request=requests(), words=st.sampled_from(("", "huur schuld babbel", "huurschuld")))
    def counted_as_chosen(made: list[Document], request: SearchRequest, words: str) -> None:
        engine.rebuild(made, engine.position() + 1)
        request = request.model_copy(update={"q": words or request.q, "size": 1})
        counted = searcher.count_by_zone(request, MONDAY)
        for zone in LOOKED_AT:
            chosen = searcher.search(request.model_copy(update={"zone": zone, "exact": True}), MONDAY)
            assert counted[zone].total == chosen.total

    counted_as_chosen()


def test_every_zone_is_there_also_without_offers(ask: Ask, gazetteer: Gazetteer) -> None:
    counted = counts(ask(an_offer("1", sites=(a_site(AALST),))))
    assert counted.keys() == {zone.id for zone in gazetteer.zones}
    assert (counted["regio-aalst"], counted["gent"]) == (ZoneCount(1), ZoneCount(0))


def test_what_is_everywhere_counts_in_every_zone(ask: Ask) -> None:
    counted = counts(ask(an_offer("lijn", area=area(everywhere=True)), an_offer("1", sites=(a_site(AALST),))))
    assert (counted["regio-aalst"], counted["brugge"]) == (ZoneCount(2), ZoneCount(1))


def test_a_radius_is_measured_from_the_place_in_the_zone(ask: Ask) -> None:
    both = an_offer("twee plaatsen", sites=(a_site(AALST), a_site(GENT)))
    counted = counts(ask(both, an_offer("ver", sites=(a_site(GENT),))), place="Aalst", radius_km=5)
    assert (counted["regio-aalst"], counted["gent"]) == (ZoneCount(1), ZoneCount(0))


def test_a_chosen_zone_does_not_empty_the_others(ask: Ask) -> None:
    asking = ask(an_offer("1", sites=(a_site(AALST),)), an_offer("2", sites=(a_site(GENT),)))
    assert counts(asking, zone="gent") == counts(asking)


def test_what_only_resembles_the_question_is_counted_apart(ask: Ask) -> None:
    in_aalst = [an_offer(str(number), "Schuld en huur", sites=(a_site(AALST),)) for number in range(3)]
    in_ninove = [
        an_offer("n1", "Schuld en huur", sites=(a_site(NINOVE),)),
        an_offer("n2", "Huur", sites=(a_site(NINOVE),)),
    ]
    asking = ask(*in_aalst, *in_ninove, an_offer("g", "Huur", sites=(a_site(GENT),)))
    counted = counts(asking, "schuld huur")
    assert counted["regio-aalst"] == ZoneCount(found=3)
    assert counted["dender-zuid"] == ZoneCount(found=1, alike=1)
    assert counted["gent"] == ZoneCount(found=0, alike=1)


def test_where_nothing_fits_exactly_what_resembles_it_is_what_was_found(ask: Ask) -> None:
    counted = counts(ask(an_offer("g", "Huur", sites=(a_site(GENT),))), "schuld huur")
    assert counted["gent"] == ZoneCount(found=1)


def test_an_unknown_place_is_refused_as_in_a_search(ask: Ask) -> None:
    with pytest.raises(UnknownPlace):
        counts(ask(), place="Nergenshuizen")
