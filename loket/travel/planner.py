"""A route planner that is asked over HTTP, briefly, and left alone for a while when it fails."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from time import monotonic
from typing import TypeAlias

import httpx2

from geo import Point, TravelUnavailableError, distance_km
from loket.travel.dialect import Dialect, NonsenseError, minutes_of
from loket.travel.recent import Recent

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 1.0
"""For all that one search asks together: a search without travel times is better than a slow one."""
REST_SECONDS = 30.0
"""How long a planner that failed is not asked: else every search would wait for it."""
KEPT_SECONDS, KEPT_WAYS = 600.0, 20_000
"""Traffic is not in it, so ten minutes change nothing; some 5 MB."""
DECIMALS = 3
"""Some 100 m: enough for minutes, too little to tell a house."""
FARTHEST_KM = 150.0
"""Beyond this a way is not asked for: a planner may refuse the whole question for one place abroad."""
LARGEST_ANSWER = 1_000_000

Place: TypeAlias = tuple[float, float]
"""Latitude and longitude, rounded."""


class Planner:
    """Travel times from one planner: `geo.TravelTime`."""

    def __init__(
        self,
        url: str,
        dialect: Dialect,
        label: str,
        *,
        timeout: float = TIMEOUT_SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Nothing is asked yet. `clock` counts seconds and never goes back."""
        self._url = url.rstrip("/")
        self._dialect = dialect
        self._label = label
        self._timeout = timeout
        self._clock = clock
        self._rests_until = -1.0
        self._recent: Recent[tuple[Place, Place], float | None] = Recent(KEPT_WAYS, KEPT_SECONDS, clock)
        # trust_env: no proxy and no password that happen to stand in the environment.
        self._client = httpx2.Client(trust_env=False, follow_redirects=False)

    @property
    def label(self) -> str:
        """How one travels, in Dutch."""
        return self._label

    def minutes(self, origin: Point, destinations: Sequence[Point]) -> tuple[float | None, ...]:
        """Minutes to each destination; `geo.TravelTime`."""
        ways = [(_rounded(origin), _rounded(destination)) for destination in destinations]
        known = self._recent.known(set(ways))
        known |= {way: None for way in ways if distance_km(Point(*way[0]), Point(*way[1])) > FARTHEST_KM}
        missing = [way for way in dict.fromkeys(ways) if way not in known]
        if missing:
            asked = self._ask(missing)
            self._recent.keep(asked)
            known |= asked
        return tuple(known[way] for way in ways)

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def _ask(self, ways: Sequence[tuple[Place, Place]]) -> dict[tuple[Place, Place], float | None]:
        """Ask for ways that have one origin, in as many questions as the planner needs, within the time-out."""
        now = self._clock()
        if now < self._rests_until:
            raise TravelUnavailableError("the route planner failed a moment ago")
        found: dict[tuple[Place, Place], float | None] = {}
        try:
            for start in range(0, len(ways), self._dialect.most):
                batch = ways[start : start + self._dialect.most]
                found |= zip(batch, self._batch(batch, now + self._timeout), strict=True)
        except (httpx2.HTTPError, httpx2.InvalidURL, NonsenseError) as fault:
            self._rests_until = self._clock() + REST_SECONDS
            # The words of a fault of HTTP may hold the address, and that the coordinates: only its kind is told.
            reason = str(fault) if isinstance(fault, NonsenseError) else type(fault).__name__
            log.warning("the route planner gives no travel times: %s", reason)
            raise TravelUnavailableError(reason) from None
        return found

    def _batch(self, ways: Sequence[tuple[Place, Place]], deadline: float) -> list[float | None]:
        origin, destinations = Point(*ways[0][0]), [Point(*destination) for _, destination in ways]
        question = self._dialect.question(origin, destinations)
        answer = self._answer(question.path, question.body, deadline)
        return [minutes_of(seconds) for seconds in self._dialect.seconds(answer, len(destinations))]

    def _answer(self, path: str, body: dict[str, object] | None, deadline: float) -> object:
        """The JSON that comes back; not waited for beyond the deadline, however slowly it drips in."""
        left = max(deadline - self._clock(), 0.001)
        received = bytearray()
        method = "GET" if body is None else "POST"
        with self._client.stream(method, f"{self._url}{path}", json=body, timeout=left) as response:
            if response.status_code != httpx2.codes.OK:
                raise NonsenseError(f"it answered with status {response.status_code}")
            for chunk in response.iter_bytes():
                received += chunk
                if len(received) > LARGEST_ANSWER:
                    raise NonsenseError("the answer is too large")
                if self._clock() > deadline:
                    raise NonsenseError("the answer comes too slowly")
        try:
            return json.loads(received)
        except (ValueError, RecursionError):
            raise NonsenseError("the answer is not JSON") from None


def _rounded(point: Point) -> Place:
    return round(point.lat, DECIMALS), round(point.lon, DECIMALS)
