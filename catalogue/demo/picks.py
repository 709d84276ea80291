"""Which text is offered where: first what every municipality has, then what reaches far, then the rest of a zone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice

from catalogue.demo.chance import dice, in_turn
from catalogue.demo.ground import Cell, Ground
from catalogue.demo.recipe import Recipe
from catalogue.demo.tables import State
from catalogue.demo.texts import Reach, Service
from geo import Zone

CASEMANAGEMENT = "casemanagement"
"""Offered by recognised organisations only (M2)."""
ONTHAAL = "onthaal"
LOCAL_GOVERNMENT = "ocmw"
FAMILY_HOUSE = "huis_van_het_kind"
MOST_USUAL = 0.6
"""Share of the offers that the most usual type of organisation gives, at least; our choice."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One offer to be: the text, where it is at home, and the type of organisation that gives it.

    `state`: of the recognition that goes with it, for casemanagement only.
    """

    service: Service
    cell: Cell
    type: str
    state: State | None = None


WIDEST_FIRST: Sequence[Reach] = ("everywhere", "province", "region")

Placed = tuple[Service, Cell, float]
"""A text, where it is at home, and the chance (0..1) that decides who gives it."""


class Picker:
    """Picks the offers of a zone, round after round, the same ones every time."""

    def __init__(self, services: Sequence[Service], recipe: Recipe, ground: Ground) -> None:
        """Sort the texts by what they are for and how far they reach."""
        self._recipe, self._ground = recipe, ground
        free = [one for one in services if one.main != CASEMANAGEMENT]
        self._local = tuple(one for one in free if one.reach in ("municipality", "zone"))
        self._wide = tuple(one for one in free if one.reach not in ("municipality", "zone"))
        self._by_main = _by_function(self._local, lambda one: one.functions[:1])
        self._by_any = _by_function(self._local, lambda one: one.functions)
        self._everything = _by_function(services, lambda one: one.functions[:1])
        self._functions = sorted({function for one in free for function in one.functions} - {CASEMANAGEMENT})
        self._numbers = {zone.id: number for number, zone in enumerate(ground.zones)}
        self._recognised = self._states_by_zone()

    def picks(self, zone: Zone, round_: int, count: int, hosted: Mapping[str, Sequence[Placed]]) -> list[Pick]:
        """At most that many offers of the zone; `hosted` is what `hosts` gave for the round."""
        found = list(self._first(zone))[:count] if round_ == 0 else []
        wide = self._rarest_first(hosted.get(zone.id, ()), zone, round_)[: int(count * self._recipe.spread.wide)]
        covered = {function for pick in found for function in pick.service.functions}
        covered.update(function for service, *_ in wide for function in service.functions)
        types = {pick.type for pick in found}
        for service, cell, chance in islice(chain(wide, self._near(zone, round_, covered)), count - len(found)):
            type_ = _type(service, types, chance)
            types.add(type_)
            found.append(Pick(service, cell, type_))
        return found

    def hosts(self, round_: int) -> dict[str, list[Placed]]:
        """What reaches further than a zone, by the zone where it is at home: at most once in each area."""
        found: dict[str, list[Placed]] = defaultdict(list)
        for service in self._wide:
            for area, cells in self._areas(service):
                random = dice(self._recipe.seed, "host", service.id, area, round_)
                if random.random() < self._share(service):
                    cell = random.choices(cells, weights=[one.weight for one in cells])[0]
                    found[cell.zone.id].append((service, cell, random.random()))
        return found

    def _rarest_first(self, hosted: Iterable[Placed], zone: Zone, round_: int) -> list[Placed]:
        """What is offered once in all of Flanders goes before what every region has; the rest by chance."""
        found = list(hosted)
        dice(self._recipe.seed, "wide", zone.id, round_).shuffle(found)
        return sorted(found, key=lambda placed: WIDEST_FIRST.index(placed[0].reach))

    def has_recognition(self, zone: Zone) -> bool:
        """Whether any organisation of the zone was ever recognised."""
        return bool(self._recognised.get(zone.id))

    def _areas(self, service: Service) -> Iterable[tuple[str, tuple[Cell, ...]]]:
        if service.reach == "region":
            return self._ground.regions.items()
        if service.reach == "province":
            return self._ground.provinces.items()
        return (("everywhere", tuple(cell for cells in self._ground.cells.values() for cell in cells)),)

    def _share(self, service: Service) -> float:
        hosts = self._recipe.spread.hosts
        return {"region": hosts["region"], "province": hosts["province"]}.get(service.reach, hosts["everywhere"])

    def _first(self, zone: Zone) -> Iterator[Pick]:
        """The onthaal of every municipality, an offer for every Huis van het Kind, and casemanagement."""
        number = self._numbers[zone.id]
        onthaal = [one for one in self._everything.get(ONTHAAL, ()) if LOCAL_GOVERNMENT in one.by]
        for_families = [one for one in self._local if one.by[0] == FAMILY_HOUSE]
        for texts, type_, cells in (
            (onthaal, LOCAL_GOVERNMENT, self._ground.cells[zone.id]),
            (for_families, FAMILY_HOUSE, self._family_houses(zone)),
        ):
            if texts:
                yield from (Pick(in_turn(texts, number + cell.number), cell, type_) for cell in cells)
        recognised = self._everything.get(CASEMANAGEMENT, ())
        for place, state in enumerate(self._recognised.get(zone.id, ()) if recognised else ()):
            cell = in_turn(self._ground.cells[zone.id], number + place)
            type_ = in_turn(self._recipe.casemanagement.types, number + place)
            yield Pick(in_turn(recognised, number + place), cell, type_, state)

    def _family_houses(self, zone: Zone) -> list[Cell]:
        sizes = self._recipe.partnerships[FAMILY_HOUSE].groups
        return [group[0] for group in self._ground.groups(zone, sizes)]

    def _near(self, zone: Zone, round_: int, covered: set[str]) -> Iterator[Placed]:
        """What works within the zone, without end: one for each function that has none yet, then the others in turn.

        The functions of its gaps are passed over, so that not every zone has everything. Before all else come the texts
        for which it is this zone's turn, so that each text is offered somewhere.
        """
        number = self._numbers[zone.id]
        random = dice(self._recipe.seed, "near", zone.id, round_)
        gaps = self._gaps(zone)
        for service in self._local[(number + round_) % len(self._numbers) :: len(self._numbers)]:
            covered.update(service.functions)
            yield self._at_home(service, zone, random.random())
        functions = [one for one in self._functions if one not in gaps]
        random.shuffle(functions)
        for function in functions:
            texts = self._by_main.get(function) or self._by_any.get(function, ())
            if function not in covered and texts:
                service = in_turn(texts, number + round_)
                covered.update(service.functions)
                yield self._at_home(service, zone, random.random())
        turn = number * 11 + round_ * 7
        kept = [one for one in self._local if one.main not in gaps] or self._local
        while kept:
            yield self._at_home(in_turn(kept, turn), zone, random.random())
            turn += 1

    def _at_home(self, service: Service, zone: Zone, chance: float) -> Placed:
        return service, self._ground.some_cell(zone, dice(self._recipe.seed, zone.id, service.id, chance)), chance

    def _gaps(self, zone: Zone) -> frozenset[str]:
        random = dice(self._recipe.seed, "gaps", zone.id)
        spread = self._recipe.spread
        possible = [one for one in self._functions if one not in spread.always]
        return frozenset(random.sample(possible, min(random.randint(*spread.gaps), len(possible))))

    def _states_by_zone(self) -> Mapping[str, tuple[State, ...]]:
        """The states of the recognitions of each zone that has any."""
        plan = self._recipe.casemanagement
        ids = [zone.id for zone in self._ground.zones]
        dice(self._recipe.seed, "recognised").shuffle(ids)
        return {id_: in_turn(plan.states, turn) for turn, id_ in enumerate(ids[plan.zones_without :])}


def _type(service: Service, types: Set[str], chance: float) -> str:
    """Who gives it: mostly the most usual type, else rather a type that the zone has already."""
    if chance < MOST_USUAL:
        return service.by[0]
    possible = [one for one in service.by if one in types] or service.by
    return possible[int(chance * 1000) % len(possible)]


def _by_function(
    services: Iterable[Service], functions: Callable[[Service], Sequence[str]]
) -> Mapping[str, tuple[Service, ...]]:
    found: dict[str, list[Service]] = defaultdict(list)
    for one in services:
        for function in functions(one):
            found[function].append(one)
    return {function: tuple(some) for function, some in found.items()}
