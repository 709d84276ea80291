"""Distinct service areas: whom each serves, and into which zones it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.engine.columns.ragged import Codebook, Ragged
from search.engine.port import NO, UNKNOWN, YES, Answers, Bools, Codes
from search.engine.sheet import AreaRows


@dataclass(frozen=True, slots=True)
class AreaTable:
    """Areas by number, as `search.document.Area`; municipalities and zones are codes of the column builder."""

    known: Bools
    everywhere: Bools
    first: Codes
    last: Codes
    municipalities: Ragged
    partly: Ragged
    perhaps: Ragged
    zones: Ragged
    touched: Ragged

    @classmethod
    def of(cls, areas: Sequence[AreaRows], municipalities: Codebook, zones: Codebook) -> AreaTable:
        """The areas in the order given."""
        return cls(
            np.array([area[0] or bool(area[3] or area[5]) for area in areas], dtype=np.bool_),
            np.array([everywhere for everywhere, *_ in areas], dtype=np.bool_),
            np.array([first for _, first, *_ in areas], dtype=np.int32),
            np.array([last for _, _, last, *_ in areas], dtype=np.int32),
            Ragged.of([served for *_, served, _, _, _, _ in areas], municipalities),
            Ragged.of([partly for *_, partly, _, _, _ in areas], municipalities),
            Ragged.of([perhaps for *_, perhaps, _, _ in areas], municipalities),
            Ragged.of([covered for *_, covered, _ in areas], zones),
            Ragged.of([touched for *_, touched in areas], zones),
        )

    def followed_by(self, other: AreaTable) -> AreaTable:
        """The areas of both; those of `other` get the next numbers."""
        return AreaTable(
            np.concatenate((self.known, other.known)),
            np.concatenate((self.everywhere, other.everywhere)),
            np.concatenate((self.first, other.first)),
            np.concatenate((self.last, other.last)),
            Ragged.joined((self.municipalities, other.municipalities)),
            Ragged.joined((self.partly, other.partly)),
            Ragged.joined((self.perhaps, other.perhaps)),
            Ragged.joined((self.zones, other.zones)),
            Ragged.joined((self.touched, other.touched)),
        )

    def in_force(self, today: date) -> Bools:
        """Per area whether it holds that day."""
        day = today.toordinal()
        held: Bools = (self.first <= day) & (day <= self.last)
        return held

    def serves(self, municipality: list[int], zones: list[list[int]], today: date) -> Answers:
        """Per area whether it serves who lives in a municipality, in one of these zones: `search.fit.serves`.

        The code of each, in a list that is empty for one that no area names.
        """
        partly = self.partly.with_any(municipality)
        in_zones = [self.zones.with_any(zone) for zone in zones]
        all_zones = np.logical_and.reduce(in_zones) if in_zones else np.zeros(len(self.known), dtype=np.bool_)
        some_zone = np.logical_or.reduce(in_zones) if in_zones else np.ones(len(self.known), dtype=np.bool_)
        wholly = self.municipalities.with_any(municipality) & ~partly
        yes = self.everywhere | wholly | (partly & all_zones)
        unsure = ~self.known | self.perhaps.with_any(municipality) | (partly & some_zone)
        answers = np.where(yes, YES, np.where(unsure, UNKNOWN, NO)).astype(np.int8)
        answers[~self.in_force(today)] = UNKNOWN
        return answers

    def touches(self, zone: list[int], today: date) -> Bools:
        """Per area whether it serves someone in a zone."""
        return (self.everywhere | self.touched.with_any(zone)) & self.in_force(today)

    def touching(self, zones: int, today: date) -> Bools:
        """The same for every area (row) and each of that many zones (column)."""
        table = np.zeros((len(self.known), zones), dtype=np.bool_)
        table[self.touched.row, self.touched.code] = True
        return (table | self.everywhere[:, None]) & self.in_force(today)[:, None]
