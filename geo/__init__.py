"""Where: places, zones with their dates, and distance. A library on its own: it imports nothing of the other rooms.

    gazetteer = Gazetteer.load(Path("data/reference"))
    gazetteer.resolve("9300 Aalst")                      # which places a text can mean, the likeliest first
    gazetteer.find_in("kinderopvang in Sint-Niklaas")    # which words of a sentence are a place
    gazetteer.elsewhere("Luik")                          # "Wallonië"
    gazetteer.zones_of("11002", "2600")                  # the zone of a municipality, or of a part of it
    gazetteer.zones_of("11035", on=date(2024, 12, 31))   # ... as it was on a day
    gazetteer.zones_on(date(2024, 12, 31))               # all zones under the names of that day

Pure: it reads nothing but the tables that it is given, and it asks no clock. Who reads what: `tables` and `reference`
(the tables), `days` and `division` (the zones with dates), `division_file`, `division_changes` and `overlay` (what a
deployment changes), `names`, `name_index`, `coordinates`, `spelling`, `written_address`, `phrase` and `elsewhere` (how
people write), `nearest` (points), `shapes` (borders), `drawn` (what people draw on a map),
`addresses` and `travel` (ports that others fill).
"""

from geo.addresses import AddressBook, AddressPoint, Street
from geo.days import holds
from geo.division import Division, Divisions, Membership
from geo.division_changes import Change, ChangesOfDay
from geo.division_file import BadChangesError, Fault
from geo.drawn import MOST_POINTS, AreaFault, BadAreaError, DrawnArea
from geo.gazetteer import Gazetteer, ZoneOfPoint
from geo.nearest import FARTHEST_KM
from geo.place import FoundPlace, Matched, Municipality, Place, PlaceType, Postcode, Precision, Zone
from geo.point import Point, distance_km
from geo.tables import BadTableError
from geo.travel import DistanceKind, TravelTime, TravelUnavailableError

__all__ = [
    "FARTHEST_KM",
    "MOST_POINTS",
    "AddressBook",
    "AddressPoint",
    "AreaFault",
    "BadAreaError",
    "BadChangesError",
    "BadTableError",
    "Change",
    "ChangesOfDay",
    "DistanceKind",
    "Division",
    "Divisions",
    "DrawnArea",
    "Fault",
    "FoundPlace",
    "Gazetteer",
    "Matched",
    "Membership",
    "Municipality",
    "Place",
    "PlaceType",
    "Point",
    "Postcode",
    "Precision",
    "Street",
    "TravelTime",
    "TravelUnavailableError",
    "Zone",
    "ZoneOfPoint",
    "distance_km",
    "holds",
]
