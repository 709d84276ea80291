"""Who proposes teams, over a store: the parts put together as the program does."""

from __future__ import annotations

from pathlib import Path

from catalogue import Vocabulary
from geo import Gazetteer
from indexer.casemanagers import Casemanagers
from indexer.perinatal_nearby import PerinatalNearby
from indexer.projection import Projection
from indexer.teams import Teams
from indexer.zones import ZoneOverviews
from matching.casemanager import CasemanagerPolicy
from matching.matcher import Matcher
from matching.perinatal import PerinatalTables
from matching.policy import TeamPolicy
from search.candidates import CandidateIndex
from store import Store

POLICY = Path(__file__).parents[1] / "data" / "policy"


def teams_of(
    store: Store,
    zones: ZoneOverviews,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    policy: TeamPolicy | None = None,
) -> Teams:
    """By the policy that ships, or another one for teams."""
    policy = policy or TeamPolicy.load(POLICY)
    index = CandidateIndex(store, Projection(gazetteer, vocabulary).document, gazetteer)
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
