"""The file of shapes: GeoJSON of our own, a feature for each zone at each level, and what holds of them all."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geo.shapes.polygon import Parts


class BadShapesError(ValueError):
    """The file of shapes cannot be read; says which file, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a file of shapes."""

    levels: Mapping[str, Mapping[str, Parts]]
    indicative_zones: frozenset[str]
    attribution: str
    made_on: date | None


def read_file(path: Path, levels: Sequence[str]) -> Content:
    """Read a file of shapes whole.

    Raises:
        OSError: it cannot be opened.
        BadShapesError: it is no such file, or it lacks a level or zones.
    """
    try:
        return _content(json.loads(path.read_bytes()), levels)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BadShapesError(f"{path} is no file of shapes ({problem!r}); make it anew: loket zones make") from problem


def write_file(
    path: Path,
    levels: Mapping[str, Mapping[str, Parts]],
    *,
    indicative_zones: frozenset[str],
    attribution: str,
    made_on: date | None,
) -> None:
    """Write a file of shapes; what is at `path` stays as it is until all has been written."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": zone, "level": level, "indicative": zone in indicative_zones},
            "geometry": {"type": "MultiPolygon", "coordinates": zones[zone]},
        }
        for level, zones in levels.items()
        for zone in sorted(zones)
    ]
    content = {
        "type": "FeatureCollection",
        "indicative": bool(indicative_zones),
        "attribution": attribution,
        "made_on": made_on.isoformat() if made_on else None,
        "features": features,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with aside.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, separators=(",", ":"))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _content(read: Any, levels: Sequence[str]) -> Content:
    by_level: dict[str, dict[str, Parts]] = {level: {} for level in levels}
    indicative = set()
    for feature in read["features"]:
        properties = feature["properties"]
        by_level[properties["level"]][properties["id"]] = _parts(feature["geometry"]["coordinates"])
        if properties["indicative"]:
            indicative.add(properties["id"])
    zones = {frozenset(shapes) for shapes in by_level.values()}
    if len(zones) != 1 or zones == {frozenset()}:
        raise ValueError("not every zone is there at every level")
    return Content(
        levels=by_level,
        indicative_zones=frozenset(indicative),
        attribution=str(read["attribution"]),
        made_on=date.fromisoformat(read["made_on"]) if read["made_on"] else None,
    )


def _parts(coordinates: list[list[list[list[float]]]]) -> Parts:
    return tuple(
        tuple(tuple((float(lon), float(lat)) for lon, lat in ring) for ring in polygon) for polygon in coordinates
    )
