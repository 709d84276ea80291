"""Travel times from a route planner that the operator runs: OSRM or Valhalla. Off unless its address is set.

A visitor's coordinates are rounded to three decimals (some 100 m) before they leave the machine, and what comes back is
kept for ten minutes, in memory only. See docs/travel.md.
"""

from loket.travel.opening import TravelKind, open_travel
from loket.travel.planner import Planner

__all__ = ["Planner", "TravelKind", "open_travel"]
