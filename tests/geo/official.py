"""Official files as their keepers publish them, made for a test from the shared polygons; none is kept."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from geo.shapes.making import to_lambert

DRIVERS = {".shp": "ESRI Shapefile", ".gpkg": "GPKG", ".geojson": "GeoJSON"}

RIVER = shapely.box(4.385, 51.222, 4.392, 51.234)
"""A strip of Antwerpen that stands for the river."""


@dataclass(frozen=True)
class Features:
    """A layer before it is written: geometries in degrees or in Lambert 72, and its columns."""

    geometries: Sequence[Any]
    columns: Mapping[str, Sequence[Any]]
    epsg: int | None = 4326
    encoding: str | None = None
    layer: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def in_lambert(self) -> Features:
        """The same in the projection of the official files."""
        return replace(self, geometries=list(to_lambert(np.array(self.geometries))), epsg=31370)

    def only(self, keep: Sequence[int]) -> Features:
        """Some of the features."""
        columns = {name: [values[at] for at in keep] for name, values in self.columns.items()}
        return replace(self, geometries=[self.geometries[at] for at in keep], columns=columns)

    def moved(self, at: int, geometry: Any) -> Features:
        """With another shape for one feature."""
        changed = list(self.geometries)
        changed[at] = geometry
        return replace(self, geometries=changed)

    def said(self, at: int, column: str, value: Any) -> Features:
        """With another value in one field."""
        changed = list(self.columns[column])
        changed[at] = value
        return replace(self, columns={**self.columns, column: changed})

    def write(self, path: Path) -> Path:
        """Write it in the format of the name; a shapefile can do without a projection (epsg None)."""
        pyogrio.raw.write(
            path,
            geometry=shapely.to_wkb(np.array(self.geometries, dtype=object)),
            field_data=[np.array(values, dtype=object) for values in self.columns.values()],
            fields=list(self.columns),
            geometry_type="Unknown" if path.suffix == ".geojson" else "MultiPolygon",
            promote_to_multi=path.suffix != ".geojson",
            crs=f"EPSG:{self.epsg or 4326}",
            driver=DRIVERS[path.suffix],
            encoding=self.encoding,
            layer=self.layer,
            **self.more,
        )
        if self.epsg is None:
            path.with_suffix(".prj").unlink()
        return path


def read_shared(path: Path) -> tuple[list[Any], list[dict[str, Any]]]:
    """The geometries and the properties of a GeoJSON file."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [shapely.geometry.shape(one["geometry"]) for one in features], [one["properties"] for one in features]


def zones(shared: Path) -> Features:
    """The 60 zones, with the code of the statistics platform and the name."""
    geometries, rows = read_shared(shared / "geo" / "elz_2025.geojson")
    columns = {"ELZ_CODE": [row["elz_code"] for row in rows], "ELZ_NAAM": [row["elz_name"] for row in rows]}
    return Features(geometries, columns)


def vrbg(shared: Path) -> Features:
    """The layer Refgem of the VRBG: the 285 municipalities of Flanders, in Lambert 72 and ISO-8859-1."""
    geometries, rows = read_shared(shared / "geo" / "gemeenten_2025.geojson")
    flemish = [at for at, row in enumerate(rows) if not row["nis_code"].startswith("21")]
    columns = {
        "UIDN": [float(at) for at, _ in enumerate(rows)],
        "OIDN": [float(at) for at, _ in enumerate(rows)],
        "TERRID": [float(at) for at, _ in enumerate(rows)],
        "NISCODE": [row["nis_code"] for row in rows],
        "NAAM": [row["name"] for row in rows],
        "DATPUBLBS": ["" for _ in rows],
        "NUMAC": ["" for _ in rows],
        "LENGTE": [0.0 for _ in rows],
        "OPPERVL": [row["area_km2"] * 1e6 for row in rows],
    }
    return replace(Features(geometries, columns).only(flemish).in_lambert(), encoding="ISO-8859-1")


def sectors(shared: Path) -> Features:
    """Statbel's layer, with a sub-municipality for a sector; in Antwerpen each has the code of one of its own sectors.

    The district of Antwerpen is cut along the borders of the zones, as its real sectors are; a strip of the river is in
    a sector that the table does not name. One municipality of Wallonia is there too.
    """
    geometries, rows = read_shared(shared / "geo" / "deelgemeenten_2025.geojson")
    zone_shapes, zone_rows = read_shared(shared / "geo" / "elz_2025.geojson")
    by_zone = dict(zip((row["elz_code"] for row in zone_rows), zone_shapes, strict=True))
    codes = antwerp_sectors(shared)
    cut: list[tuple[Any, str, dict[str, Any]]] = []
    for geometry, row in zip(geometries, rows, strict=True):
        own = {zone: code for (part, zone), code in codes.items() if part == row["code"]}
        if len(own) < 2:
            cut.append((geometry, next(iter(own.values()), f"{row['code']}00-"), row))
            continue
        cut.append((areas(shapely.intersection(geometry, RIVER)), "11002ZRIV-", row))
        for zone, code in own.items():
            part = shapely.difference(shapely.intersection(geometry, by_zone[zone]), RIVER)
            cut.append((areas(part), code, row))
    geometry, code, row = cut[0]
    walloon = {**row, "nis_code": "92094", "municipality": "Namur", "code": "92094A", "name": "Namur"}
    cut.append((shapely.box(4.8, 50.4, 4.9, 50.5), "92094A00-", walloon))
    columns = {
        "CS01012025": [code for _, code, _ in cut],
        "T_SEC_NL": [row["name"] for _, _, row in cut],
        "C_NIS7": [row["code"] for _, _, row in cut],
        "C_NIS6": [row["code"] for _, _, row in cut],
        "T_NIS6_NL": [row["name"] for _, _, row in cut],
        "CNIS5_2025": [row["nis_code"] for _, _, row in cut],
        "T_MUN_NL": [row["municipality"] for _, _, row in cut],
        "M_AREA_HA": [0.0 for _ in cut],
    }
    return Features([geometry for geometry, _, _ in cut], columns).in_lambert()


def antwerp_sectors(shared: Path) -> dict[tuple[str, str], str]:
    """A code of a real sector for each sub-municipality and zone of the table."""
    with (shared / "geo" / "elz_antwerpen_sectoren.csv").open(encoding="utf-8", newline="") as file:
        return {(row["deelgemeente"], row["elz_code"]): row["statsec_code"] for row in csv.DictReader(file)}


def areas(geometry: Any) -> Any:
    """The polygons in it."""
    return shapely.union_all([part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"])
