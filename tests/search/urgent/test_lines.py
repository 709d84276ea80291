"""Which offers of a store are shown to someone in need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from catalogue import Sources, Vocabulary, read_record
from geo import Gazetteer
from indexer.helplines import Helplines
from indexer.projection import Projection
from indexer.urgent import StoredUrgentLines
from store import Store

Row = dict[str, Any]

LOADED = datetime(2026, 11, 20, tzinfo=UTC)

SAID: Row = {"provenance": {"source": "x"}}
CENTRE = SAID | {"kind": "offer", "organisation": "x:o", "urgent_topics": ["seksueel_geweld"]}
ROWS: list[Row] = [
    SAID | {"kind": "organisation", "id": "x:o", "name": "Echte zorg"},
    CENTRE | {"id": "x:centrum", "name": "Zorgcentrum"},
    CENTRE | {"id": "x:lijn", "name": "Luisterlijn", "helpline": True, "phones": [{"number": "02 000 00 00"}]},
    CENTRE | {"id": "x:gestopt", "name": "Gestopt centrum", "status": "defunct"},
    CENTRE | {"id": "x:vervangen", "name": "Vervangen centrum", "replaced_by": "x:centrum"},
    CENTRE | {"id": "x:verzonnen", "name": "Verzonnen centrum", "demo": True},
    CENTRE | {"id": "x:verborgen", "name": "Verborgen centrum", "visibility": {"*": "hidden"}},
    SAID | {"kind": "offer", "organisation": "x:o", "id": "x:gewoon", "name": "Gewoon aanbod"},
]


@pytest.fixture
def store(data: Path, tmp_path: Path) -> Iterator[Store]:
    sources = Sources.load(data / "reference" / "sources.toml")
    store = Store.open(f"sqlite:///{tmp_path / 'lines.db'}", sources, create=True)
    give(store, ROWS)
    yield store
    store.close()


def give(store: Store, rows: list[Row]) -> None:
    with store.begin_run("x", "x", now=LOADED) as run:
        run.compare([read_record(row) for row in rows])
        run.finish({}, now=LOADED)


def test_an_offer_that_is_right_for_a_topic_takes_part_though_it_is_no_helpline(
    store: Store, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    lines = StoredUrgentLines(Helplines(store), Projection(gazetteer, vocabulary)).lines()
    assert {line.document.id: line.topics for line in lines} == {
        "x:centrum": ("seksueel_geweld",),
        "x:lijn": ("seksueel_geweld",),
    }


def test_the_list_of_helplines_is_what_it_was(store: Store) -> None:
    assert [view.offer.id for view in Helplines(store).views()] == ["x:lijn"]


def test_an_offer_that_becomes_right_for_a_topic_takes_part_at_once(store: Store) -> None:
    helplines = Helplines(store)
    assert "x:gewoon" not in {view.offer.id for view in helplines.urgent_views()}
    give(store, [row | {"urgent_topics": ["geweld"]} if row["id"] == "x:gewoon" else row for row in ROWS])
    assert "x:gewoon" in {view.offer.id for view in helplines.urgent_views()}
