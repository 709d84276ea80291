"""The closed formulas stay with pyproj, the reference implementation, all over Flanders and Brussels."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from geo import Point, distance_km
from store.addresses.lambert import to_wgs84

LATITUDES, LONGITUDES = st.floats(50.66, 51.52), st.floats(2.52, 5.95)
A_CENTIMETRE = 1e-5  # in kilometres


@pytest.mark.parametrize("projection", [31370, 3812])
@given(lat=LATITUDES, lon=LONGITUDES)
def test_lambert_72_and_2008_go_to_wgs84_as_pyproj_does(projection: int, lat: float, lon: float) -> None:
    forth = Transformer.from_crs(4326, projection)
    back = Transformer.from_crs(projection, 4326)
    x, y = forth.transform(lat, lon)
    assert distance_km(to_wgs84(x, y), Point(*back.transform(x, y))) < A_CENTIMETRE


@given(st.floats(), st.floats())
def test_what_is_no_place_is_a_value_error_or_a_point(x: float, y: float) -> None:
    with suppress(ValueError):
        assert -90 <= to_wgs84(x, y).lat <= 90
