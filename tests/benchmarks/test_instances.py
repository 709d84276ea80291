"""What the solvers are asked is what the matcher searches."""

from __future__ import annotations

from pathlib import Path

from benchmarks.made import data_folder
from benchmarks.solvers.instances import instances
from benchmarks.teams import TODAY
from loket.composition import Loket
from loket.settings import Settings
from matching.fairness.profiles import profiles
from matching.team.instance import Cost
from matching.team.search import Search


def test_an_instance_has_the_best_team_that_the_matcher_proposes(tmp_path: Path) -> None:
    settings = Settings(data_dir=data_folder(None, tmp_path, 300), engine="embedded")
    with Loket(settings) as loket:
        loket.candidates.follow()
        asked = profiles(6, (4, 6), loket.gazetteer, loket.vocabulary)
        proposed = [loket.matcher.propose(profile, home, TODAY).teams[0] for profile, home in asked]
        searched = [Cost.unpacked(Search(one).best.cost) for one in instances(loket, 6, (4, 6))]
    assert [(one.gap, one.points) for one in proposed] == [(cost.gap, cost.points) for cost in searched]
