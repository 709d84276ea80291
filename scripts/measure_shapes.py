"""How near are the indicative shapes of the zones to the official ones? Writes the table in docs/zones.md.

    python -m scripts.measure_shapes --official ../shared/geo/elz_2025.geojson

The measure is intersection over union: the area (EPSG:31370) that a zone has in both, divided by the area that it has
in either. 1 is the same shape.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import shapely

from geo import Gazetteer
from geo.shapes import Level, Parts, Shapes
from geo.shapes.making import make_indicative, to_lambert, zone_points

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "zones.md"
TABLE = re.compile(r"(<!-- likeness -->\n).*(<!-- end -->)", re.DOTALL)


def likeness(shapes: Shapes, level: Level, gazetteer: Gazetteer, official: Path) -> dict[str, float]:
    """The intersection over union of each zone with its official shape, between 0 and 1.

    `official` is GeoJSON with the property `elz_code`.
    """
    features = json.loads(official.read_text(encoding="utf-8"))["features"]
    truth = {feature["properties"]["elz_code"]: shapely.geometry.shape(feature["geometry"]) for feature in features}
    ids = {zone.id: zone.code for zone in gazetteer.zones}
    ours = to_lambert(np.array([_area(shapes.level(level)[id_]) for id_ in ids]))
    theirs = to_lambert(np.array([truth[code] for code in ids.values()]))
    both = shapely.area(shapely.intersection(ours, theirs))
    return dict(zip(ids, (both / shapely.area(shapely.union(ours, theirs))).tolist(), strict=True))


def mean_and_worst(measured: Mapping[str, float]) -> tuple[float, float]:
    """The mean over the zones, each counted once, and the lowest."""
    return float(np.mean(list(measured.values()))), min(measured.values())


def as_table(detail: Mapping[str, float], overview: Mapping[str, float], gazetteer: Gazetteer) -> str:
    """The table in Markdown: the zones by name, then the mean and the worst."""
    lines = ["| zone | detail | overview |", "| --- | --- | --- |"]
    lines += [f"| {zone.name} | {detail[zone.id]:.3f} | {overview[zone.id]:.3f} |" for zone in gazetteer.zones]
    for name, at in (("mean", 0), ("worst", 1)):
        lines.append(f"| **{name}** | {mean_and_worst(detail)[at]:.3f} | {mean_and_worst(overview)[at]:.3f} |")
    return "\n".join(lines) + "\n"


def _area(parts: Parts) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in parts])


def main(official: Path) -> None:
    """Make the shapes, measure them, and write the table."""
    gazetteer = Gazetteer.load(ROOT / "data" / "reference")
    shapes = make_indicative(gazetteer, zone_points(gazetteer, ROOT / "data" / "reference"), date.today())
    table = as_table(
        likeness(shapes, "detail", gazetteer, official), likeness(shapes, "overview", gazetteer, official), gazetteer
    )
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(TABLE.sub(lambda found: found[1] + table + found[2], page), encoding="utf-8")
    print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--official", type=Path, required=True, help="GeoJSON with the property elz_code.")
    main(parser.parse_args().official)
