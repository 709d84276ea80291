"""Areas that someone drew: which points lie in them, and what is no area."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo import MOST_POINTS, BadAreaError, DrawnArea, Point
from geo.shapes import Ring

TRIANGLE: Ring = ((3.9, 50.8), (4.3, 50.8), (4.1, 51.1), (3.9, 50.8))
HOLE: Ring = ((4.05, 50.85), (4.1, 50.95), (4.15, 50.85), (4.05, 50.85))

lons, lats = st.floats(3.7, 4.5), st.floats(50.7, 51.2)


def both_ways(area: DrawnArea, *points: tuple[float, float]) -> list[bool]:
    """Which points (latitude first) lie in it, asked all together and one by one."""
    each = [area.has(Point(lat, lon)) for lat, lon in points]
    lats, lons = np.array(points).T
    assert area.holds(lats, lons).tolist() == each
    return each


def crosses_odd(ring: Ring, lon: float, lat: float) -> bool:
    """Whether a line from the point to the east crosses the ring an odd number of times."""
    return (
        sum(
            (south > lat) != (north > lat) and lon < west + (lat - south) * (east - west) / (north - south)
            for (west, south), (east, north) in pairwise(ring)
        )
        % 2
        == 1
    )


@given(lon=lons, lat=lats)
def test_a_point_lies_in_an_area_where_a_line_from_it_crosses_its_sides_an_odd_number_of_times(
    lon: float, lat: float
) -> None:
    inside = crosses_odd(TRIANGLE, lon, lat) != crosses_odd(HOLE, lon, lat)
    assume(all(abs(lat - y) > 1e-9 for ring in (TRIANGLE, HOLE) for _, y in ring))
    assert both_ways(DrawnArea((TRIANGLE, HOLE)), (lat, lon)) == [inside]


@given(lon=lons, lat=lats)
def test_a_box_is_the_polygon_of_its_corners(lon: float, lat: float) -> None:
    box = DrawnArea.box(3.9, 50.8, 4.3, 51.1)
    (ring,) = box.rings
    turned = DrawnArea((ring[2:] + ring[1:3],))  # the same corners from another one on
    assert turned != box
    assert both_ways(box, (lat, lon)) == both_ways(turned, (lat, lon))


def test_its_own_sides_lie_in_it_and_what_has_no_point_does_not() -> None:
    box = DrawnArea.box(3.9, 50.8, 4.3, 51.1)
    assert both_ways(box, (50.8, 3.9), (51.1, 4.0), (50.9, 4.3)) == [True, True, True]
    assert both_ways(DrawnArea((TRIANGLE,)), (50.8, 4.0), (51.1, 4.1)) == [True, True]
    for area in (box, DrawnArea((TRIANGLE,))):
        assert area.holds(np.array([np.nan, 50.9]), np.array([4.1, np.nan])).tolist() == [False, False]


def test_a_box_may_be_the_whole_earth() -> None:
    assert DrawnArea.box(-180, -90, 180, 90).has(Point(50.9, 4.0))


@pytest.mark.parametrize(
    ("west", "south", "east", "north", "fault"),
    [
        (4.3, 50.8, 3.9, 51.1, "order"),
        (3.9, 51.1, 4.3, 50.8, "order"),
        (3.9, 50.8, 3.9, 51.1, "order"),
        (179.0, 50.8, -179.0, 51.1, "order"),
        (3.9, float("nan"), 4.3, 51.1, "order"),
        (3.9, 50.8, 181, 51.1, "degrees"),
        (3.9, 50.8, float("inf"), 51.1, "degrees"),
        (50.8, 3.9, 51.1, 94.3, "degrees"),
    ],
)
def test_numbers_that_are_no_box_are_told_apart(
    west: float, south: float, east: float, north: float, fault: str
) -> None:
    with pytest.raises(BadAreaError) as refused:
        DrawnArea.box(west, south, east, north)
    assert refused.value.fault == fault


@pytest.mark.parametrize(
    ("rings", "fault"),
    [
        ((), "open"),
        (((),), "open"),
        ((TRIANGLE[:3],), "open"),
        ((TRIANGLE, HOLE[:3]), "open"),
        (((*TRIANGLE[:3], (3.8, 50.8)),), "open"),
        ((((3.9, 50.8), (4.3, 50.8), (4.1, 95.0), (3.9, 50.8)),), "degrees"),
        ((((3.9, 50.8), (4.3, 50.8), (4.1, float("nan")), (3.9, 50.8)),), "degrees"),
        ((((-170.0, 0.0), (170.0, 0.0), (0.0, 10.0), (-170.0, 0.0)),), "wide"),
        ((((3.9, 50.8), (4.3, 51.1), (4.3, 50.8), (3.9, 51.1), (3.9, 50.8)),), "crossing"),
        ((((3.9, 50.8), (4.3, 50.8), (3.9, 50.8), (3.9, 50.8)),), "crossing"),
        ((((4.0, 50.8), (4.0, 50.8), (4.0, 51.0), (4.0, 51.0), (4.0, 50.8)),), "crossing"),
        ((TRIANGLE, ((5.0, 50.0), (5.1, 50.0), (5.1, 50.1), (5.0, 50.0))), "crossing"),
        ((tuple((3.9 + n / 1000, 50.8) for n in range(MOST_POINTS)) + TRIANGLE,), "points"),
    ],
)
def test_lines_that_are_no_area_are_told_apart(rings: tuple[Ring, ...], fault: str) -> None:
    with pytest.raises(BadAreaError) as refused:
        DrawnArea(rings)
    assert refused.value.fault == fault
    assert str(refused.value)


def test_equal_areas_are_one() -> None:
    assert len({DrawnArea.box(3.9, 50.8, 4.3, 51.1), DrawnArea.box(3.9, 50.8, 4.3, 51.1)}) == 1
