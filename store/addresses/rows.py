"""From a row of an address file to a house in a street, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo import Gazetteer, Municipality
from store.addresses.formats import Layout, Meaning
from store.addresses.lambert import to_wgs84
from store.addresses.numbers import read_number
from store.addresses.report import LoadReport, Problem

House = tuple[int, int, str, int, int]
"""Street, number, suffix, latitude and longitude in millionths of a degree (11 cm or less)."""

_BELGIUM = (49.45, 51.55, 2.5, 6.45)  # south, north, west, east; somewhat wide
_NEAR_LAT, _NEAR_LON = 0.225, 0.36
"""Degrees, 25 km: no postcode of Flanders or Brussels reaches so far from its middle."""

FLANDERS, BRUSSELS = "BE-VLG", "BE-BRU"


@dataclass(frozen=True, slots=True)
class NewStreet:
    """A street in one postcode. `source` is what the file calls it by, `town` the name that the file gives."""

    id: int
    source: str
    region: str
    municipality: Municipality
    postcode: str
    names: tuple[str, ...]
    town: str


@dataclass(frozen=True, slots=True)
class _Around:
    """A street that is known, with the point near which its houses must lie."""

    id: int
    lat: float
    lon: float

    def holds(self, lat: float, lon: float) -> bool:
        return abs(lat - self.lat) <= _NEAR_LAT and abs(lon - self.lon) <= _NEAR_LON


_Refusal = tuple[Problem, Meaning, str]


class RowReader:
    """Reads the rows of one file, in order. `streets` are those that came up since it was last emptied."""

    def __init__(self, layout: Layout, gazetteer: Gazetteer, report: LoadReport) -> None:
        """Read rows laid out like that; everything odd is noted in the report."""
        self.streets: list[NewStreet] = []
        self._layout, self._gazetteer, self._report = layout, gazetteer, report
        self._known: dict[str, _Around | _Refusal] = {}
        self._towns: dict[str, str] = {}
        self._next = 1
        at = layout.at
        self._status, self._number, self._box = at["status"], at["number"], at.get("box")
        self._street_id, self._postcode, self._nis = at["street_id"], at["postcode"], at["nis"]
        self._metres = "lat" not in at
        self._first, self._second = (at["x"], at["y"]) if self._metres else (at["lat"], at["lon"])
        self._zero = {at[name] for name in ("x", "lat") if name in at}

    def know(self, source: str, street: int, nis: str, postcode: str, town: str) -> None:
        """Take up again a street of a load that was broken off."""
        municipality = self._gazetteer.municipality(nis)
        assert municipality is not None, "it was looked up when the street was stored"
        self._known[source] = self._around(street, municipality, postcode)
        self._towns.setdefault(town, nis)
        self._next = max(self._next, street + 1)

    def house(self, number: int, row: Sequence[str]) -> tuple[House, bool] | None:
        """The house of a row and whether the row is a box in it; None where the row is left out, which is noted."""
        if len(row) != self._layout.width:
            self._report.note("fields", number, self._layout.names["status"], f"{len(row)} fields")
            return None
        if row[self._status].strip().lower() not in self._layout.format.current:
            self._report.not_current += 1
            return None
        if any(row[place].strip(" 0.,+-") == "" for place in self._zero):
            self._report.without_point += 1
            return None
        street = self._street(number, row)
        house = read_number(row[self._number])
        if not isinstance(street, _Around):
            problem, meaning, value = street
            self._report.note(problem, number, self._layout.names.get(meaning, meaning), value)
            return None
        if house is None:
            self._report.note("number", number, self._layout.names["number"], row[self._number])
            return None
        point = self._point(number, row, street)
        if point is None:
            return None
        boxed = self._box is not None and bool(row[self._box].strip())
        self._report.taken += 1
        self._report.boxes += boxed
        return (street.id, house.number, house.suffix, round(point[0] * 1e6), round(point[1] * 1e6)), boxed

    def _point(self, number: int, row: Sequence[str], street: _Around) -> tuple[float, float] | None:
        """Latitude and longitude; put right where the two columns changed places."""
        places = (self._first, self._second)
        try:
            first, second = (float(row[place].replace(",", ".")) for place in places)
            lat, lon = self._degrees(first, second)
        except ValueError:
            self._report.note("coordinate", number, self._columns(), self._said(row))
            return None
        if street.holds(lat, lon):
            return lat, lon
        other_lat, other_lon = self._degrees(second, first)
        if street.holds(other_lat, other_lon):
            self._report.note("swapped", number, self._columns(), self._said(row))
            return other_lat, other_lon
        south, north, west, east = _BELGIUM
        inside = south <= lat <= north and west <= lon <= east
        self._report.note("far" if inside else "outside", number, self._columns(), self._said(row))
        return None

    def _degrees(self, first: float, second: float) -> tuple[float, float]:
        if not self._metres:
            return first, second
        point = to_wgs84(first, second)
        return point.lat, point.lon

    def _columns(self) -> str:
        names = self._layout.names
        return f"{names['x']}, {names['y']}" if self._metres else f"{names['lat']}, {names['lon']}"

    def _said(self, row: Sequence[str]) -> str:
        return f"{row[self._first]}, {row[self._second]}"

    def _street(self, number: int, row: Sequence[str]) -> _Around | _Refusal:
        """The street of a row, looked up once for each way in which the file names it."""
        source = f"{row[self._street_id]}|{row[self._postcode]}|{row[self._nis]}"
        known = self._known.get(source)
        if known is None:
            known = self._known[source] = self._new_street(number, source, row)
        return known

    def _new_street(self, number: int, source: str, row: Sequence[str]) -> _Around | _Refusal:
        text = self._texts(row)
        postcode = text("postcode")
        if not (len(postcode) == 4 and postcode.isdecimal() and postcode.isascii()):
            return "postcode", "postcode", postcode
        names = tuple(dict.fromkeys(filter(None, (text("street"), text("other"), text("third")))))
        if not names:
            return "street", "street", ""
        municipality = self._municipality(text, postcode)
        if municipality is None:
            return "municipality", "nis" if text("nis") else "town", text("nis") or text("town")
        if self._gazetteer.postcode(postcode) is None:
            self._report.note("strange_postcode", number, self._layout.names["postcode"], postcode)
        self._compare_town(number, text("town"), municipality)
        region = BRUSSELS if municipality.nis.startswith("21") else FLANDERS  # the arrondissement Brussel-Hoofdstad
        street = NewStreet(self._next, source, region, municipality, postcode, names, text("town"))
        self._next += 1
        self.streets.append(street)
        return self._around(street.id, municipality, postcode)

    def _texts(self, row: Sequence[str]) -> Callable[[Meaning], str]:
        at = self._layout.at
        return lambda meaning: row[at[meaning]].strip() if meaning in at else ""

    def _municipality(self, text: Callable[[Meaning], str], postcode: str) -> Municipality | None:
        """By its code; without one by the postcode and, where that has parts of two, the name."""
        code = text("nis").rstrip("/").rpartition("/")[2]  # the register can give an address on the web
        if code:
            return self._gazetteer.municipality(code)
        area = self._gazetteer.postcode(postcode)
        inside = area.municipalities if area else ()
        named = [one for one in inside if one.name.casefold() == text("town").casefold()]
        candidates = named or inside
        return candidates[0] if len(candidates) == 1 else None

    def _compare_town(self, number: int, town: str, municipality: Municipality) -> None:
        if town and self._towns.setdefault(town, municipality.nis) != municipality.nis:
            seen = f"{town}: {self._towns[town]} and {municipality.nis}"
            self._report.note("same_name", number, self._layout.names["town"], seen)

    def _around(self, street: int, municipality: Municipality, postcode: str) -> _Around:
        area = self._gazetteer.postcode(postcode)
        middle = area.point if area else municipality.point
        return _Around(street, middle.lat, middle.lon)
