"""The borders of the zones in a real OpenSearch: they hold the same points as here, and tell what lies astray."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from geo import Gazetteer, Point, Zone
from geo.shapes import Parts, Shapes
from search import EngineUnavailable, IndexOutdated
from search.engine.opensearch import Lying, ZoneIndex
from search.engine.opensearch.connection import Connection
from tests.search.indices import SHARED, Indices
from tests.search.world import AALST as AALST_NIS
from tests.search.world import GENT, NINOVE, a_site, an_offer

AALST, DENDER_ZUID = "regio-aalst", "dender-zuid"
IN_AALST = Point(50.9, 4.1)


def block(west: float, south: float, east: float, north: float) -> Parts:
    """A zone with straight borders, and a hole in its middle."""
    x, y = (east - west) / 9, (north - south) / 9
    outer = ((west, south), (east, south), (east, north), (west, north), (west, south))
    hole = (
        (west + x, south + y),
        (west + x, south + 2 * y),
        (west + 2 * x, south + 2 * y),
        (west + 2 * x, south + y),
        (west + x, south + y),
    )
    return ((outer, hole),)


SHAPES = Shapes(
    detail={AALST: block(3.9, 50.88, 4.2, 51.0), DENDER_ZUID: block(3.9, 50.75, 4.2, 50.88)},
    overview={},
    indicative_zones=frozenset({AALST}),
    attribution="Bron: proef",
    made_on=date(2026, 11, 22),
)


@pytest.fixture(scope="module")
def zones(gazetteer: Gazetteer) -> tuple[Zone, ...]:
    return gazetteer.zones


@pytest.fixture
def line(opensearch: Indices) -> Iterator[Connection]:
    connection = Connection(opensearch.address)
    yield connection
    connection.close()


@pytest.fixture
def alias(opensearch: Indices) -> str:
    return f"{opensearch.prefix(SHARED)}-zones"


@pytest.fixture
def borders(opensearch: Indices, line: Connection, alias: str) -> Iterator[ZoneIndex]:
    """The borders beside the offers that the tests share; none are kept yet."""
    index = ZoneIndex(opensearch.address, opensearch.prefix(SHARED))
    yield index
    index.close()
    for kept in line.read(f"/{alias}-*/_alias"):
        line.write("DELETE", f"/{kept}")


def test_the_node_finds_the_zone_of_a_point_as_the_shapes_do(borders: ZoneIndex, zones: tuple[Zone, ...]) -> None:
    borders.keep(SHAPES, zones)
    random = np.random.default_rng(1)
    lats, lons = random.uniform(50.7, 51.05, 500), random.uniform(3.85, 4.25, 500)
    lats[0], lons[0] = 50.88, 4.0  # on the border of both
    here = SHAPES.zones_at(lons, lats)
    points = [Point(lat, lon) for lat, lon in zip(lats.tolist(), lons.tolist(), strict=True)]
    assert borders.zones_at(points) == here
    assert {AALST, DENDER_ZUID, None} == set(here)


def test_borders_are_kept_once_and_others_take_their_place_in_one_go(
    borders: ZoneIndex, zones: tuple[Zone, ...], line: Connection, alias: str
) -> None:
    assert not borders.keeps(SHAPES, zones)
    assert borders.keep(SHAPES, zones)
    assert not borders.keep(SHAPES, zones)
    assert borders.keeps(SHAPES, zones)
    moved = replace(SHAPES, detail={**SHAPES.detail, AALST: block(3.9, 50.9, 4.2, 51.0)})
    assert not borders.keeps(moved, zones)
    assert borders.keep(moved, zones)
    assert borders.zones_at([Point(50.89, 4.1)]) == [None]
    assert len(line.read(f"/{alias}-*/_alias")) == 1


def test_what_broke_off_before_it_counted_is_finished(
    borders: ZoneIndex, zones: tuple[Zone, ...], line: Connection, alias: str
) -> None:
    borders.keep(SHAPES, zones)
    (index,) = line.read(f"/_alias/{alias}")
    line.write("DELETE", f"/{index}/_doc/{AALST}", params={"refresh": "true"})
    line.write("DELETE", f"/{index}/_alias/{alias}")
    with pytest.raises(IndexOutdated, match="loket rebuild"):
        borders.zones_at([IN_AALST])
    assert borders.keep(SHAPES, zones)
    assert borders.zones_at([IN_AALST]) == [AALST]


def test_a_border_that_the_node_refuses_leaves_those_before_it(borders: ZoneIndex, zones: tuple[Zone, ...]) -> None:
    borders.keep(SHAPES, zones)
    crossing: Parts = ((((3.9, 50.8), (4.3, 51.1), (4.3, 50.8), (3.9, 51.1), (3.9, 50.8)),),)
    with pytest.raises(EngineUnavailable):
        borders.keep(replace(SHAPES, detail={**SHAPES.detail, DENDER_ZUID: crossing}), zones)
    assert borders.keeps(SHAPES, zones)
    assert borders.zones_at([IN_AALST]) == [AALST]


def test_a_zone_that_is_no_longer_one_is_not_kept(borders: ZoneIndex, zones: tuple[Zone, ...]) -> None:
    borders.keep(SHAPES, [zone for zone in zones if zone.id == DENDER_ZUID])
    assert borders.zones_at([IN_AALST, Point(50.85, 4.1)]) == [None, DENDER_ZUID]


def test_offers_that_lie_in_another_zone_than_they_carry_are_counted(
    borders: ZoneIndex, zones: tuple[Zone, ...], opensearch: Indices
) -> None:
    borders.keep(SHAPES, zones)
    engine = opensearch.open(opensearch.emptied())
    astray = a_site(AALST_NIS, zones=("gent",))
    engine.apply(
        [
            an_offer("goed", sites=(a_site(AALST_NIS), a_site(GENT))),
            an_offer("ook-goed", sites=(a_site(AALST_NIS, zones=(AALST, "gent")),)),  # a municipality of two zones
            an_offer("fout", sites=(astray, a_site(NINOVE))),
            an_offer("geen-punt", sites=(a_site(AALST_NIS, zones=("gent",), lat=None, lon=None),)),
            an_offer("geen-zone", sites=(a_site(AALST_NIS, zones=()),)),
        ],
        (),
        1,
    )
    engine.close()
    assert borders.lying([AALST, DENDER_ZUID]) == {AALST: Lying(agree=2, differ=1), DENDER_ZUID: Lying(1, 0)}


def test_without_borders_nothing_is_told_of_offers(borders: ZoneIndex, opensearch: Indices) -> None:
    opensearch.open(opensearch.emptied()).close()
    with pytest.raises(EngineUnavailable):
        borders.lying([AALST])
