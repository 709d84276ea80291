"""Who proposes teams, over a store and an engine: the parts put together as the program does."""

from __future__ import annotations

from pathlib import Path

from catalogue import Vocabulary
from geo import Gazetteer
from indexer import Follower
from indexer.casemanagers import Casemanagers
from indexer.perinatal_nearby import PerinatalNearby
from indexer.projection import Projection
from indexer.teams import Teams
from indexer.zones import ZoneOverviews
from matching.casemanager import CasemanagerPolicy
from matching.matcher import Matcher
from matching.perinatal import PerinatalTables
from matching.policy import TeamPolicy
from search import Engine
from search.candidates import CandidateIndex
from store import Store

POLICY = Path(__file__).parents[1] / "data" / "policy"


class Following(CandidateIndex):
    """The candidates over an engine that follows the store at every look, not in the background."""

    def __init__(self, store: Store, engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
        projection = Projection(gazetteer, vocabulary)
        super().__init__(store, engine, projection.document, gazetteer)
        self._follower = Follower(store, engine, projection)

    def follow(self) -> None:
        self._follower.follow()
        super().follow()


def teams_of(
    store: Store,
    engine: Engine,
    zones: ZoneOverviews,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    policy: TeamPolicy | None = None,
) -> Teams:
    """By the policy that ships, or another one for teams."""
    policy = policy or TeamPolicy.load(POLICY)
    index = Following(store, engine, gazetteer, vocabulary)
    perinatal = PerinatalNearby(
        tables=PerinatalTables.load(POLICY, vocabulary),
        index=index,
        zones=zones,
        store=store,
        gazetteer=gazetteer,
        vocabulary=vocabulary,
        rules=policy.eligibility,
    )
    casemanagers = Casemanagers(store, zones, gazetteer, None, CasemanagerPolicy.load(POLICY))
    return Teams(index, Matcher(index, vocabulary, policy), casemanagers, perinatal, gazetteer)
