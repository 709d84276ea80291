"""What a provider is called where its card is not beside it: with its municipality, for one name can be many places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue import in_language, offer_view
from geo import Gazetteer
from matching.candidates import Candidate
from matching.roster import Seat
from web.context import PageContext

NO_PLACE = "plaats niet bekend"


@dataclass(frozen=True, slots=True)
class Named:
    """A name; `place` is empty where the name says it already or where it is no place. `demo`: it is made up."""

    name: str
    place: str = ""
    demo: bool = False

    @property
    def text(self) -> str:
        """Name and place: "CAW (Aalst)"."""
        return f"{self.name} ({self.place})" if self.place else self.name


@dataclass(frozen=True, slots=True)
class NamedChoice:
    """A choice of the asker, with its name for people."""

    id: str
    named: Named


def candidate_named(candidate: Candidate, gazetteer: Gazetteer, demo: bool = False) -> Named:
    """A provider at its place. `demo`: something of it that stands beside it is made up."""
    found = gazetteer.municipality(candidate.municipality) if candidate.municipality else None
    place = found.name if found else NO_PLACE
    return Named(candidate.name, "" if place in candidate.name else place, candidate.demo or demo)


def seat_named(seat: Seat, gazetteer: Gazetteer, demo: bool = False) -> Named:
    """Who is in a team: someone new with the place, who helps already as the asker calls them."""
    demo = demo or any(one.offer.demo for one in seat.services.values())
    if seat.kind == "provider" and seat.candidate is not None:
        return candidate_named(seat.candidate, gazetteer, demo)
    return Named(seat.name, demo=demo or (seat.candidate is not None and seat.candidate.demo))


def id_named(context: PageContext, id_: str) -> Named:
    """What the map calls a provider, organisation or offer; its id where the map does not know it."""
    provider = context.teams.index.provider(id_)
    bundle = context.store.bundle(id_)
    view = offer_view(bundle) if bundle else None
    if view is not None:
        parts = (in_language(view.offer.name), provider.name if provider else None)
        return Named(", ".join(one for one in parts if one) or id_, demo=view.offer.demo)
    if provider is None:
        return Named(id_)
    if provider.location is not None and id_ in (provider.id, provider.location):
        return candidate_named(provider, context.gazetteer)
    return Named(provider.name, demo=provider.demo)  # an organisation as a whole


def choices_named(context: PageContext, ids: Sequence[str]) -> tuple[NamedChoice, ...]:
    """Choices with their names."""
    return tuple(NamedChoice(id_, id_named(context, id_)) for id_ in ids)
