"""Travel times to what was found, where a route planner can tell them; the order by distance is then by minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo import Point, TravelTime, TravelUnavailableError
from search.hit import Seen
from search.understand import Reading

STEP = "reistijd"

Minutes = Mapping[str, float | None]
"""By id of an offer that has a place; `None` where there is no way to it."""


def travel_minutes(travel: TravelTime | None, reading: Reading, seen: Sequence[Seen]) -> Minutes | None:
    """How long the way to each is from the place asked; `None` where nobody can tell.

    Without a planner, without a place, or when the planner fails: then the distance as the crow flies is what there is.
    """
    if travel is None or reading.near is None:
        return None
    points = {one.document.id: point for one in seen if (point := _point(one)) is not None}
    if not points:
        return None
    try:
        minutes = travel.minutes(reading.near.point, tuple(points.values()))
    except TravelUnavailableError:
        return None
    return dict(zip(points, minutes, strict=True))


def by_minutes(ids: Sequence[str], unknown: Sequence[int], minutes: Minutes) -> list[int]:
    """The indices of results that stand in order of distance, now in order of minutes.

    What is known to fit the question (`unknown` is 0) still goes first. What has no minutes keeps its place at the end.
    """

    def key(index: int) -> tuple[int, bool, float]:
        known = minutes.get(ids[index])
        return unknown[index], known is None, known or 0.0

    return sorted(range(len(ids)), key=key)


def way_words(minutes: int, by: str | None) -> str:
    """How long the way is, in Dutch: "ongeveer 12 minuten met de auto"; `by` may be empty."""
    return " ".join(filter(None, (f"ongeveer {minutes} {'minuut' if minutes == 1 else 'minuten'}", by)))


def _point(seen: Seen) -> Point | None:
    site = seen.site
    if seen.distance is None or site is None or site.lat is None or site.lon is None:
        return None
    return Point(site.lat, site.lon)
