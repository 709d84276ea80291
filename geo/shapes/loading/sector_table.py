"""The table that says of each statistical sector in and around Antwerpen in which zone it lies."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from geo.gazetteer import Gazetteer
from geo.shapes.loading.report import LoadReport

SECTOR = "statsec_code"
ZONE = ("elz_code", "elz_name")
"""The columns that are read; of the zone, the first that is there."""


def read_sector_table(path: Path, gazetteer: Gazetteer, report: LoadReport) -> Mapping[str, str]:
    """The id of the zone by the code of the sector; what is wrong with a row is a fault with its line."""
    rows = csv.DictReader(io.StringIO(_text(path), newline=""), delimiter=_delimiter(path))
    columns = rows.fieldnames or ()
    zone_column = next((column for column in ZONE if column in columns), None)
    if SECTOR not in columns or zone_column is None:
        missing = SECTOR if SECTOR not in columns else " or ".join(ZONE)
        report.fault(f"{path.name} has no such column; it has: {', '.join(columns) or 'none'}", field=missing)
        return {}
    table: dict[str, str] = {}
    for row in rows:
        line = f"{path.name}, line {rows.line_num}"
        sector, written = (row[SECTOR] or "").strip(), (row[zone_column] or "").strip()
        zone = gazetteer.zone(written) if written else None
        if not sector:
            report.fault("is empty", feature=line, field=SECTOR)
        elif zone is None:
            report.fault(f"{written!r} is no zone", feature=line, field=zone_column)
        elif table.setdefault(sector, zone.id) != zone.id:
            report.fault(f"sector {sector} stands in two zones", feature=line, field=SECTOR)
    if not table:
        report.fault(f"{path.name} has no rows that can be used")
    return table


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("iso-8859-1")


def _delimiter(path: Path) -> str:
    header = _text(path).partition("\n")[0]
    return max(",;\t|", key=header.count)
