"""Which planner is asked, from the settings."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Literal

from loket.travel.osrm import Osrm
from loket.travel.planner import Planner
from loket.travel.valhalla import Valhalla

TravelKind = Literal["osrm", "valhalla"]

LABELS: Mapping[str, str] = {
    "auto": "met de auto",
    "car": "met de auto",
    "driving": "met de auto",
    "bicycle": "met de fiets",
    "bike": "met de fiets",
    "cycling": "met de fiets",
    "foot": "te voet",
    "pedestrian": "te voet",
    "walking": "te voet",
    "multimodal": "met het openbaar vervoer",
}
"""How one travels, by the profiles of OSRM's own files and the costings of Valhalla; another profile has no words."""


def open_travel(url: str, kind: TravelKind, profile: str | None = None) -> Planner:
    """A planner at an address. `profile`: default by car (`driving` for OSRM, `auto` for Valhalla)."""
    for name in ("httpx2", "httpcore2"):  # they log addresses, and those of OSRM hold coordinates
        logging.getLogger(name).setLevel(logging.WARNING)
    profile = profile or {"osrm": "driving", "valhalla": "auto"}[kind]
    dialect = Osrm(profile) if kind == "osrm" else Valhalla(profile)
    return Planner(url, dialect, LABELS.get(profile, ""))
