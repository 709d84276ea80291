"""A table may say that something works in a whole region, or so many kilometres around."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue import Offer, Radius, ServiceArea, read_record
from geo import Gazetteer
from indexer.draft import Draft
from indexer.mapping import Mapping
from indexer.sources.csv_table import CsvReader

MAPPING = """
[source]
id = "gids"
[[record]]
name = "dienst"
kind = "organisation"
id = "{nr}"
fields = { name = "Dienst {nr}" }
[[record]]
name = "hulp"
kind = "offer"
id = "{nr}-hulp"
[record.fields]
organisation = "{@dienst}"
name = "Hulp"
[record.fields.area]
flanders = { from = "{vlaanderen}", as = "answer" }
brussels = { from = "{brussel}", as = "answer" }
radius = { km = { from = "{straal}", as = "number" } }
"""


@pytest.mark.parametrize(
    ("row", "area"),
    [
        ("1;ja;;", ServiceArea(flanders=True)),
        ("1;ja;ja;", ServiceArea(flanders=True, brussels=True)),
        ("1;;;7,5", ServiceArea(radius=Radius(km=7.5))),
        ("1;;;", None),
    ],
)
def test_a_row_gives_regions_and_a_radius(
    row: str, area: ServiceArea | None, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    (tmp_path / "gids.toml").write_text(MAPPING.replace("[source]", '[file]\ndelimiter = ";"\n[source]'), "utf-8")
    (tmp_path / "gids.csv").write_text(f"nr;vlaanderen;brussel;straal\n{row}\n", "utf-8")
    mapping = Mapping.load(tmp_path / "gids.toml", tmp_path)
    made = [
        item.values for item in CsvReader(mapping, gazetteer).read(tmp_path / "gids.csv") if isinstance(item, Draft)
    ]
    offer = read_record({name: value for name, value in made[-1].items() if name != "provenance"})
    assert isinstance(offer, Offer)
    assert offer.area == area
