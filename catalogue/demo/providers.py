"""Which organisations there are: what is offered in a zone, gathered by type and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.demo.chance import dice
from catalogue.demo.ground import Cell, Ground
from catalogue.demo.names import host, made_up, name_word
from catalogue.demo.picks import FAMILY_HOUSE, Pick
from catalogue.demo.recipe import Recipe
from catalogue.demo.tables import Kind
from geo import Zone

MOST_A_ROUND = 64
"""Organisations of one type in a zone in one round, at most; the numbers of their names leave room for so many."""

Unit = tuple[str, int, bool]
"""Type of organisation, the part of the zone that it keeps to, and whether its address must stay hidden."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An organisation to be: what it offers, where it has places (the first is its home), whose branch it is."""

    id: str
    type: str
    name: str
    host: str
    home: Cell
    places: tuple[Cell, ...]
    picks: tuple[Pick, ...]
    hidden: bool
    parent: str | None

    def place_id(self, number: int) -> str:
        """Id of its location with that number, from 0."""
        return f"{self.id}-p{number + 1}"

    def offer_id(self, number: int) -> str:
        """Id of its offer with that number, from 0."""
        return f"{self.id}-a{number + 1}"


class Founder:
    """Makes the organisations of a zone, round after round, the same ones every time."""

    def __init__(self, recipe: Recipe, ground: Ground) -> None:
        """Note which zone is the first of its province: there stand the head offices."""
        self._recipe, self._ground = recipe, ground
        self._numbers = {zone.id: number for number, zone in enumerate(ground.zones)}
        self._first_in: Mapping[str, str] = {zone.province: zone.id for zone in reversed(ground.zones)}
        self._groups = {zone.id: ground.groups(zone, recipe.partnerships[FAMILY_HOUSE].groups) for zone in ground.zones}

    def providers(self, zone: Zone, round_: int, picks: Iterable[Pick]) -> list[Provider]:
        """The organisations that give these offers and, in the first round, those that are everywhere."""
        gathered: dict[Unit, list[Pick]] = {unit: [] for unit in self._everywhere(zone)} if round_ == 0 else {}
        for pick in picks:
            gathered.setdefault(self._unit(pick), []).append(pick)
        found: list[Provider] = []
        count: dict[str, int] = {}
        for unit, some in gathered.items():
            for part in self._parts(unit, some):
                number = count.get(unit[0], 0)
                count[unit[0]] = number + 1
                found.append(self._provider(unit, part, zone, round_, number))
        return found

    def _everywhere(self, zone: Zone) -> Iterator[Unit]:
        """The units that have an organisation even where it offers nothing, head offices first."""
        for name, kind in self._recipe.organisations.items():
            if kind.each == "municipality":
                yield from ((name, cell.number, False) for cell in self._ground.cells[zone.id])
            elif kind.each == "group":
                yield from ((name, number, False) for number in range(len(self._groups[zone.id])))
            elif kind.each == "zone" or self._first_in[zone.province] == zone.id:
                yield name, 0, False

    def _unit(self, pick: Pick) -> Unit:
        within = self._recipe.organisations[pick.type].within
        number = 0
        if within == "municipality":
            number = pick.cell.number
        elif within == "group":
            groups = self._groups[pick.cell.zone.id]
            number = next(at for at, group in enumerate(groups) if pick.cell in group)
        return pick.type, number, pick.service.main in self._recipe.facts.hidden_functions

    def _parts(self, unit: Unit, picks: list[Pick]) -> Iterator[list[Pick]]:
        """The offers of a unit, so many to an organisation; one organisation where there are none."""
        most = self._recipe.organisations[unit[0]].most
        yield from (picks[start : start + most] for start in range(0, max(len(picks), 1), most))

    def _provider(self, unit: Unit, picks: Sequence[Pick], zone: Zone, round_: int, number: int) -> Provider:
        type_, part, hidden = unit
        if number >= MOST_A_ROUND:
            raise ValueError(f"more than {MOST_A_ROUND} organisations of type {type_} in {zone.id}")
        kind = self._recipe.organisations[type_]
        within = f"{number}" if round_ == 0 else f"{round_}.{number}"
        id_ = f"demo:{zone.id}-{type_}-{within}"
        random = dice(self._recipe.seed, id_)
        home = picks[0].cell if picks else self._home(kind, part, zone, random.random())
        hidden = hidden or (kind.each == "province" and random.random() < self._recipe.facts.hidden_places)
        wanted = 0 if random.random() < self._recipe.unknown.place and not hidden else min(1, kind.places)
        if wanted and not hidden:
            wanted = random.randint(1, kind.places)
        others = [*(pick.cell for pick in picks), *random.sample(self._ground.cells[zone.id], 1)]
        shift = list(self._recipe.organisations).index(type_)
        word = name_word(self._recipe.words, self._number(zone, round_, number), shift)
        head = f"demo:{self._first_in[zone.province]}-{type_}-0"
        return Provider(
            id=id_,
            type=type_,
            name=made_up(f"{kind.name} {word}"),
            host=host(f"{kind.name} {word}"),
            home=home,
            places=tuple(dict.fromkeys([home, *others]))[:wanted],
            picks=tuple(picks),
            hidden=hidden,
            parent=head if kind.branches and head != id_ else None,
        )

    def _home(self, kind: Kind, part: int, zone: Zone, chance: float) -> Cell:
        if kind.within == "municipality":
            return self._ground.cells[zone.id][part]
        if kind.within == "group":
            return self._groups[zone.id][part][0]
        return self._ground.some_cell(zone, dice(self._recipe.seed, "home", zone.id, chance))

    def _number(self, zone: Zone, round_: int, number: int) -> int:
        """One number for each organisation of a type, low ones first."""
        return (round_ * MOST_A_ROUND + number) * len(self._numbers) + self._numbers[zone.id]
