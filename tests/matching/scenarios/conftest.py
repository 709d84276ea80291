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


@pytest.fixture(scope="session")
def zoeker(
    tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser
) -> Iterator[Searcher]:
    """Zoekt in niets: een team komt uit de kaart zelf, niet uit de zoekmachine."""
    engine = open_embedded(tmp_path_factory.mktemp("verhalen") / "index", analyser, writer=True)
    yield Searcher(engine, gazetteer, vocabulary, analyser)
    engine.close()


@pytest.fixture
def beleid(data: Path) -> TeamPolicy:
    """De regels zoals ze meegeleverd worden."""
    return TeamPolicy.load(data / "policy")


@pytest.fixture
def kaart(
    tmp_path: Path, data: Path, beleid: TeamPolicy, zoeker: Searcher, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> Iterator[Kaart]:
    """Een kaart waar nog niemand op staat."""
    store = Store.open(f"sqlite:///{tmp_path / 'kaart.db'}", Sources({}), create=True)
    zones = ZoneOverviews(store, zoeker, gazetteer, vocabulary, Pilots.load(data / "reference"))
    teams = teams_of(store, zones, gazetteer, vocabulary, beleid)
    yield Kaart(store, teams, gazetteer, vocabulary)
    store.close()
