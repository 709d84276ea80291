"""What the store gave while an index was made: which offers belong in it, where, and why others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from catalogue import Answer
from search import Document
from search.fit import in_zone

LeftOut = Literal["hidden", "not active", "replaced", "gone"]
"""Why an offer is not found. `gone`: the store does not count it either."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Of each offer of the store the last that was seen. `zones`: ids of those that are counted, on the day `today`."""

    zones: Sequence[str]
    today: date
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The zones in which each offer (id) is found."""
    left_out: dict[str, LeftOut] = field(default_factory=dict)

    def noted(self, projected: Iterable[tuple[str, Document | LeftOut]]) -> Iterator[Document]:
        """The documents among what offers became; each offer is counted as it passes, in the place of what it was."""
        for offer, became in projected:
            self.kept.pop(offer, None)
            self.left_out.pop(offer, None)
            if isinstance(became, Document):
                zones = (zone for zone in self.zones if in_zone(became, zone, self.today) is Answer.YES)
                self.kept[offer] = tuple(zones)
                yield became
            elif became != "gone":
                self.left_out[offer] = became

    def in_store(self) -> int:
        """How many offers the store has, by what passed."""
        return len(self.kept) + len(self.left_out)

    def by_zone(self) -> dict[str, int]:
        """How many offers must be found in each zone."""
        counted = Counter(zone for zones in self.kept.values() for zone in zones)
        return {zone: counted[zone] for zone in self.zones}

    def reasons(self) -> str:
        """How many were left out, and why, in words."""
        counted = Counter(self.left_out.values())
        return ", ".join(f"{number} {reason}" for reason, number in sorted(counted.items())) or "none left out"
