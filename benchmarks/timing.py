"""Timing: one client, warm, one call after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timing:
    """Wall-clock milliseconds of a number of calls."""

    calls: int
    p50: float
    p99: float

    def __str__(self) -> str:
        """As the table shows it."""
        return f"p50 {self.p50:7.2f} ms   p99 {self.p99:7.2f} ms   ({self.calls} calls)"


def timed(call: Callable[[T], object], inputs: Iterable[T], warm_up: int = 20) -> Timing:
    """Call once per input and sort the times; the first `warm_up` inputs are called before the clock starts."""
    given = list(inputs)
    for value in given[:warm_up]:
        call(value)
    took = []
    for value in given:
        started = time.perf_counter()
        call(value)
        took.append((time.perf_counter() - started) * 1000)
    took.sort()
    return Timing(len(took), took[len(took) // 2], took[min(len(took) - 1, int(len(took) * 0.99))])
