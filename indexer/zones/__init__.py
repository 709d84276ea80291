"""What the map knows of each eerstelijnszone: its supply, its partnerships, the onthaal, casemanagement."""

from indexer.zones.casemanagement import Casemanagement
from indexer.zones.networks import Networks, in_force, partners_on
from indexer.zones.onthaal import BRUSSELS, Desk, GboHere, Onthaal
from indexer.zones.overview import InZone, PartnershipHere, Supply, ZoneOverview, ZoneOverviews
from indexer.zones.pilots import Pilot, Pilots
from matching.casemanager import Recognised

__all__ = [
    "BRUSSELS",
    "Casemanagement",
    "Desk",
    "GboHere",
    "InZone",
    "Networks",
    "Onthaal",
    "PartnershipHere",
    "Pilot",
    "Pilots",
    "Recognised",
    "Supply",
    "ZoneOverview",
    "ZoneOverviews",
    "in_force",
    "partners_on",
]
