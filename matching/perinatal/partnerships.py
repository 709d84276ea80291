"""Which partnerships of the neighbourhood an actor can be: a Huis van het Kind with what it has (H1-H4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from catalogue import Answer, Part, Partnership, Vocabulary
from geo import Point, distance_km
from matching.home import Home
from matching.perinatal.found import Nearby
from matching.perinatal.nearness import Nearness
from matching.perinatal.tables import Actor
from matching.reason import Reason

HOUSE = "huis_van_het_kind"
"""The term of list partnership_type."""


@dataclass(frozen=True, slots=True)
class PartnershipNear:
    """A partnership in force on the day, with its public places.

    `parts`: those of the municipality of the home in which it works; `None` where it is not known where it works.
    """

    partnership: Partnership
    parts: frozenset[Part] | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Partnerships:
    """Finds partnerships for one home on one day. `pilots`: what is said of the pilot regions here (H4)."""

    near: Sequence[PartnershipNear]
    pilots: tuple[Reason, ...]
    home: Home
    vetoes: Collection[str]
    today: date
    nearness: Nearness
    vocabulary: Vocabulary
    ask_area: Reason

    def of(self, actor: Actor) -> tuple[Nearby, ...]:
        """Nearest first."""
        told = (self._told(one, actor) for one in self.near if self._is_meant(one.partnership, actor))
        return tuple(sorted((one for one in told if one is not None), key=lambda one: one.rank))

    def _is_meant(self, one: Partnership, actor: Actor) -> bool:
        """Of that type, not unwanted (E7), and not known to do nothing of what the actor does."""
        if one.type not in actor.partnership_types or one.id in self.vetoes:
            return False
        does = {one.functions.get(term, Answer.UNKNOWN) for term in actor.partnership_functions}
        return does != {Answer.NO}

    def _told(self, near: PartnershipNear, actor: Actor) -> Nearby | None:
        """As it is told; `None` where it works elsewhere, or is far and not known to work here (E2)."""
        one, serves = near.partnership, self._serves(near)
        away = min((distance_km(self.home.point, point) for point in near.points), default=None)
        if serves is Answer.NO:
            return None
        if serves is Answer.UNKNOWN and (away is None or away > self.nearness.within_km):
            return None
        return Nearby(
            kind="partnership",
            id=one.id,
            organisation=None,
            organisation_name=None,
            name=one.name,
            distance_km=away,
            functions=actor.partnership_functions,
            functions_known={
                term: one.functions.get(term, Answer.UNKNOWN) for term in self.vocabulary["partnership_function"]
            },
            unknown=(
                *((self.ask_area,) if serves is Answer.UNKNOWN else ()),
                *self._to_ask(one, actor.partnership_functions),
            ),
            notes=self._notes(one),
            demo=one.demo,
        )

    def _serves(self, near: PartnershipNear) -> Answer:
        """Whether it works where the home is; unknown where the home may lie in a part in which it does not."""
        area, home = near.partnership.area, self.home
        if near.parts is None or area is None or not area.holds_on(self.today):
            return Answer.UNKNOWN
        works = {Part(home.municipality, zone) in near.parts for zone in home.zones} or {bool(near.parts)}
        return Answer.of(works == {True}) if len(works) == 1 else Answer.UNKNOWN

    def _to_ask(self, one: Partnership, functions: tuple[str, ...]) -> Iterator[Reason]:
        """What nobody knows of its elements (H1) and its functions (H2), each rule once."""
        names: dict[str, list[str]] = defaultdict(list)
        for term in functions:
            entry = self.vocabulary["partnership_function"][term]
            if one.functions.get(term, Answer.UNKNOWN) is Answer.UNKNOWN:
                names[entry.source or "H1"].append(entry.label.lower())
        for rule, some in names.items():
            yield Reason(rule, self.nearness.texts.partly_unknown.format(names=", ".join(some)))

    def _notes(self, one: Partnership) -> tuple[Reason, ...]:
        return (Reason("H3", self.nearness.house.families), *self.pilots) if one.type == HOUSE else ()
