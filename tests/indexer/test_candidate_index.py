"""The candidates of matching: what everyone may see of each offer at each place, following the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Answer, Vocabulary, read_record
from geo import Gazetteer, Point
from matching.candidates import CandidateOffer, Wait
from matching.home import Home, Served
from search import Analyser, Area, open_embedded
from search.candidates import CandidateIndex
from search.engine.port import Home as SearchHome
from search.fit import serves
from store import Store
from tests.teams import Following

AALST, TODAY = Home("41002", ("regio-aalst",), "Aalst", Point(50.938, 4.039)), date(2026, 11, 22)
FROM = {"provenance": {"source": "test", "source_date": "2026-11-01"}}
ORG: dict[str, Any] = {"kind": "organisation", "id": "x:o", "name": "Dienst", "type": "caw", "funded_by": "flanders"}
HOUSE: dict[str, Any] = {
    "kind": "location",
    "id": "x:huis",
    "organisation": "x:o",
    "address": {"postcode": "9300", "municipality": "Aalst", "nis": "41002"},
}
OFFER: dict[str, Any] = {
    "kind": "offer",
    "id": "x:a",
    "organisation": "x:o",
    "name": "Hulp",
    "functions": ["leefloon", "onthaal"],
    "waiting": {"value": 2, "unit": "months", "measured_on": "2026-11-01"},
    "intake_stop": "no",
}
THERE: dict[str, Any] = {"kind": "offer_at_location", "id": "x:al", "offer": "x:a", "location": "x:huis"}


@pytest.fixture
def index(
    store: Store, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, tmp_path: Path
) -> Iterator[CandidateIndex]:
    engine = open_embedded(tmp_path / "index", analyser, writer=True)
    yield Following(store, engine, gazetteer, vocabulary)
    engine.close()


def offering(index: CandidateIndex, function: str) -> Sequence[CandidateOffer]:
    """The offers with a function for someone in Aalst; those here say nothing of whom they serve."""
    index.follow()
    return index.near({function}, AALST, TODAY)


def give(store: Store, now: datetime, *rows: dict[str, Any], complete: bool = False) -> None:
    with store.begin_run("test", "rows", now=now) as run:
        assert not [one for one in run.compare([read_record(FROM | row) for row in rows]) if one.status == "rejected"]
        if complete:
            run.mark_gone()
        run.finish({}, now=now)


def test_an_offer_is_a_candidate_at_each_of_its_places(store: Store, index: CandidateIndex, now: datetime) -> None:
    give(store, now, ORG, HOUSE, OFFER, THERE)
    (one,) = offering(index, "leefloon")
    assert offering(index, "onthaal") == [one]
    candidate = one.candidate
    assert (candidate.id, candidate.organisation, candidate.location) == ("x:o@x:huis", "x:o", "x:huis")
    assert (candidate.zones, candidate.organisation_type, candidate.funded_by) == (("regio-aalst",), "caw", "flanders")
    assert candidate.point is not None
    assert one.wait == Wait(9, date(2026, 11, 1))
    assert (one.area, one.ages, one.target_groups, one.access) == (None, None, None, None)


def test_an_offer_without_a_place_is_a_candidate_of_its_organisation(
    store: Store, index: CandidateIndex, now: datetime
) -> None:
    give(store, now, ORG, OFFER)
    (one,) = offering(index, "leefloon")
    assert (one.candidate.id, one.candidate.location, one.candidate.point) == ("x:o", None, None)


def test_what_a_place_says_of_its_own_goes_before_what_the_offer_says(
    store: Store, index: CandidateIndex, now: datetime
) -> None:
    own = {"waiting": {"value": 1, "unit": "weeks"}, "intake_stop": "yes", "intake_stop_until": "2026-12-31"}
    give(store, now, ORG, HOUSE, OFFER, THERE | own | {"access": "referral"})
    (one,) = offering(index, "leefloon")
    assert (one.wait, one.access) == (Wait(1, None), "referral")
    assert (one.intake_stop, one.intake_stop_until) == (Answer.YES, date(2026, 12, 31))


@pytest.mark.parametrize("hidden", [ORG, OFFER])
def test_what_becomes_hidden_is_gone_at_the_next_look(
    store: Store, index: CandidateIndex, now: datetime, hidden: dict[str, Any]
) -> None:
    give(store, now, ORG, HOUSE, OFFER, THERE)
    index.follow()
    give(store, now, hidden | {"visibility": {"*": "hidden"}})
    assert offering(index, "leefloon") == []
    assert index.provider("x:o") is None


def test_a_hidden_address_leaves_no_point(store: Store, index: CandidateIndex, now: datetime) -> None:
    give(store, now, ORG, HOUSE | {"visibility": {"address": "hidden"}}, OFFER, THERE)
    (one,) = offering(index, "leefloon")
    assert (one.candidate.point, one.candidate.zones, one.candidate.municipality) == (None, (), None)


def test_a_change_of_functions_and_the_end_of_an_offer_are_followed(
    store: Store, index: CandidateIndex, now: datetime
) -> None:
    give(store, now, ORG, HOUSE, OFFER, THERE)
    index.follow()
    give(store, now, OFFER | {"functions": ["voedselhulp"]})
    assert offering(index, "leefloon") == []
    assert [one.id for one in offering(index, "voedselhulp")] == ["x:a"]
    give(store, now, ORG, complete=True)
    index.follow()
    assert offering(index, "voedselhulp") == []


def test_an_offer_that_another_replaces_is_not_there_twice(store: Store, index: CandidateIndex, now: datetime) -> None:
    give(store, now, ORG, OFFER, OFFER | {"id": "x:oud", "replaced_by": "x:a"})
    index.follow()
    assert [one.id for one in offering(index, "leefloon")] == ["x:a"]


def test_a_recognition_comes_with_its_organisation_also_when_it_comes_later(
    store: Store, index: CandidateIndex, now: datetime
) -> None:
    give(store, now, ORG, OFFER)
    index.follow()
    recognition = {"kind": "recognition", "id": "x:e", "organisation": "x:o", "recognised_for": "casemanagement"}
    give(store, now, recognition | {"authority": "Voorbeeld", "valid_from": "2026-01-01"})
    (one,) = offering(index, "leefloon")
    assert [of.id for of in one.candidate.recognitions] == ["x:e"]


@pytest.mark.parametrize("named", ["x:o", "x:huis", "x:a", "x:o@x:huis"])
def test_a_provider_is_found_by_every_id_that_it_has(
    store: Store, index: CandidateIndex, now: datetime, named: str
) -> None:
    give(store, now, ORG, HOUSE, OFFER, THERE)
    index.follow()
    found = index.provider(named)
    assert found is not None
    assert found.id == "x:o@x:huis"
    assert index.provider("x:niemand") is None


CODES = st.frozensets(st.sampled_from(["11002", "41002", "41048"]))
ZONES = st.frozensets(st.sampled_from(["a", "b", "c"]))
DAYS = st.none() | st.sampled_from([date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)])


@given(st.booleans(), CODES, CODES, CODES, ZONES, DAYS, DAYS, st.sampled_from(["11002", "41002"]), ZONES)
def test_e2_matching_and_search_agree_on_whom_an_area_serves(
    everywhere: bool,
    municipalities: frozenset[str],
    partly: frozenset[str],
    perhaps: frozenset[str],
    zones: frozenset[str],
    first: date | None,
    last: date | None,
    here: str,
    own: frozenset[str],
) -> None:
    parts: dict[str, Any] = {"everywhere": everywhere, "valid_from": first, "valid_to": last}
    lists: dict[str, Any] = {
        "municipalities": municipalities,
        "partly": partly & municipalities,
        "perhaps": perhaps,
        "zones": zones,
    }
    area = Area(**parts, **{name: tuple(sorted(one)) for name, one in lists.items()})
    today = date(2026, 11, 22)
    asked = serves(area, SearchHome(here, tuple(sorted(own))), today)
    assert Served(**parts, **lists).serves(Home(here, tuple(sorted(own)), None, Point(51, 4)), today) is asked
