"""`loket zones make` and `loket zones load`: the shapes of the zones, indicative ones and official ones."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from geo.shapes import Shapes
from loket.commands.borders import keep_borders
from loket.commands.data import err
from loket.composition import Loket, belgian_now
from loket.settings import SHIPPED, Settings

REFUSED = 3
"""Exit code of a file that has a fault: nothing was replaced."""


def make(
    yes: Annotated[bool, typer.Option("--yes", help="Also where official shapes were loaded: these are lost.")] = False,
) -> None:
    """Make the indicative shapes of the zones, from what comes with the program. Takes some seconds."""
    settings = Settings()
    if not yes and _has_official(settings.shapes_file):
        raise typer.BadParameter(f"{settings.shapes_file} has official shapes; they would be lost", param_hint="--yes")
    with Loket(settings) as loket:
        make_shapes(loket)
    with Loket(settings) as loket:
        keep_borders(loket)


def make_shapes(loket: Loket) -> None:
    """Make the indicative shapes and put them in the data folder, whatever is there."""
    from geo.shapes.making import make_indicative, zone_points  # large libraries, only for this

    begun = monotonic()
    err.print("Making indicative shapes of the zones ...")
    points = zone_points(loket.gazetteer, SHIPPED / "reference")
    shapes = make_indicative(loket.gazetteer, points, belgian_now().date())
    shapes.write(loket.settings.shapes_file)
    err.print(f"Shapes: {len(shapes.detail)} zones, indicative ({monotonic() - begun:.0f} s).", highlight=False)


def load(
    file: Annotated[Path, typer.Argument(help="GeoJSON, shapefile (.shp or .zip) or GeoPackage.", exists=True)],
    code: Annotated[str | None, typer.Option(help="Field with the id, code or name of the zone.")] = None,
    name: Annotated[str | None, typer.Option(help="Field with the name of the zone; both fields must agree.")] = None,
    crs: Annotated[int | None, typer.Option(help="EPSG code of the coordinates, such as 31370 or 4326.")] = None,
    sectors: Annotated[
        Path | None,
        typer.Option(help="For statistical sectors: CSV with the zone of each sector.", exists=True, dir_okay=False),
    ] = None,
    attribution: Annotated[str | None, typer.Option(help="The source to name beside every drawing.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and report only; replace nothing.")] = False,
) -> None:
    """Take official shapes of the zones in, after checking them whole; they replace those that are there.

    Polygons of zones, the layer of municipalities of the VRBG, or Statbel's statistical sectors. Exit code 3: the file
    has a fault, and nothing was replaced.
    """
    from geo.shapes.loading import OfficialFile, load_official  # large libraries, only for this
    from geo.shapes.making import zone_points

    with Loket(Settings()) as loket:
        points = zone_points(loket.gazetteer, SHIPPED / "reference")
        err.print("Reading and checking ...")
        official = OfficialFile(file, code, name, crs, sectors, attribution)
        report, shapes = load_official(official, loket.gazetteer, points, belgian_now().date())
        print(report.as_text(), end="")
        if shapes is None:
            err.print("Not loaded; the shapes are as they were.")
            raise typer.Exit(REFUSED)
        if dry_run:
            err.print("Nothing was replaced (--dry-run).")
            return
        shapes.write(loket.settings.shapes_file)
        keep_borders(loket)
    err.print(f"Loaded: {loket.settings.shapes_file}. A running server shows them after it is started again.")


def _has_official(path: Path) -> bool:
    shapes = Shapes.read(path)
    return shapes is not None and len(shapes.indicative_zones) < len(shapes.detail)
