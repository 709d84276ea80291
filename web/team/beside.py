"""Teams side by side: who does what, and what people compare beside that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue import Vocabulary
from geo import Gazetteer
from matching.proposal import ProposedMember, ProposedTeam
from web.numbers import kilometres, listing
from web.team.asks import asks_of
from web.team.named import Named, seat_named


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need and, per team, who serves it; nobody where it stays open."""

    function: str
    cells: tuple[tuple[Named, ...], ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """Something to compare teams by, in words per team."""

    name: str
    cells: tuple[str, ...]


def needs_beside(functions: Sequence[str], teams: Sequence[ProposedTeam], gazetteer: Gazetteer) -> tuple[NeedRow, ...]:
    """Who does what in each team, need by need."""
    return tuple(
        NeedRow(function, tuple(tuple(_serving(team, function, gazetteer)) for team in teams)) for function in functions
    )


def _serving(team: ProposedTeam, function: str, gazetteer: Gazetteer) -> Iterator[Named]:
    for member in team.members:
        if function in member.serves:
            yield seat_named(member.seat, gazetteer, any(one.demo for one in member.offers))


def facts_beside(teams: Sequence[ProposedTeam], vocabulary: Vocabulary) -> tuple[FactRow, ...]:
    """How far, how long, how much is not known, what stays open, how many new people, and the points."""
    rows = {
        "Verste afstand": _farthest,
        "Langste wachttijd": _longest_wait,
        "Nog na te vragen": _to_ask,
        "Blijft open": lambda team: _open(team, vocabulary),
        "Nieuwe hulpverleners": lambda team: str(len(_new(team))),
        "Punten (minder is beter)": lambda team: str(team.points),
    }
    return tuple(FactRow(name, tuple(map(said, teams))) for name, said in rows.items())


def _new(team: ProposedTeam) -> list[ProposedMember]:
    return [one for one in team.members if one.seat.kind == "provider"]


def _farthest(team: ProposedTeam) -> str:
    """Of who is new and does not help from afar, as the crow flies."""
    if not _new(team):
        return "niemand nieuw"
    met = [one for one in _new(team) if not any(reason.code == "remote" for reason in one.why)]
    known = [one.distance_km for one in met if one.distance_km is not None]
    return _most(kilometres(max(known)) if known else "", len(met) - len(known), "op afstand")


def _longest_wait(team: ProposedTeam) -> str:
    waits = [offer.wait for one in _new(team) for offer in one.offers]
    known = [wait.weeks for wait in waits if wait is not None]
    longest = max(known, default=-1)
    said = {-1: "", 0: "geen wachttijd", 1: "1 week"}.get(longest, f"{longest} weken")
    return _most(said, len(waits) - len(known), "niemand nieuw")


def _most(known: str, unknown: int, nobody: str) -> str:
    """The most of what is known, and of how many it is not known; `nobody` where it is asked of nobody."""
    if not unknown:
        return known or nobody
    return f"{known}; van {unknown} niet bekend" if known else "niet bekend"


def _to_ask(team: ProposedTeam) -> str:
    count = sum(len(asks_of(member)) for member in team.members)
    return "1 vraag" if count == 1 else f"{count} vragen" if count else "niets"


def _open(team: ProposedTeam, vocabulary: Vocabulary) -> str:
    return listing([vocabulary.label("function", gap.function) for gap in team.gaps]) or "niets"
