"""Timing: one client, warm, one call after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import httpx2

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of a number of calls, by the clock on the wall unless it says otherwise."""

    calls: int
    p50: float
    p99: float

    @classmethod
    def of(cls, took: Iterable[float]) -> Timing:
        """Of at least one call; the 99th percentile is the time that one call in a hundred takes or exceeds."""
        ordered = sorted(took)
        return cls(len(ordered), ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))])

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
    return Timing.of(took)


def wait_until(true: Callable[[], bool], every: float = 0.02) -> None:
    """Ask again and again, so many seconds apart, for a minute at most; a server that does not answer yet counts as no.

    Raises `TimeoutError`.
    """
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if true():
                return
        except httpx2.TransportError:
            pass
        time.sleep(every)
    raise TimeoutError("waited a minute in vain")
