"""The best team under each labelled axis: the same question, the same verdicts, other weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from catalogue import Vocabulary
from matching.explaining import Explaining
from matching.proposal import AxisTeam
from matching.team.search import Team
from matching.weighed import Weighed
from matching.weights import Weights

Tasks = frozenset[tuple[str, tuple[int, ...], bool]]
"""Who, by id, serves which needs and whether they coordinate."""


def axes(weighed: Weighed, shown: Sequence[Team], weights: Weights, vocabulary: Vocabulary) -> Iterator[AxisTeam]:
    """One per preset, in their order. The points of a team are those of its own axis; pins and vetoes hold in each."""
    teams = [_tasks(weighed.explaining, team) for team in shown]
    for preset in weights.preset:
        axis = replace(weighed, scale=replace(weighed.scale, points=weights.points(preset)), keep=1)
        best = axis.search.best
        tasks = _tasks(axis.explaining, best)
        same_as = teams.index(tasks) + 1 if tasks in teams else None
        team = axis.explaining.team(best, first=False) if same_as is None else None
        yield AxisTeam(preset, vocabulary.label("preset", preset), same_as, team)


def _tasks(explaining: Explaining, team: Team) -> Tasks:
    seats = explaining.roster.seats
    return frozenset((seats[number].id, needs, coordinates) for number, needs, coordinates in explaining.tasks(team))
