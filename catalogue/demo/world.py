"""The made-up world as a stream of records, however large, always the same for the same recipe and texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from catalogue.demo.bookkeeping import Row
from catalogue.demo.ground import Ground
from catalogue.demo.offers import offers
from catalogue.demo.organisations import locations, organisation
from catalogue.demo.partnerships import Partnerships
from catalogue.demo.picks import Picker
from catalogue.demo.providers import Founder, Provider
from catalogue.demo.recipe import Recipe
from catalogue.demo.recognitions import recognitions
from catalogue.demo.texts import Service, load_services
from catalogue.vocabulary import Vocabulary
from geo import Gazetteer


class World:
    """Wholly fictitious organisations, places, offers, partnerships and recognitions, each `demo`.

    What a record names comes before it. Only the first round, about as large as the world of the recipe, is held in
    memory; the rounds after it, one zone at a time.
    """

    def __init__(
        self,
        recipe: Recipe,
        services: Sequence[Service],
        gazetteer: Gazetteer,
        vocabulary: Vocabulary,
        offers: int | None = None,
    ) -> None:
        """`offers` is how many offers it has; default: what the recipe says."""
        self.recipe, self.services = recipe, tuple(services)
        self.size = recipe.offers if offers is None else offers
        self._accessibility = tuple(vocabulary["accessibility"])
        self._ground = Ground(gazetteer, recipe.spread)
        self._picker = Picker(self.services, recipe, self._ground)
        self._founder = Founder(recipe, self._ground)
        self._quotas = self._ground.quotas(self.size)

    @classmethod
    def load(cls, folder: Path, gazetteer: Gazetteer, vocabulary: Vocabulary, offers: int | None = None) -> World:
        """The world of `data/demo`. Raises `ValueError` with what is wrong in its files."""
        recipe, services = Recipe.load(folder, vocabulary), load_services(folder / "services", vocabulary)
        return cls(recipe, services, gazetteer, vocabulary, offers)

    def records(self) -> Iterator[Row]:
        """All records in the JSON form of `catalogue.read_record`."""
        first = list(self._round(0))
        partnerships = Partnerships(self.recipe, self._ground, first)
        for provider in first:
            yield from self._owner(provider)
        yield from partnerships.records()
        for provider in first:
            yield from offers(provider, self.recipe, partnerships.named_by, partnerships.onthaal_alone)
        recognised = (one for one in first if any(pick.state for pick in one.picks))
        for number, provider in enumerate(recognised):
            yield from recognitions(provider, self.recipe, self._with_nearest, number)
        del first, partnerships
        for round_ in range(1, self._rounds()):
            for provider in self._round(round_):
                yield from self._owner(provider)
                yield from offers(provider, self.recipe, _of_none, _not_alone)

    def _round(self, round_: int) -> Iterator[Provider]:
        hosted = self._picker.hosts(round_)
        size = self.recipe.spread.offers_a_round
        for zone in self._ground.zones:
            wanted = min(size, self._quotas[zone.id] - round_ * size)
            if wanted > 0 or round_ == 0:
                yield from self._founder.providers(zone, round_, self._picker.picks(zone, round_, wanted, hosted))

    def _rounds(self) -> int:
        return -(-max(self._quotas.values()) // self.recipe.spread.offers_a_round)

    def _owner(self, provider: Provider) -> Iterator[Row]:
        yield organisation(provider, self.recipe)
        yield from locations(provider, self.recipe, self._accessibility)

    def _with_nearest(self, zone: str) -> list[str]:
        """The zone and the nearest other one that has recognitions, so that the zones without stay without."""
        others = (one.id for one in self._ground.zones if one.id != zone and self._picker.has_recognition(one))
        return [zone, min(others, key=lambda other: self._ground.kilometres(zone, other))]


def _of_none(provider: Provider, pick: object) -> None:
    """Later rounds have no partnerships."""


def _not_alone(pick: object) -> None:
    """Later rounds have no onthaal of their own."""
