"""Reads the layers of a file: GeoJSON, shapefile (also in a .zip) or GeoPackage, through GDAL."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.shapes.loading.report import LoadReport
from geo.shapes.making.projection import Geometries

UNREADABLE = (DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError)


@dataclass(frozen=True, slots=True)
class Layer:
    """The features of a layer: of each its geometry (None: none that can be read) and its fields as text."""

    name: str
    fields: Mapping[str, tuple[str | None, ...]]
    geometries: Geometries
    crs: CRS | None

    def field_like(self, name: str) -> str | None:
        """The field with this name in whatever case; None if there is none."""
        return next((field for field in self.fields if field.casefold() == name.casefold()), None)


def read_layers(path: Path, report: LoadReport) -> list[Layer]:
    """The layers with geometry; where the file cannot be read, a fault and none."""
    layers = []
    try:
        for name, kind in pyogrio.list_layers(path):
            if kind is not None:
                layers.append(_read(path, name, report))
    except UNREADABLE as problem:
        report.fault(f"cannot be read: {problem}")
        return []
    if layers and not any(len(layer.geometries) for layer in layers):
        report.fault("is empty: there are no features in it")
        return []
    if not layers:
        report.fault("holds no shapes: polygons as GeoJSON, shapefile or GeoPackage are needed")
    return layers


def _read(path: Path, name: str, report: LoadReport) -> Layer:
    # Older shapefiles are in ISO-8859-1, some say another encoding than they have, and some have two: as ISO-8859-1
    # each byte can be read, and what was UTF-8 is then seen and put right, value by value. Other formats are UTF-8.
    in_shapefile = path.suffix.lower() in {".shp", ".zip", ".dbf"}
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        meta, _, geometries, columns = pyogrio.raw.read(
            path, layer=name, encoding="ISO-8859-1" if in_shapefile else None, force_2d=True
        )
    for warning in dict.fromkeys(str(one.message) for one in told):
        report.remark(f"the reader says: {warning}")
    fields = dict(zip(meta["fields"].tolist(), map(_texts, columns), strict=True))
    if in_shapefile:
        fields = {field: _decoded(field, values, report) for field, values in fields.items()}
    return Layer(name, fields, shapely.from_wkb(geometries, on_invalid="ignore"), _crs(meta["crs"]))


def _crs(written: str | None) -> CRS | None:
    try:
        return CRS.from_user_input(written) if written else None
    except CRSError:
        return None


def _texts(column: Any) -> tuple[str | None, ...]:
    return tuple(map(_text, column.tolist()))


def _text(value: object) -> str | None:
    """A value as text: a code that was kept as the number 11001.0 is "11001"; nothing, or only spaces, is None."""
    if value is None or value != value:  # what is no number is not itself
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or None


def _decoded(field: str, values: tuple[str | None, ...], report: LoadReport) -> tuple[str | None, ...]:
    """What was UTF-8 read as such, the rest as ISO-8859-1; a remark where a field has both."""
    decoded = tuple(value if value is None else _as_utf8(value) or value for value in values)
    beyond_ascii = [(was, now) for was, now in zip(values, decoded, strict=True) if was and not was.isascii()]
    kinds = {was == now for was, now in beyond_ascii}
    if len(kinds) == 2:
        report.remark("has values in UTF-8 and in ISO-8859-1; each was read as what it is", field=field)
    return decoded


def _as_utf8(value: str) -> str | None:
    try:
        return value.encode("iso-8859-1").decode("utf-8")
    except UnicodeError:
        return None


def labels(layer: Layer, field: str | None) -> Iterator[str]:
    """How to name each feature to a person: its number from 1, and the value of a field."""
    values = layer.fields[field] if field else (None,) * len(layer.geometries)
    for number, value in enumerate(values, 1):
        yield f"feature {number} ({value})" if value else f"feature {number}"
