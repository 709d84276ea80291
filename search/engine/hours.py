"""Many opening hours at one moment: the same answer as `catalogue.open_at`, over arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from catalogue import public_holidays
from catalogue.hours import MINUTES_A_DAY
from search.engine.port import NO, UNKNOWN, YES, Answers, Bools, Codes
from search.engine.sheet import HoursRows

Rows: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class HoursTable:
    """Distinct opening hours, by number.

    `weekly`: columns hours, weekday, begin, end, by appointment, valid from, valid to; `exceptions`: hours, first day,
    last day (in the order of the record); `spans`: exception, begin, end. Minutes since midnight; days as ordinals.
    """

    always: Bools
    says_when: Bools
    weekly: Rows
    exceptions: Rows
    spans: Rows

    @classmethod
    def of(cls, hours: Sequence[HoursRows]) -> HoursTable:
        """The hours in the order given."""
        weekly: list[tuple[int, ...]] = []
        exceptions: list[tuple[int, ...]] = []
        spans: list[tuple[int, ...]] = []
        for number, (_, _, rows, others) in enumerate(hours):
            weekly.extend((number, *row) for row in rows)
            for first, last, blocks in others:
                spans.extend((len(exceptions), *block) for block in blocks)
                exceptions.append((number, first, last))
        return cls(
            np.array([always for always, *_ in hours], dtype=np.bool_),
            np.array([says_when for _, says_when, *_ in hours], dtype=np.bool_),
            np.array(weekly, dtype=np.int32).reshape(-1, 7),
            np.array(exceptions, dtype=np.int32).reshape(-1, 3),
            np.array(spans, dtype=np.int32).reshape(-1, 3),
        )

    def __len__(self) -> int:
        return len(self.always)

    def followed_by(self, other: HoursTable) -> HoursTable:
        """The hours of both; those of `other` get the next numbers."""
        return HoursTable(
            np.concatenate((self.always, other.always)),
            np.concatenate((self.says_when, other.says_when)),
            _joined(self.weekly, other.weekly, len(self)),
            _joined(self.exceptions, other.exceptions, len(self)),
            _joined(self.spans, other.spans, len(self.exceptions)),
        )

    def open_at(self, moment: datetime) -> Answers:
        """Per hours whether it is open then. A block past midnight belongs to the day on which it began."""
        minute = moment.hour * 60 + moment.minute
        opened, nobody_knows = self._on(moment.date(), minute)
        yesterday, _ = self._on(moment.date() - timedelta(days=1), minute + MINUTES_A_DAY)
        answers = np.where(nobody_knows | ~self.says_when, UNKNOWN, NO).astype(np.int8)
        answers[(opened | yesterday) & self.says_when] = YES
        return answers

    def _on(self, day: date, minute: int) -> tuple[Bools, Bools]:
        """Per hours whether a block of that day holds the minute, and whether nobody knows the blocks of that day."""
        exception = self._exception_on(day)
        excepted = exception >= 0
        opened = np.zeros(len(self), dtype=np.bool_)
        if len(self.spans):
            holds = (self.spans[:, 1] <= minute) & (minute < self.spans[:, 2])
            owners = self.exceptions[self.spans[:, 0], 0]
            opened[owners[holds & (exception[owners] == self.spans[:, 0])]] = True
        opened |= ~excepted & self.always & (minute < MINUTES_A_DAY)
        speaks, held = self._weekly_on(day, minute)
        has_rows = np.zeros(len(self), dtype=np.bool_)
        has_rows[self.weekly[:, 0]] = True
        by_rows = ~excepted & ~self.always
        unknown = by_rows & ~has_rows
        if day in public_holidays(day.year):
            unknown |= by_rows & speaks
        return opened | (by_rows & held & ~unknown), unknown

    def _exception_on(self, day: date) -> Codes:
        """Per hours the last exception that speaks of the day; -1 where none does."""
        chosen = np.full(len(self), -1, dtype=np.int32)
        today = day.toordinal()
        speaking = np.flatnonzero((self.exceptions[:, 1] <= today) & (today <= self.exceptions[:, 2]))
        np.maximum.at(chosen, self.exceptions[speaking, 0], speaking.astype(np.int32))
        return chosen

    def _weekly_on(self, day: date, minute: int) -> tuple[Bools, Bools]:
        """Per hours whether a weekly row speaks of the day, and whether one without appointment holds the minute."""
        hours, weekday, begin, end, by_appointment, valid_from, valid_to = self.weekly.T
        today = day.toordinal()
        of_today = (weekday == day.weekday()) & (valid_from <= today) & (today <= valid_to)
        speaks, held = np.zeros((2, len(self)), dtype=np.bool_)
        speaks[hours[of_today]] = True
        held[hours[of_today & (by_appointment == 0) & (begin <= minute) & (minute < end)]] = True
        return speaks, held


def _joined(first: Rows, second: Rows, offset: int) -> Rows:
    """Both tables; the numbers in the first column of the second go up by `offset`."""
    moved = second.copy()
    moved[:, 0] += offset
    return np.concatenate((first, moved))
