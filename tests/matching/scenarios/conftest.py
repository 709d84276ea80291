"""Een lege kaart, en het echte loket erboven."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue import Sources, Vocabulary
from geo import Gazetteer
from indexer.zones import Pilots, ZoneOverviews
from matching.policy import TeamPolicy
from search import Analyser, Searcher, open_embedded
from store import Store
from tests.matching.scenarios.verhaal import Kaart
from tests.teams import teams_of


@pytest.fixture
def beleid(data: Path) -> TeamPolicy:
    """De regels zoals ze meegeleverd worden."""
    return TeamPolicy.load(data / "policy")


@pytest.fixture
def kaart(
    tmp_path: Path, data: Path, beleid: TeamPolicy, analyser: Analyser, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> Iterator[Kaart]:
    """Een kaart waar nog niemand op staat."""
    store = Store.open(f"sqlite:///{tmp_path / 'kaart.db'}", Sources({}), create=True)
    engine = open_embedded(tmp_path / "index", analyser, writer=True)
    searcher = Searcher(engine, gazetteer, vocabulary, analyser)
    zones = ZoneOverviews(store, searcher, gazetteer, vocabulary, Pilots.load(data / "reference"))
    teams = teams_of(store, engine, zones, gazetteer, vocabulary, beleid)
    yield Kaart(store, teams, gazetteer, vocabulary)
    engine.close()
    store.close()
