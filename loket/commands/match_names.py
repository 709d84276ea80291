"""How those in a proposal are called on the command line: made up or not, and where, if the name says too little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rich.markup import escape

from api.team_shape import TeamsAnswer
from geo import Gazetteer
from search.candidates import CandidateIndex

MADE_UP = " [reverse] VOORBEELD, niet echt [/]"


def made_up(demo: bool) -> str:
    """The label that stands behind whatever is made up."""
    return MADE_UP if demo else ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one answer. `twice` are those that several members have."""

    index: CandidateIndex
    gazetteer: Gazetteer
    twice: frozenset[str]
    demo: frozenset[str]

    @classmethod
    def of(cls, answer: TeamsAnswer, index: CandidateIndex, gazetteer: Gazetteer) -> Names:
        """The names of the members of all teams and of who left. The index follows the store already."""
        ids: dict[str, set[str]] = defaultdict(set)
        for id_, name in _named(answer):
            ids[name].add(id_)
        teams = (*answer.teams, *(axis.team for axis in answer.axes if axis.team is not None))
        demo = frozenset(member.id for team in teams for member in team.members if member.demo)
        return cls(index, gazetteer, frozenset(name for name, some in ids.items() if len(some) > 1), demo)

    def name(self, id_: str, told: str | None = None) -> str:
        """Someone by name, in markup: with the municipality where others have that name, and marked if made up."""
        candidate = self.index.provider(id_)
        name = told or (candidate.name if candidate else id_)
        nis = candidate.municipality if candidate and name in self.twice else None
        municipality = self.gazetteer.municipality(nis) if nis else None
        where = f" ({municipality.name})" if municipality else ""
        return escape(name + where) + made_up(id_ in self.demo or (candidate is not None and candidate.demo))


def _named(answer: TeamsAnswer) -> Iterator[tuple[str, str]]:
    for team in (*answer.teams, *(axis.team for axis in answer.axes if axis.team is not None)):
        yield from ((member.id, member.name) for member in team.members if member.kind == "provider")
    for left in answer.changed.left if answer.changed else ():
        if left.name is not None:
            yield left.member, left.name
