"""Whom an offer serves, as the engine gets to see it: found from each zone, and never told from a hidden place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from catalogue import Bundle, Location, Offer, OfferAtLocation, Organisation, Publisher, Vocabulary, offer_view
from geo import Gazetteer
from indexer import Projection
from search import Area

AALST, ANTWERPEN, GENT, NINOVE = "41002", "11002", "44021", "41048"
IN_AALST = {"address": {"postcode": "9300", "municipality": "Aalst", "nis": AALST}}
IN_GENT = {"address": {"postcode": "9000", "municipality": "Gent", "nis": GENT}}
SECRET = {**IN_GENT, "visibility": {"address": "hidden"}}
FIVE_KM = {"radius": {"km": 5}}
AROUND_GENT = {"radius": {"km": 5, "centre": {"lat": 51.054, "lon": 3.725}}}


@pytest.fixture
def projection(gazetteer: Gazetteer, vocabulary: Vocabulary) -> Projection:
    return Projection(gazetteer, vocabulary)


def an_offer(area: dict[str, Any] | None, *places: tuple[dict[str, Any], dict[str, Any]]) -> Bundle:
    """An offer with places: of each the location and what the offer says there."""
    sites = tuple(
        (
            OfferAtLocation.model_validate({"id": f"x:a-{n}", "offer": "x:a", "location": f"x:l-{n}", **at}),
            Location.model_validate({"id": f"x:l-{n}", "organisation": "x:o", **location}),
        )
        for n, (location, at) in enumerate(places)
    )
    offer = Offer.model_validate({"id": "x:a", "organisation": "x:o", "name": "Aanbod", "area": area})
    return Bundle(offer, Organisation(id="x:o", name="Organisatie"), None, sites)


def area_of(projection: Projection, bundle: Bundle) -> Area | None:
    made = projection.document(offer_view(bundle))
    assert made is not None
    return made.area


@pytest.mark.parametrize("area", [{"everywhere": True}, {"flanders": True, "brussels": True}])
def test_flanders_with_brussels_is_everywhere(projection: Projection, area: dict[str, bool]) -> None:
    assert area_of(projection, an_offer(area)) == Area(everywhere=True)


def test_flanders_is_its_municipalities(projection: Projection) -> None:
    area = area_of(projection, an_offer({"flanders": True}))
    assert area is not None
    assert (area.everywhere, len(area.municipalities), len(area.zones)) == (False, 285, 59)


def test_a_part_of_antwerpen_is_marked_as_a_part(projection: Projection) -> None:
    area = area_of(projection, an_offer({"zones": ["antwerpen-centrum", "regio-aalst"]}))
    assert area is not None
    assert area.partly == (ANTWERPEN,)
    assert set(area.zones) == {"antwerpen-centrum", "regio-aalst"}


def test_an_area_of_some_municipalities_reaches_into_their_zone_but_does_not_cover_it(projection: Projection) -> None:
    area = area_of(projection, an_offer({"municipalities": [AALST]}))
    assert area is not None
    assert (area.zones, area.touched) == ((), ("regio-aalst",))


def test_a_radius_lies_around_each_of_its_places(projection: Projection) -> None:
    area = area_of(projection, an_offer(FIVE_KM, (IN_AALST, {}), (IN_GENT, {})))
    assert area is not None
    assert {AALST, GENT} <= set(area.municipalities)
    assert NINOVE not in area.municipalities


def test_a_radius_of_an_offer_without_a_place_is_not_known(projection: Projection) -> None:
    assert area_of(projection, an_offer(FIVE_KM)) is None
    assert area_of(projection, an_offer(FIVE_KM, ({}, {}))) is None
    assert area_of(projection, an_offer(FIVE_KM, ({"type": "virtual"}, {}))) is None


@pytest.mark.parametrize("hidden", ["address", "point", "transport", "*"])
@pytest.mark.parametrize("area", [FIVE_KM, AROUND_GENT, {"municipalities": [AALST], **AROUND_GENT}])
def test_an_offer_with_a_hidden_place_tells_nothing_of_a_radius(
    projection: Projection, gazetteer: Gazetteer, hidden: str, area: dict[str, Any]
) -> None:
    refuge = {**IN_GENT, "visibility": {hidden: "hidden"}}
    here: tuple[dict[str, Any], dict[str, Any]] = (IN_AALST, {})
    for bundle in (an_offer(area, here, (refuge, {})), an_offer(None, here, (refuge, {"area": area}))):
        assert area_of(projection, bundle) is None
        view = offer_view(bundle)
        assert view is not None
        assert view.offer.area is None
        assert [site.area for site in view.sites] == [None] * len(view.sites)


def test_that_an_offer_is_at_a_place_may_be_hidden_too(projection: Projection) -> None:
    unseen = {"visibility": {"*": "hidden"}}
    assert area_of(projection, an_offer(AROUND_GENT, (IN_AALST, {}), (IN_GENT, unseen))) is None


def test_an_area_without_a_radius_stays_where_a_place_is_hidden(projection: Projection) -> None:
    area = area_of(projection, an_offer({"municipalities": [GENT]}, (SECRET, {})))
    assert area == Area(municipalities=(GENT,), zones=("gent",), touched=("gent",))


@pytest.mark.parametrize(("location", "leaves"), [(IN_GENT, True), (SECRET, False)])
def test_what_is_published_tells_no_radius_of_an_organisation_with_a_hidden_place(
    location: dict[str, Any], leaves: bool
) -> None:
    bundle = an_offer(AROUND_GENT, (location, {"area": AROUND_GENT}))
    ((at, place),) = bundle.sites
    publisher = Publisher()
    assert bundle.organisation is not None
    seen = [publisher.public(record) for record in (bundle.organisation, place, bundle.offer, at)]
    assert [one.area is not None for one in seen if isinstance(one, Offer | OfferAtLocation)] == [leaves, leaves]


def test_what_places_say_of_their_own_adds_up_with_the_offer(projection: Projection) -> None:
    bundle = an_offer({"municipalities": [AALST]}, (IN_AALST, {}), (IN_GENT, {"area": {"municipalities": [GENT]}}))
    area = area_of(projection, bundle)
    assert area is not None
    assert area.municipalities == (AALST, GENT)


def test_a_place_that_says_nothing_leaves_it_open_whom_the_offer_serves(projection: Projection) -> None:
    only_gent = {"area": {"municipalities": [GENT]}}
    assert area_of(projection, an_offer(None, (IN_AALST, {}), (IN_GENT, only_gent))) is None
    area = area_of(projection, an_offer(None, (IN_GENT, only_gent)))
    assert area is not None
    assert area.municipalities == (GENT,)


def test_parts_that_hold_on_different_days_make_it_unknown(projection: Projection) -> None:
    later = {"area": {"municipalities": [GENT], "valid_from": date(2027, 1, 1)}}
    assert area_of(projection, an_offer({"municipalities": [AALST]}, (IN_GENT, later))) is None


def test_a_place_that_serves_all_of_antwerpen_serves_every_part(projection: Projection) -> None:
    whole = {"area": {"municipalities": [ANTWERPEN]}}
    area = area_of(projection, an_offer({"zones": ["antwerpen-centrum"]}, (IN_AALST, whole)))
    assert area is not None
    assert area.partly == ()


def test_the_days_of_an_area_go_along(projection: Projection) -> None:
    dated = {"municipalities": [AALST], "valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}
    area = area_of(projection, an_offer(dated))
    assert area is not None
    assert (area.valid_from, area.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
