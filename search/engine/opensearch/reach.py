"""Which offers a place and a radius leave in: `search.fit.within_reach` as a query."""

from __future__ import annotations

from geo.point import EARTH_RADIUS_KM
from search.engine.opensearch.clauses import ALL, Clause, at_a_site, every, exists, none, some
from search.engine.opensearch.filters import Hours, serves, sites_fit, without_site
from search.engine.port import EngineQuery, Filters

LUCENE_RADIUS_KM = 6371.0087714
"""The radius of the earth by which the node measures."""


def within_reach(query: EngineQuery, filters: Filters, hours: Hours) -> Clause | None:
    """What is near enough, measured from the place that these filters choose; `None` where no radius is asked.

    Of an offer only the places count that fit best what is asked of a place. What has no distance stays, unless it is
    known to serve others only.
    """
    near = query.near
    if near is None or near.radius_km is None:
        return None
    metres = near.radius_km * 1000 * LUCENE_RADIUS_KM / EARTH_RADIUS_KM
    close = {"geo_distance": {"distance": f"{metres}m", "sites.point": {"lat": near.point.lat, "lon": near.point.lon}}}
    nowhere = serves(near.home, query.today.toordinal()).stays if near.home is not None else ALL
    ways = [every(without_site(), nowhere)]
    better: list[Clause] = []
    for level in sites_fit(filters, hours).levels:
        there = at_a_site(level)
        located = at_a_site(every(level, exists("sites.point")))
        reached = some(at_a_site(every(level, close)), every(none(located), nowhere))
        ways.append(every(there, none(*better), reached))
        better.append(there)
    return some(*ways)
