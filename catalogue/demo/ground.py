"""Where the made-up world lies: the parts of zones, their weights, and how many offers each zone gets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, cycle
from random import Random

from catalogue.demo.tables import Spread
from geo import Gazetteer, Municipality, Point, Postcode, Zone, distance_km


@dataclass(frozen=True, slots=True)
class Cell:
    """The part of a municipality in one zone: all of it, except in Antwerpen. `number` counts within the zone."""

    zone: Zone
    number: int
    municipality: Municipality
    postcodes: tuple[Postcode, ...]
    weight: float

    @property
    def region(self) -> str:
        """The reference region or, in Brussels, which lies in none, the zone."""
        return self.municipality.reference_region or self.zone.id


class Ground:
    """The cells by zone and by wider area."""

    def __init__(self, gazetteer: Gazetteer, spread: Spread) -> None:
        """Lay out the cells; their order is that of the reference tables."""
        self._spread = spread
        self.zones: tuple[Zone, ...] = gazetteer.zones
        self.cells: Mapping[str, tuple[Cell, ...]] = {
            zone.id: _cells(zone, gazetteer.municipalities, gazetteer.postcodes, spread) for zone in gazetteer.zones
        }
        self._cumulative = {id_: list(accumulate(cell.weight for cell in some)) for id_, some in self.cells.items()}

    def quotas(self, offers: int) -> Mapping[str, int]:
        """How many of the offers lie in each zone: by largest remainder, so that they add up."""
        weights = {id_: sum(cell.weight for cell in cells) for id_, cells in self.cells.items()}
        total, even = sum(weights.values()), self._spread.even
        exact = {id_: offers * (even / len(weights) + (1 - even) * one / total) for id_, one in weights.items()}
        given = {id_: int(one) for id_, one in exact.items()}
        largest = sorted(exact, key=lambda id_: (given[id_] - exact[id_], id_))
        for id_ in largest[: offers - sum(given.values())]:
            given[id_] += 1
        return given

    def some_cell(self, zone: Zone, random: Random) -> Cell:
        """A cell of the zone, towns more often."""
        cells = self.cells[zone.id]
        return random.choices(cells, cum_weights=self._cumulative[zone.id])[0]

    def kilometres(self, one: str, other: str) -> float:
        """From the middle of a zone to that of another."""
        return distance_km(*(_middle(self.cells[zone]) for zone in (one, other)))

    def groups(self, zone: Zone, sizes: Sequence[int]) -> tuple[tuple[Cell, ...], ...]:
        """The cells of a zone in groups of these sizes, over and over; the last one may be smaller."""
        cells = list(self.cells[zone.id])
        found: list[tuple[Cell, ...]] = []
        for size in cycle(sizes):
            if not cells:
                return tuple(found)
            found.append(tuple(cells[:size]))
            cells = cells[size:]
        return tuple(found)

    @cached_property
    def regions(self) -> Mapping[str, tuple[Cell, ...]]:
        """Cells by reference region; Brussels is one by itself."""
        return self._by(lambda cell: cell.region)

    @cached_property
    def provinces(self) -> Mapping[str, tuple[Cell, ...]]:
        """Cells by province."""
        return self._by(lambda cell: cell.municipality.province)

    def _by(self, area: Callable[[Cell], str]) -> Mapping[str, tuple[Cell, ...]]:
        found: dict[str, list[Cell]] = defaultdict(list)
        for cells in self.cells.values():
            for cell in cells:
                found[area(cell)].append(cell)
        return {name: tuple(some) for name, some in found.items()}


def _middle(cells: Sequence[Cell]) -> Point:
    points = [cell.municipality.point for cell in cells]
    return Point(sum(one.lat for one in points) / len(points), sum(one.lon for one in points) / len(points))


def _cells(
    zone: Zone, municipalities: Sequence[Municipality], postcodes: Sequence[Postcode], spread: Spread
) -> tuple[Cell, ...]:
    found: list[Cell] = []
    for one in municipalities:
        if zone not in one.zones:
            continue
        inside = tuple(code for code in postcodes if code.zone == zone and one in code.municipalities)
        own = tuple(code for code in inside if code.municipalities[0] == one) or inside
        weight = len(own) + spread.towns.get(one.nis, 0) / len(one.zones)
        found.append(Cell(zone, len(found), one, own, weight))
    return tuple(found)
