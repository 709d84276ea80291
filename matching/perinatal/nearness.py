"""What counts as nearby, whose age a function asks, and what is said of it: the part `[nearby]` of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NearbyTexts(_Part):
    """Sentences; `{one}` is what one such actor is called.

    `none`: there is none; `refused`: a rule refuses the nearest (`{refusal}`); `unplaced`: of none of them it is known
    where they work; `nothing_known`: nothing is known to look for. The others tell what is to be asked.
    """

    none: str
    refused: str
    unplaced: str
    nothing_known: str
    type_unknown: str
    function_unknown: str
    partly_unknown: str


class HouseTexts(_Part):
    """What is said of a Huis van het Kind: for whom it is (H3), and that it works in a pilot region (H4)."""

    families: str
    pilot: str
    pilot_part: str


class Nearness(_Part):
    """At most `most` for each actor. Who is not known to serve the municipality is near within `within_km`.

    `child`: functions that ask the age of the child; `either`: that of the child or that of the parent; all others ask
    that of the parent. `groups`: the target groups to which a family belongs in each period.
    """

    most: Annotated[int, Field(ge=1)]
    within_km: Annotated[float, Field(gt=0)]
    child: frozenset[str]
    either: frozenset[str]
    groups: Mapping[str, frozenset[str]]
    texts: NearbyTexts
    house: HouseTexts

    def terms(self) -> Iterator[tuple[str, str]]:
        """Every term of the vocabulary that it names, after its list."""
        yield from (("function", term) for term in sorted(self.child | self.either))
        yield from (("perinatal_period", period) for period in self.groups)
        yield from (("target_group", term) for one in self.groups.values() for term in sorted(one))
