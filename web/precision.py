"""How exactly the place of a question is known, in words; only for who wrote an address."""

from __future__ import annotations

from collections.abc import Mapping

from geo.names import tidy
from geo.written_address import read_address
from search.answer import PlaceAnswer

_UP_TO: Mapping[str, str] = {
    "postcode": "de postcode",
    "municipality": "de gemeente",
    "sub_municipality": "de deelgemeente",
    "zone": "de zone",
}
_NO_FILE = "We rekenen tot op {place}: er is geen adressenbestand geladen."
_NOT_IN_FILE = "We rekenen tot op {place}: we kennen deze straat daar niet."
_NEARBY = "We kennen dit huisnummer niet. We rekenen vanaf {name}."
_STREET = "We rekenen vanaf het midden van de straat."
_ADDRESS = "We rekenen tot op het adres."


def precision_words(typed: str | None, place: PlaceAnswer | None, *, addresses: bool) -> str | None:
    """What distances are measured from, where an address was typed. `addresses`: whether a file of them is loaded."""
    if place is None or not typed:
        return None
    if place.precision == "address":
        return _ADDRESS
    address = read_address(tidy(typed))
    asked_number = address is not None and address.number is not None
    if place.precision == "street":
        return _NEARBY.format(name=place.name) if asked_number else _STREET
    if not asked_number or place.precision not in _UP_TO:
        return None
    return (_NOT_IN_FILE if addresses else _NO_FILE).format(place=_UP_TO[place.precision])
