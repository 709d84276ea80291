"""Distinct service areas: whom each serves, and which zones it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.engine.embedded.ragged import Codebook, Ragged
from search.engine.embedded.sheet import AreaRows
from search.engine.port import NO, UNKNOWN, YES, Answers, Bools, Codes


@dataclass(frozen=True, slots=True)
class AreaTable:
    """Areas by number. `municipalities` and `zones` hold codes of the column builder."""

    known: Bools
    everywhere: Bools
    first: Codes
    last: Codes
    municipalities: Ragged
    zones: Ragged

    @classmethod
    def of(cls, areas: Sequence[AreaRows], municipalities: Codebook, zones: Codebook) -> AreaTable:
        """The areas in the order given."""
        return cls(
            np.array([everywhere or bool(served) for everywhere, _, _, served, _ in areas], dtype=np.bool_),
            np.array([everywhere for everywhere, *_ in areas], dtype=np.bool_),
            np.array([first for _, first, *_ in areas], dtype=np.int32),
            np.array([last for _, _, last, _, _ in areas], dtype=np.int32),
            Ragged.of([served for *_, served, _ in areas], municipalities),
            Ragged.of([covered for *_, covered in areas], zones),
        )

    def followed_by(self, other: AreaTable) -> AreaTable:
        """The areas of both; those of `other` get the next numbers."""
        return AreaTable(
            np.concatenate((self.known, other.known)),
            np.concatenate((self.everywhere, other.everywhere)),
            np.concatenate((self.first, other.first)),
            np.concatenate((self.last, other.last)),
            Ragged.joined((self.municipalities, other.municipalities)),
            Ragged.joined((self.zones, other.zones)),
        )

    def in_force(self, today: date) -> Bools:
        """Per area whether it holds that day."""
        day = today.toordinal()
        held: Bools = (self.first <= day) & (day <= self.last)
        return held

    def serves(self, municipality: list[int], today: date) -> Answers:
        """Per area whether it serves a municipality (its code; none for one that no area names)."""
        served = self.everywhere | self.municipalities.with_any(municipality)
        answers = np.where(self.known, np.where(served, YES, NO), UNKNOWN).astype(np.int8)
        answers[~self.in_force(today)] = UNKNOWN
        return answers

    def covers(self, zone: list[int], today: date) -> Bools:
        """Per area whether it covers a zone."""
        return (self.everywhere | self.zones.with_any(zone)) & self.in_force(today)
