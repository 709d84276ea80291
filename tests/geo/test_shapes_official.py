"""Official files in the formats of their keepers become the shapes of the zones."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from geo import Gazetteer
from geo.shapes import Shapes
from geo.shapes.loading import LoadReport, OfficialFile, load_official
from geo.shapes.making import ZonePoint, zone_points
from scripts.measure_shapes import likeness
from tests.geo import official
from tests.geo.official import Features

ANTWERP = {"antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen"}
Load = Callable[..., tuple[LoadReport, Shapes | None]]


@pytest.fixture(scope="module")
def points(gazetteer: Gazetteer, data: Path) -> Sequence[ZonePoint]:
    return zone_points(gazetteer, data / "reference")


@pytest.fixture
def load(gazetteer: Gazetteer, points: Sequence[ZonePoint]) -> Load:
    """Takes a file in, with what an operator says of it."""

    def loaded(path: Path, **said: Any) -> tuple[LoadReport, Shapes | None]:
        return load_official(OfficialFile(path, **said), gazetteer, points, date(2026, 11, 22))

    return loaded


@pytest.fixture(scope="module")
def zones(shared: Path) -> Features:
    return official.zones(shared)


@pytest.fixture(scope="module")
def vrbg(shared: Path) -> Features:
    return official.vrbg(shared)


@pytest.fixture(scope="module")
def sectors(shared: Path) -> Features:
    return official.sectors(shared)


def sound(loaded: tuple[LoadReport, Shapes | None]) -> tuple[LoadReport, Shapes]:
    report, shapes = loaded
    assert shapes is not None, report.as_text()
    assert report.faults == []
    return report, shapes


def unlike(shapes: Shapes, gazetteer: Gazetteer, shared: Path) -> set[str]:
    """The zones whose shape is not that of the official polygons."""
    measured = likeness(shapes, "detail", gazetteer, shared / "geo" / "elz_2025.geojson")
    return {zone for zone, share in measured.items() if share < 0.999}


def is_coverage(shapes: Shapes) -> bool:
    for level in (shapes.detail, shapes.overview):
        areas = [shapely.MultiPolygon([(one[0], one[1:]) for one in parts]) for parts in level.values()]
        if not (shapely.is_valid(areas).all() and shapely.coverage_is_valid(areas)):
            return False
    return True


@pytest.mark.parametrize("name", ["zones.geojson", "zones.shp", "zones.gpkg"])
@pytest.mark.parametrize("lambert", [False, True])
def test_polygons_of_zones_replace_every_indicative_shape(
    zones: Features, load: Load, gazetteer: Gazetteer, shared: Path, tmp_path: Path, name: str, lambert: bool
) -> None:
    path = (zones.in_lambert() if lambert else zones).write(tmp_path / name)
    report, shapes = sound(load(path))
    assert not shapes.indicative
    assert len(report.official) == 60
    assert report.indicative == ()
    assert unlike(shapes, gazetteer, shared) == set()
    assert is_coverage(shapes)
    assert name in shapes.attribution


@pytest.mark.parametrize(
    "said", [{"code": "ELZ_CODE"}, {"name": "elz_naam"}, {"code": "elz_code", "name": "ELZ_NAAM"}], ids=str
)
def test_the_fields_that_the_operator_names_are_read(
    zones: Features, load: Load, tmp_path: Path, said: dict[str, str]
) -> None:
    path = replace(zones, columns={**zones.columns, "WRONG": ["elz1"] * 60}).write(tmp_path / "zones.gpkg")
    report, _ = sound(load(path, **said))
    assert all(field.upper() in report.read for field in said.values())


def test_the_source_that_the_operator_names_stands_beside_the_drawing(
    zones: Features, load: Load, tmp_path: Path
) -> None:
    _, shapes = sound(load(zones.write(tmp_path / "zones.gpkg"), credit="Zones: Departement Zorg, 2025"))
    assert shapes.attribution == "Zones: Departement Zorg, 2025"


def test_features_of_one_zone_are_taken_together_and_that_is_said(
    zones: Features, load: Load, gazetteer: Gazetteer, shared: Path, tmp_path: Path
) -> None:
    whole = zones.geometries[0]
    west, south, east, north = whole.bounds
    left = shapely.intersection(whole, shapely.box(west, south, (west + east) / 2, north))
    columns = {name: [*values, values[0]] for name, values in zones.columns.items()}
    halves = [left, *zones.geometries[1:], official.areas(shapely.difference(whole, left))]
    path = replace(zones, geometries=halves, columns=columns).write(tmp_path / "zones.gpkg")
    report, shapes = sound(load(path))
    assert any("amalo: 2 features were taken together" in str(remark) for remark in report.remarks)
    assert unlike(shapes, gazetteer, shared) == set()


def test_without_brussels_it_is_what_flanders_encloses_and_stays_indicative(
    zones: Features, load: Load, gazetteer: Gazetteer, shared: Path, tmp_path: Path
) -> None:
    flemish = zones.only([at for at, name in enumerate(zones.columns["ELZ_NAAM"]) if name != "BruZEL"])
    report, shapes = sound(load(flemish.write(tmp_path / "zones.gpkg")))
    assert report.indicative == ("bruzel",)
    assert shapes.indicative_zones == {"bruzel"}
    assert unlike(shapes, gazetteer, shared) == set()


@pytest.mark.parametrize("name", ["Refgem.shp", "VRBG.gpkg"])
def test_the_municipalities_of_the_vrbg_give_every_zone_but_those_of_antwerpen_and_brussels(
    vrbg: Features, load: Load, gazetteer: Gazetteer, shared: Path, tmp_path: Path, name: str
) -> None:
    encoding = vrbg.encoding if name.endswith(".shp") else None
    report, shapes = sound(load(replace(vrbg, encoding=encoding).write(tmp_path / name)))
    assert shapes.indicative_zones == ANTWERP | {"bruzel"}
    assert len(report.official) == 55
    assert unlike(shapes, gazetteer, shared) == ANTWERP
    assert is_coverage(shapes)
    assert "Digitaal Vlaanderen" in shapes.attribution
    assert "indicatieve delen" in shapes.attribution


def test_a_shapefile_may_stay_in_the_archive_that_it_came_in(vrbg: Features, load: Load, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    vrbg.write(tmp_path / "files" / "Refgem.shp")
    path = Path(shutil.make_archive(str(tmp_path / "VRBG"), "zip", tmp_path / "files"))
    report, _ = sound(load(path))
    assert len(report.official) == 55


def test_of_several_layers_the_one_of_municipalities_is_taken(vrbg: Features, load: Load, tmp_path: Path) -> None:
    whole = shapely.union_all(np.array(vrbg.geometries))
    above = Features([whole], {"NISCODE": ["02000"], "NAAM": ["Vlaams Gewest"]}, epsg=31370, layer="Refgew")
    path = above.write(tmp_path / "VRBG.gpkg")
    replace(vrbg, encoding=None, layer="Refgem", more={"append": True}).write(path)
    assert [name for name, _ in pyogrio.list_layers(path)] == ["Refgew", "Refgem"]
    report, _ = sound(load(path))
    assert "layer Refgem, 285 features" in report.read


def test_municipalities_of_before_a_merger_lie_in_the_zone_of_today(
    vrbg: Features, load: Load, gazetteer: Gazetteer, shared: Path, tmp_path: Path
) -> None:
    at = list(vrbg.columns["NAAM"]).index("Tongeren-Borgloon")
    older = vrbg.said(at, "NISCODE", "73083").said(at, "NAAM", "Tongeren")
    _, shapes = sound(load(older.write(tmp_path / "Refgem.shp")))
    assert unlike(shapes, gazetteer, shared) == ANTWERP


@pytest.mark.parametrize("name", ["sectors.shp", "sectors.gpkg"])
def test_sectors_with_a_table_give_all_sixty_zones(
    sectors: Features, load: Load, gazetteer: Gazetteer, shared: Path, tmp_path: Path, name: str
) -> None:
    table = shared / "geo" / "elz_antwerpen_sectoren.csv"
    report, shapes = sound(load(sectors.write(tmp_path / name), sectors=table))
    assert not shapes.indicative
    assert unlike(shapes, gazetteer, shared) == set()
    assert is_coverage(shapes)
    assert shapes.attribution == "Statistische sectoren: © Statbel, 01-01-2025"
    remarks = [str(remark) for remark in report.remarks]
    assert any("sectors of the table are not in the file" in remark for remark in remarks)
    assert any("1 areas that the file does not place went to the zone beside them" in remark for remark in remarks)


def test_sectors_without_a_table_leave_the_zones_of_antwerpen_indicative(
    sectors: Features, load: Load, gazetteer: Gazetteer, shared: Path, tmp_path: Path
) -> None:
    report, shapes = sound(load(sectors.write(tmp_path / "sectors.gpkg")))
    assert shapes.indicative_zones == ANTWERP
    assert unlike(shapes, gazetteer, shared) == ANTWERP
    assert any("--sectors" in str(remark) for remark in report.remarks)


def test_a_table_with_semicolons_and_names_in_iso_8859_1_is_read(
    sectors: Features, load: Load, shared: Path, tmp_path: Path
) -> None:
    with (shared / "geo" / "elz_antwerpen_sectoren.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = ["elz_name;statsec_code;opmerking", *(f"{row['elz_name']};{row['statsec_code']};café" for row in rows)]
    (tmp_path / "table.csv").write_text("\r\n".join(lines), encoding="iso-8859-1")
    _, shapes = sound(load(sectors.write(tmp_path / "sectors.gpkg"), sectors=tmp_path / "table.csv"))
    assert not shapes.indicative


@pytest.mark.parametrize("lambert", [False, True])
def test_swapped_axes_are_put_right_and_said(
    zones: Features, load: Load, gazetteer: Gazetteer, shared: Path, tmp_path: Path, lambert: bool
) -> None:
    straight = zones.in_lambert() if lambert else zones
    turned = list(shapely.transform(np.array(straight.geometries), lambda points: points[:, ::-1]))
    report, shapes = sound(load(replace(straight, geometries=turned).write(tmp_path / "zones.gpkg")))
    assert any("axes were swapped" in str(remark) for remark in report.remarks)
    assert unlike(shapes, gazetteer, shared) == set()


@pytest.mark.parametrize("lambert", [False, True])
def test_a_file_that_does_not_say_its_projection_is_read_by_its_numbers(
    zones: Features, load: Load, tmp_path: Path, lambert: bool
) -> None:
    path = replace(zones.in_lambert() if lambert else zones, epsg=None).write(tmp_path / "zones.shp")
    assert not path.with_suffix(".prj").exists()
    report, _ = sound(load(path))
    assert any("does not say its projection" in str(remark) for remark in report.remarks)


def test_a_wrong_projection_in_the_file_yields_to_the_one_that_the_operator_gives(
    zones: Features, load: Load, gazetteer: Gazetteer, shared: Path, tmp_path: Path
) -> None:
    path = replace(zones.in_lambert(), epsg=4326).write(tmp_path / "zones.gpkg")
    _, shapes = sound(load(path, epsg=31370))
    assert unlike(shapes, gazetteer, shared) == set()


def test_a_gap_as_wide_as_a_fault_of_drawing_is_closed(zones: Features, load: Load, tmp_path: Path) -> None:
    lambert = zones.in_lambert()
    at = list(zones.columns["ELZ_NAAM"]).index("Regio Aalst")
    shrunk = lambert.moved(at, shapely.buffer(lambert.geometries[at], -3))
    _, shapes = sound(load(shrunk.write(tmp_path / "zones.gpkg")))
    assert len(shapes.neighbours("regio-aalst")) == 5
    assert is_coverage(shapes)


def test_slivers_along_a_border_are_put_right_and_said(zones: Features, load: Load, tmp_path: Path) -> None:
    lambert = zones.in_lambert()
    grown = lambert.moved(5, shapely.buffer(lambert.geometries[5], 0.1))
    report, shapes = sound(load(grown.write(tmp_path / "zones.gpkg")))
    assert any("sliver" in str(remark) for remark in report.remarks)
    assert is_coverage(shapes)
