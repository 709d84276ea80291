"""Offers by what they do and whom they serve: what an engine finds is what reading each document would find."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import Answer
from geo import Point
from search import Document, Engine
from search.engine.doings import doings, doings_of
from search.engine.port import Home
from search.fit import serves, site_distance
from tests.search.conftest import Open
from tests.search.world import AALST, GENT, MONDAY, NINOVE, ZONES, a_site, an_offer, area, many_documents

TODAY = MONDAY.date()
HOME = Home(AALST, ("regio-aalst",))
HERE = Point(50.938, 4.039)

asked = st.frozensets(st.sampled_from(("onthaal", "schuldhulp", "leefloon"))).map(doings)
homes = st.builds(Home, st.sampled_from((AALST, NINOVE, GENT)), st.sets(st.sampled_from(ZONES)).map(tuple))


@pytest.fixture(scope="module")
def lasting_engine(open_engine: Open, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine for many examples; each replaces all content."""
    engine = open_engine(tmp_path_factory.mktemp("doings"))
    yield engine
    engine.close()


def known_to_serve_others(document: Document, home: Home) -> bool:
    return serves(document.area, home, TODAY) is Answer.NO


def away(document: Document) -> float:
    distances = [site_distance(site, HERE) for site in document.sites]
    return min((one for one in distances if one is not None), default=inf)


def test_every_offer_that_does_it_serves_here_perhaps_or_is_elsewhere(
    lasting_engine: Engine, examples: settings
) -> None:
    @settings(examples)
    @given(many_documents(), asked, homes)
    def check(documents: list[Document], does: frozenset[str], home: Home) -> None:
        lasting_engine.apply(documents, [f"t:{number:03d}" for number in range(8)], 1)
        doing = [one for one in documents if doings_of(one) & does]
        far = [one for one in doing if known_to_serve_others(one, home)]
        found = lasting_engine.elsewhere(does, home, TODAY, HERE)
        ids = list(found.ids)
        distances = {one.id: away(one) for one in far}
        assert set(lasting_engine.serving(does, home, TODAY)) == {one.id for one in doing if one not in far}
        assert (found.total, set(ids)) == (len(far), set(distances))
        for near, further in pairwise(ids):
            assert distances[near] <= distances[further] + 0.01

    check()


def test_a_helpline_is_found_by_nothing_that_it_does(engine: Engine) -> None:
    engine.apply([an_offer("a", functions=("onthaal",), helpline=True)], (), 1)
    assert list(engine.serving(doings(["onthaal"]), HOME, TODAY)) == []
    assert engine.elsewhere(doings(["onthaal"]), Home(GENT), TODAY, HERE).total == 0


def test_an_offer_is_found_by_the_type_of_its_organisation_too(engine: Engine) -> None:
    rows = (("a", "caw", ()), ("b", None, ("onthaal",)), ("c", "ocmw", ("leefloon",)))
    engine.apply([an_offer(id_, organisation_type=type_, functions=does) for id_, type_, does in rows], (), 1)
    assert sorted(engine.serving(doings(["onthaal"], ["caw"]), HOME, TODAY)) == ["t:a", "t:b"]


def test_what_has_no_point_comes_last_by_id_however_many_there_are(engine: Engine) -> None:
    gent = area(GENT)
    without = [an_offer(f"z{number:04}", functions=("onthaal",), area=gent) for number in range(1100)]
    placed = [
        an_offer("ver", functions=("onthaal",), area=gent, sites=(a_site(GENT),)),
        an_offer("dicht", functions=("onthaal",), area=gent, sites=(a_site(GENT), a_site(NINOVE))),
    ]
    engine.apply([*reversed(without), *placed], (), 1)
    found = engine.elsewhere(doings(["onthaal"]), HOME, TODAY, HERE)
    assert found.total == 1102
    assert list(found.ids) == ["t:dicht", "t:ver", *(one.id for one in without)]
