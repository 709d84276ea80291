from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Point, distance_km

AALST, GENT = Point(50.94, 4.04), Point(51.05, 3.72)

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("lat", "lon"), [(90.1, 0), (-91, 0), (0, 180.5), (0, -181), (math.nan, 4), (51, math.inf), (51, math.nan)]
)
def test_a_point_off_the_earth_does_not_exist(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="not a l"):
        Point(lat, lon)


def test_from_aalst_to_gent_is_some_25_kilometres() -> None:
    assert distance_km(AALST, GENT) == pytest.approx(25.5, abs=0.3)


def test_a_degree_of_latitude_is_111_kilometres_and_half_the_earth_20015() -> None:
    assert distance_km(Point(50, 4), Point(51, 4)) == pytest.approx(111.195, abs=0.01)
    assert distance_km(Point(0, 0), Point(0, 180)) == pytest.approx(20015.1, abs=0.1)


def test_one_metre_is_not_lost_in_rounding() -> None:
    assert distance_km(Point(51, 4), Point(51.00001, 4)) == pytest.approx(0.00111, rel=0.01)


@given(points, points)
def test_there_is_as_far_as_back(a: Point, b: Point) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-9)
    assert 0 <= distance_km(a, b) <= 20016


@given(points, points, points)
def test_a_detour_is_never_shorter(a: Point, b: Point, c: Point) -> None:
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-3


@given(points)
def test_nowhere_is_away_from_itself(a: Point) -> None:
    assert distance_km(a, a) == 0
