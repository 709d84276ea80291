"""What is found nearby for an actor of the programme: the form in which it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal

from catalogue import Answer
from matching.reason import Reason


@dataclass(frozen=True, slots=True)
class Nearby:
    """An offer or a partnership that can be this actor here. `None` is not known.

    `distance_km` is as the crow flies. `functions` are those for which it was looked for (of a partnership: terms of
    list partnership_function). `functions_known` says of each element and function of a Huis van het Kind whether it is
    there (H1, H2); `None` for offers. `unknown` is to be asked; `notes` is to be watched.
    """

    kind: Literal["offer", "partnership"]
    id: str
    organisation: str | None
    organisation_name: str | None
    name: str
    distance_km: float | None
    functions: tuple[str, ...]
    functions_known: Mapping[str, Answer] | None
    unknown: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    demo: bool

    @property
    def rank(self) -> tuple[float, str]:
        """Nearest first, then by id; where the distance is not known last."""
        return inf if self.distance_km is None else self.distance_km, self.id


@dataclass(frozen=True, slots=True)
class ActorNearby:
    """Who can be an actor in the neighbourhood; `none` says why nobody is told."""

    found: tuple[Nearby, ...]
    none: Reason | None
