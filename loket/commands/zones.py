"""`loket zones`: the division into zones, and their shapes."""

from __future__ import annotations

import typer

from loket.commands import zones_apply, zones_load, zones_show

app = typer.Typer(name="zones", help="The eerstelijnszones: what lies in them, and their shapes.", no_args_is_help=True)
app.command()(zones_show.show)
app.command()(zones_load.make)
app.command()(zones_load.load)
app.command()(zones_apply.apply)
app.command()(zones_apply.undo)
app.command()(zones_apply.care_regions)
