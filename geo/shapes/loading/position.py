"""Where the features of a file lie: which projection their numbers are in, and whether that is in Belgium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from geo.shapes.loading.report import LoadReport
from geo.shapes.making.projection import LAMBERT_72, WGS84, Geometries, to_degrees, to_lambert

BELGIUM = (2.4, 49.4, 6.5, 51.6)
"""West, south, east, north, in degrees: a little wider than the country."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read numbers: in which projection, and whether the axes are swapped (north before east)."""

    crs: CRS
    swapped: bool = False

    def __str__(self) -> str:
        """For people."""
        return f"{self.crs.name}{' with swapped axes' if self.swapped else ''}"

    def straightened(self, geometries: Geometries) -> Geometries:
        """East before north."""
        if not self.swapped:
            return geometries
        turned: Geometries = shapely.transform(geometries, lambda points: points[:, ::-1])
        return turned

    def in_belgium(self, geometries: Geometries) -> NDArray[np.bool_]:
        """Of each geometry, whether it lies in Belgium when read like this; what is empty does not stand in the way."""
        bounds = shapely.bounds(to_degrees(self.straightened(geometries), self.crs))
        west, south, east, north = BELGIUM
        missing = shapely.is_missing(geometries) | shapely.is_empty(geometries)
        inside: NDArray[np.bool_] = missing | (bounds[:, :2] >= (west, south)).all(axis=1) & (
            bounds[:, 2:] <= (east, north)
        ).all(axis=1)
        return inside


def placed(
    geometries: Geometries, stated: CRS | None, chosen: CRS | None, names: Sequence[str], report: LoadReport
) -> Geometries | None:
    """The geometries in Lambert 72; None, with a fault, where they cannot lie in Belgium.

    `chosen` is the projection that the operator gives, `stated` that of the file. Without both the numbers tell:
    degrees and metres cannot be taken for each other.
    """
    crs = chosen or stated
    likely = [Reading(crs)] if crs else [Reading(WGS84), Reading(LAMBERT_72)]
    likely += [Reading(reading.crs, swapped=True) for reading in likely]
    reading = _first_that_fits(likely, geometries)
    if reading is None:
        _tell_why(geometries, crs, report)
        return None
    if crs is None:
        report.remark(f"does not say its projection; the coordinates are those of {reading.crs.name}")
    if reading.swapped:
        report.remark("the axes were swapped (north before east); put right")
    for name, inside in zip(names, reading.in_belgium(geometries), strict=True):
        if not inside:
            report.fault("lies outside Belgium", feature=name)
    return to_lambert(reading.straightened(geometries), reading.crs)


def _first_that_fits(readings: Sequence[Reading], geometries: Geometries) -> Reading | None:
    """The first in which all lies in Belgium; else the first in which more than half does."""
    shares = [(float(reading.in_belgium(geometries).mean()), reading) for reading in readings]
    whole = (reading for share, reading in shares if share == 1)
    most = (reading for share, reading in shares if share > 0.5)
    return next(whole, None) or next(most, None)


def _tell_why(geometries: Geometries, crs: CRS | None, report: LoadReport) -> None:
    west, south, east, north = shapely.total_bounds(geometries)
    read_as = f" read as {crs.name}" if crs else ""
    other = _first_that_fits([Reading(WGS84), Reading(LAMBERT_72)], geometries)
    hint = f"; they fit {other.crs.name}: give --crs {other.crs.to_epsg()}" if other else ""
    report.fault(
        f"lies outside Belgium: the coordinates ({west:.5g} to {east:.5g}, {south:.5g} to {north:.5g}){read_as}{hint}"
    )
