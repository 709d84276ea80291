"""The made-up partnerships (L12, L13): which there are, who takes part, and which offers are theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.demo.bookkeeping import Row, record
from catalogue.demo.chance import dice, in_turn
from catalogue.demo.ground import Cell, Ground
from catalogue.demo.names import host, made_up, name_word
from catalogue.demo.picks import Pick
from catalogue.demo.providers import Provider
from catalogue.demo.recipe import Recipe
from catalogue.demo.tables import PartnerPlan, PartnershipPlan


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partnership to be; `number` counts those of its plan."""

    id: str
    plan: PartnershipPlan
    number: int
    word: str
    cells: tuple[Cell, ...]
    area: Mapping[str, list[str]]
    partners: tuple[tuple[PartnerPlan, Provider], ...]

    def owns(self, provider: Provider, pick: Pick) -> bool:
        """Whether an offer of one of its partners is its own."""
        own = self.plan.own
        return pick.cell in self.cells and (provider.type in own.types or pick.service.main in own.functions)


class Partnerships:
    """All partnerships of the world; their number does not grow with it."""

    def __init__(self, recipe: Recipe, ground: Ground, providers: Iterable[Provider]) -> None:
        """Bring the organisations of the first round together."""
        self._recipe, self._ground = recipe, ground
        self._providers: dict[tuple[str, str], list[Provider]] = defaultdict(list)
        for provider in providers:
            self._providers[provider.home.zone.id, provider.type].append(provider)
        self._alone: dict[Cell, Row] = {}
        self._all = [one for name, plan in recipe.partnerships.items() for one in self._made(name, plan)]
        self._of: dict[str, list[Partnership]] = defaultdict(list)
        for one in self._all:
            for _, provider in one.partners:
                self._of[provider.id].append(one)

    def named_by(self, provider: Provider, pick: Pick) -> str | None:
        """Id of the partnership whose own offer this is."""
        return next((one.id for one in self._of.get(provider.id, ()) if one.owns(provider, pick)), None)

    def onthaal_alone(self, pick: Pick) -> Row | None:
        """The dated area of an onthaal that the local government does alone (L12)."""
        return self._alone.get(pick.cell)

    def records(self) -> Iterator[Row]:
        """Their records."""
        for one in self._all:
            random = dice(self._recipe.seed, one.id)
            plan = one.plan
            leads, functions = in_turn(plan.leads, one.number), in_turn(plan.functions, one.number)
            values: Row = {
                "name": made_up(f"{plan.name} {one.word}"),
                "type": plan.type,
                "description": plan.description,
                "partners": [_partner(role, provider, leads) for role, provider in one.partners],
                "area": one.area,
                "functions": {name: answer.value for name, answer in functions.items()},
                "valid_from": in_turn(plan.valid_from, one.number).isoformat(),
                "email": f"info@{host(f'{plan.name} {one.word}')}",
            }
            first = one.partners[0][1]
            if first.places and not first.hidden:
                values["locations"] = [first.place_id(0)]
            if plan.valid_to:
                values["valid_to"] = in_turn(plan.valid_to, one.number).isoformat()
            yield record("partnership", one.id, self._recipe, random, values)

    def _made(self, name: str, plan: PartnershipPlan) -> Iterator[Partnership]:
        made = 0
        for number, (area, cells) in enumerate(self._areas(plan)):
            if dice(self._recipe.seed, name, number).random() >= plan.share:
                continue
            who = in_turn(plan.onthaal, number)
            if who == "alone":
                since = in_turn(plan.alone_from, number).isoformat()
                for cell in cells:
                    nis = [cell.municipality.nis]
                    self._alone[cell] = {"municipalities": nis, "note": plan.alone, "valid_from": since}
            partners = tuple(self._partners(plan, cells)) if who == "together" else ()
            if len(partners) > 1:
                shift = list(self._recipe.partnerships).index(name)
                word = name_word(self._recipe.words, number, shift)
                yield Partnership(f"demo:{name}-{number + 1}", plan, made, word, cells, area, partners)
                made += 1

    def _areas(self, plan: PartnershipPlan) -> Iterator[tuple[dict[str, list[str]], tuple[Cell, ...]]]:
        """Where there can be one: the area as the record says it, and its cells."""
        if plan.each == "group":
            for zone in self._ground.zones:
                for group in self._ground.groups(zone, plan.groups) if zone.id not in plan.excepted else ():
                    yield {"municipalities": [cell.municipality.nis for cell in group]}, group
            return
        wide = self._ground.regions if plan.each == "region" else self._ground.provinces
        for name, cells in wide.items():
            if cells[0].zone.id in plan.excepted:
                continue
            in_no_region = plan.each == "region" and cells[0].municipality.reference_region is None
            yield {"zones": [name]} if in_no_region else {f"{plan.each}s": [name]}, cells

    def _partners(self, plan: PartnershipPlan, cells: Sequence[Cell]) -> Iterator[tuple[PartnerPlan, Provider]]:
        """Organisations at home in these cells or else in their zones; nobody hidden takes part by name."""
        zones = dict.fromkeys(cell.zone.id for cell in cells)
        for partner in plan.partners:
            found = [one for zone in zones for one in self._providers.get((zone, partner.type), ()) if not one.hidden]
            near = [one for one in found if one.home in cells] or (found if not partner.all else [])
            yield from ((partner, one) for one in (near if partner.all else near[:1]))


def _partner(plan: PartnerPlan, provider: Provider, leads: Mapping[str, Sequence[str]]) -> Row:
    found: Row = {"organisation": provider.id, "name": provider.name, "role": plan.role}
    if provider.type in leads:
        found["leads"] = list(leads[provider.type])
    return found
