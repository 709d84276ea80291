"""Addresses: of our own pages, of telephones, of maps."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from catalogue import Address, Coordinates
from web.words import address_lines

_SAFE_IN_ID = "~:-._"
_EXACT = frozenset({"address", "street"})


def offer_url(id_: str) -> str:
    """The page of an offer."""
    return f"/aanbod/{quote(id_, safe=_SAFE_IN_ID)}"


def organisation_url(id_: str) -> str:
    """The page of an organisation."""
    return f"/organisatie/{quote(id_, safe=_SAFE_IN_ID)}"


def partnership_url(id_: str) -> str:
    """The page of a partnership."""
    return f"/partnerschap/{quote(id_, safe=_SAFE_IN_ID)}"


def zone_url(id_: str) -> str:
    """The page of an eerstelijnszone."""
    return f"/zone/{quote(id_, safe=_SAFE_IN_ID)}"


def theme_url(id_: str) -> str:
    """The page of a heading."""
    return f"/themas/{quote(id_, safe=_SAFE_IN_ID)}"


def term_list_url(name: str) -> str:
    """The page of a list of terms; a term stands there under its id (`#id`)."""
    return f"/begrippen/lijsten/{quote(name, safe=_SAFE_IN_ID)}"


def phone_url(number: str) -> str:
    """What a telephone dials."""
    return "tel:" + number.replace(" ", "")


def geo_url(point: Coordinates | None) -> str | None:
    """The place for a map application; `None` where the point only says in which municipality it is."""
    if point is None or point.precision not in _EXACT:
        return None
    return f"geo:{point.lat:.6f},{point.lon:.6f}"


def route_url(address: Address | None, point: Coordinates | None) -> str | None:
    """The way there on OpenStreetMap, by point or else by street; `None` where only the municipality is known."""
    if point is not None and point.precision in _EXACT:
        return "https://www.openstreetmap.org/directions?" + urlencode({"to": f"{point.lat:.6f},{point.lon:.6f}"})
    if address is None or not address.street:
        return None
    return "https://www.openstreetmap.org/search?" + urlencode({"query": ", ".join(address_lines(address))})
