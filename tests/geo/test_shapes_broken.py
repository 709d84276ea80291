"""A file with a fault is refused, and the report names the feature and the field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from geo import Gazetteer
from geo.shapes.loading import Finding, LoadReport, OfficialFile, load_official
from geo.shapes.making import ZonePoint, zone_points
from tests.geo import official
from tests.geo.official import Features

Refuse = Callable[..., LoadReport]


@pytest.fixture(scope="module")
def points(gazetteer: Gazetteer, data: Path) -> Sequence[ZonePoint]:
    return zone_points(gazetteer, data / "reference")


@pytest.fixture
def refused(gazetteer: Gazetteer, points: Sequence[ZonePoint]) -> Refuse:
    """What is said of a file that is not taken in."""

    def report_of(path: Path, **said: Any) -> LoadReport:
        report, shapes = load_official(OfficialFile(path, **said), gazetteer, points, date(2026, 11, 22))
        assert shapes is None
        assert report.faults
        assert report.official == ()
        return report

    return report_of


@pytest.fixture(scope="module")
def zones(shared: Path) -> Features:
    return official.zones(shared)


@pytest.fixture(scope="module")
def vrbg(shared: Path) -> Features:
    return official.vrbg(shared)


def text(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.geojson", ""),
        ("broken.geojson", '{"type": "FeatureCollection", "features": [{"type": "Feature", "geom'),
        ("letter.shp", "no shapefile at all"),
        ("nothing.gpkg", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_said_to_be_so(refused: Refuse, tmp_path: Path, name: str, content: str) -> None:
    assert "cannot be read" in refused(text(tmp_path / name, content)).as_text()


def test_a_collection_without_features_is_empty(refused: Refuse, tmp_path: Path) -> None:
    path = text(tmp_path / "zones.geojson", '{"type": "FeatureCollection", "features": []}')
    assert "is empty" in refused(path).as_text()


def test_a_layer_without_features_is_empty(zones: Features, refused: Refuse, tmp_path: Path) -> None:
    assert "is empty" in refused(zones.only([]).write(tmp_path / "zones.gpkg")).as_text()


def test_a_table_without_shapes_is_told_what_is_needed(refused: Refuse, tmp_path: Path) -> None:
    assert "polygons" in refused(text(tmp_path / "zones.csv", "elz_code,naam\nelz1,AMALO\n")).as_text()


def test_a_field_that_is_not_there_is_named_with_those_that_are(
    zones: Features, refused: Refuse, tmp_path: Path
) -> None:
    report = refused(zones.write(tmp_path / "zones.gpkg"), code="ZONE")
    assert [(fault.field, fault.feature) for fault in report.faults] == [("ZONE", None)]
    assert "ELZ_CODE, ELZ_NAAM" in report.as_text()


def test_a_file_that_does_not_name_zones_asks_for_the_field(zones: Features, refused: Refuse, tmp_path: Path) -> None:
    path = replace(zones, columns={"id": [str(at) for at in range(60)]}).write(tmp_path / "zones.gpkg")
    assert "--code or --name" in refused(path).as_text()


def test_a_value_that_is_no_zone_is_named_with_its_feature_and_field(
    zones: Features, refused: Refuse, tmp_path: Path
) -> None:
    path = zones.said(3, "ELZ_CODE", "elz999").said(7, "ELZ_CODE", None).write(tmp_path / "zones.gpkg")
    faults = refused(path, code="ELZ_CODE").faults
    assert Finding("'elz999' is no zone", "feature 4 (elz999)", "ELZ_CODE") in faults
    assert Finding("is empty", "feature 8", "ELZ_CODE") in faults


def test_two_fields_that_contradict_each_other_are_both_quoted(
    zones: Features, refused: Refuse, tmp_path: Path
) -> None:
    path = zones.said(0, "ELZ_NAAM", "BruZEL").write(tmp_path / "zones.gpkg")
    (fault,) = refused(path, code="ELZ_CODE", name="ELZ_NAAM").faults
    assert fault.feature == "feature 1 (BruZEL)"
    assert "ELZ_CODE says amalo, ELZ_NAAM says bruzel" in fault.text


def test_a_border_that_crosses_itself_is_named_with_the_place(zones: Features, refused: Refuse, tmp_path: Path) -> None:
    bow_tie = shapely.Polygon([(4.0, 50.9), (4.1, 51.0), (4.1, 50.9), (4.0, 51.0)])
    (fault,) = refused(zones.moved(2, bow_tie).write(tmp_path / "zones.gpkg")).faults
    assert fault.feature is not None
    assert fault.feature.startswith("feature 3 (")
    assert "Self-intersection[4.05 50.95]" in fault.text


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        (None, "no shape"),
        (shapely.Polygon(), "no shape"),
        (shapely.Point(4.0, 51.0), "a Point"),
        (shapely.LineString([(4.0, 51.0), (4.1, 51.0)]), "a LineString"),
    ],
    ids=str,
)
def test_what_is_no_area_is_named(zones: Features, refused: Refuse, tmp_path: Path, geometry: Any, said: str) -> None:
    (fault,) = refused(zones.moved(2, geometry).write(tmp_path / "zones.geojson")).faults
    assert fault.feature is not None
    assert fault.feature.startswith("feature 3 (")
    assert said in fault.text


def test_zones_that_overlap_are_named_the_largest_first(zones: Features, refused: Refuse, tmp_path: Path) -> None:
    lambert = zones.in_lambert()
    at = list(zones.columns["ELZ_NAAM"]).index("Regio Aalst")
    path = lambert.moved(at, shapely.buffer(lambert.geometries[at], 500)).write(tmp_path / "zones.gpkg")
    faults = [fault.text for fault in refused(path).faults]
    assert len(faults) > 3
    assert all("regio-aalst" in fault and "overlap by" in fault for fault in faults)
    shared_km2 = [float(fault.split(" by ")[1].split()[0]) for fault in faults]
    assert shared_km2 == sorted(shared_km2, reverse=True)


def test_a_zone_that_is_missing_is_named(zones: Features, refused: Refuse, tmp_path: Path) -> None:
    names = list(zones.columns["ELZ_NAAM"])
    kept = [at for at, name in enumerate(names) if name not in ("Regio Aalst", "ZORA")]
    (fault,) = refused(zones.only(kept).write(tmp_path / "zones.gpkg")).faults
    assert fault.text == "2 of 60 zones are missing: regio-aalst, zora"


def test_a_municipality_that_is_missing_is_named(vrbg: Features, refused: Refuse, tmp_path: Path) -> None:
    kept = [at for at, name in enumerate(vrbg.columns["NAAM"]) if name not in ("Aalst", "Ranst")]
    faults = [fault.text for fault in refused(vrbg.only(kept).write(tmp_path / "Refgem.shp")).faults]
    assert "2 municipalities are missing: Ranst (11035), Aalst (41002)" in faults


def test_a_municipality_that_does_not_exist_is_named(vrbg: Features, refused: Refuse, tmp_path: Path) -> None:
    path = vrbg.said(4, "NISCODE", "10000").write(tmp_path / "Refgem.shp")
    name = vrbg.columns["NAAM"][4]
    assert refused(path).faults == [Finding("'10000' is no municipality", f"feature 5 ({name})", "NISCODE")]


def test_two_zones_with_each_others_name_are_seen_by_their_postcodes(
    zones: Features, refused: Refuse, tmp_path: Path
) -> None:
    names = list(zones.columns["ELZ_CODE"])
    path = zones.said(0, "ELZ_CODE", names[1]).said(1, "ELZ_CODE", names[0]).write(tmp_path / "zones.gpkg")
    faults = refused(path, code="ELZ_CODE").faults
    assert len(faults) == 2
    assert all("postcodes lie outside it" in fault.text for fault in faults)


def test_metres_where_the_file_says_degrees_get_a_hint(zones: Features, refused: Refuse, tmp_path: Path) -> None:
    path = replace(zones.in_lambert(), epsg=4326).write(tmp_path / "zones.gpkg")
    (fault,) = refused(path).faults
    assert "outside Belgium" in fault.text
    assert "--crs 31370" in fault.text


def test_shapes_in_another_country_are_outside_belgium(zones: Features, refused: Refuse, tmp_path: Path) -> None:
    moved = list(shapely.transform(np.array(zones.geometries), lambda points: points - (0, 5)))
    (fault,) = refused(replace(zones, geometries=moved).write(tmp_path / "zones.gpkg")).faults
    assert "outside Belgium" in fault.text
    assert "--crs" not in fault.text


def test_one_zone_in_another_country_is_named(zones: Features, refused: Refuse, tmp_path: Path) -> None:
    away = shapely.transform(zones.geometries[2], lambda points: points - (0, 5))
    (fault,) = refused(zones.moved(2, away).write(tmp_path / "zones.gpkg")).faults
    assert fault.feature is not None
    assert fault.feature.startswith("feature 3 (")
    assert fault.text == "lies outside Belgium"


def test_a_projection_that_does_not_exist_is_refused(zones: Features, refused: Refuse, tmp_path: Path) -> None:
    assert "EPSG:999999" in refused(zones.write(tmp_path / "zones.gpkg"), epsg=999_999).as_text()


@pytest.mark.parametrize(("encoding", "stated"), [("ISO-8859-1", None), ("UTF-8", None), ("UTF-8", "ISO-8859-1")])
def test_names_are_read_in_the_encoding_that_they_are_in(
    vrbg: Features, refused: Refuse, tmp_path: Path, encoding: str, stated: str | None
) -> None:
    broken = vrbg.said(4, "NISCODE", "10000").said(4, "NAAM", "Zaventém")
    path = replace(broken, encoding=encoding).write(tmp_path / "Refgem.shp")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if stated:
        path.with_suffix(".cpg").write_text(stated)
    assert "feature 5 (Zaventém)" in refused(path).as_text()


def test_two_encodings_in_one_file_are_both_read_and_said(vrbg: Features, refused: Refuse, tmp_path: Path) -> None:
    broken = vrbg.said(4, "NISCODE", "10000").said(4, "NAAM", "Zaventém").said(5, "NAAM", "Beer??nem")
    path = broken.said(5, "NISCODE", "10001").write(tmp_path / "Refgem.shp")
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace(b"Beer??nem", "Beerénem".encode()))
    report = refused(path)
    assert "feature 5 (Zaventém)" in report.as_text()
    assert "feature 6 (Beerénem)" in report.as_text()
    assert [remark.field for remark in report.remarks] == ["NAAM"]


@pytest.mark.parametrize(
    ("table", "feature", "field", "said"),
    [
        ("code,elz_code\n1,elz1\n", None, "statsec_code", "no such column"),
        ("statsec_code,zone\n1,elz1\n", None, "elz_code or elz_name", "no such column"),
        ("statsec_code,elz_code\nA,elz2-1\nB,elz999\n", "table.csv, line 3", "elz_code", "'elz999' is no zone"),
        ("statsec_code,elz_code\nA,elz2-1\n,elz2-1\n", "table.csv, line 3", "statsec_code", "is empty"),
        ("statsec_code,elz_code\nA,elz2-1\nA,elz2-2\n", "table.csv, line 3", "statsec_code", "two zones"),
        ("statsec_code,elz_code\n", None, None, "no rows"),
        ("statsec_code,elz_code\nA,elz2-1\n", None, "CS01012025", "same year"),
    ],
)
def test_a_table_of_sectors_is_checked_row_by_row(
    refused: Refuse, shared: Path, tmp_path: Path, table: str, feature: str | None, field: str | None, said: str
) -> None:
    path = official.sectors(shared).only(range(20)).write(tmp_path / "sectors.gpkg")
    fault = refused(path, sectors=text(tmp_path / "table.csv", table)).faults[0]
    assert (fault.feature, fault.field) == (feature, field)
    assert said in fault.text


def test_a_table_of_sectors_with_other_shapes_is_refused(zones: Features, refused: Refuse, tmp_path: Path) -> None:
    table = text(tmp_path / "table.csv", "statsec_code,elz_code\nA,elz2-1\n")
    assert "goes with statistical sectors" in refused(zones.write(tmp_path / "zones.gpkg"), sectors=table).as_text()


def test_a_long_list_of_the_same_fault_is_cut_short_for_people(
    zones: Features, refused: Refuse, tmp_path: Path
) -> None:
    path = replace(zones, columns={"ZONE": [f"zone {at}" for at in range(60)]}).write(tmp_path / "zones.gpkg")
    report = refused(path, code="ZONE")
    assert len(report.faults) == 60
    assert "and 50 more" in report.as_text()
