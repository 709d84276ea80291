"""A location of HSDS as a place of an organisation."""

from __future__ import annotations

import re

from indexer.sources.hsds.contact import contact_of
from indexer.sources.hsds.context import Context, Values, distinct, filled
from indexer.sources.hsds.keys import identifiers
from indexer.sources.hsds.node import Node
from indexer.sources.hsds.schedule import opening_hours

_TYPES = ("physical", "postal", "virtual")
_SCHEME = re.compile(r"[^a-z0-9_.-]+")
_US_STATES = re.compile(
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|PR|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)
# What a postcode says of the country of an address that does not name it; a Flemish map takes four digits for Belgian.
_POSTCODES = (
    ("BE", re.compile(r"\d{4}", re.ASCII), None),
    ("NL", re.compile(r"\d{4} ?[A-Z]{2}", re.ASCII), None),
    ("GB", re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.ASCII), None),
    ("US", re.compile(r"\d{5}(?:-\d{4})?", re.ASCII), _US_STATES),
)
_COUNTRIES = {
    "belgië": "BE",
    "belgie": "BE",
    "belgium": "BE",
    "belgique": "BE",
    "bel": "BE",
    "nederland": "NL",
    "netherlands": "NL",
    "the netherlands": "NL",
    "france": "FR",
    "frankrijk": "FR",
    "germany": "DE",
    "duitsland": "DE",
    "luxembourg": "LU",
    "luxemburg": "LU",
    "uk": "GB",
    "united kingdom": "GB",
    "usa": "US",
    "united states": "US",
    "united states of america": "US",
}
# A street with the number behind it, as Belgian addresses are written: "Gasthuisstraat 40 bus 2".
_STREET = re.compile(r"(?P<street>\D.*?)[ ,]+(?P<number>\d+(?: ?[A-Za-z])?(?:[-/]\d+)?)(?:,? *bus *(?P<box>\w+))?")
# Phrases that say exactly one fact of the list `accessibility`; all other words are not guessed at.
_FACTS = {
    "wheelchair accessible": "step_free",
    "rolstoeltoegankelijk": "step_free",
    "hearing loop": "hearing_loop",
    "induction loop": "hearing_loop",
    "ringleiding": "hearing_loop",
    "accessible toilet": "adapted_toilet",
    "aangepast toilet": "adapted_toilet",
    "lift": "lift",
    "elevator": "lift",
}
_FACT_IDS = frozenset({*_FACTS.values(), "wide_door", "reserved_parking", "quiet_room", "public_transport"})


def location(node: Node, local: str, organisation: str, context: Context) -> Values:
    """The values of a `location` record of that organisation."""
    kind = (node.text("location_type") or "physical").lower()
    if kind not in _TYPES:
        node.count("location_type", f"not one of {', '.join(_TYPES)}, taken for physical", kind)
    values: Values = {
        "kind": "location",
        "id": context.keys.id("location", local),
        "organisation": organisation,
        "identifiers": identifiers(local) + _external(node),
        "name": node.line("name"),
        "type": kind if kind in _TYPES else "physical",
        "address": _address(node),
        "point": _point(node),
        "transport": context.words(node, "transportation"),
        "accessibility": _accessibility(node),
        "hours": opening_hours(node),
    }
    return filled(values | contact_of(node, web=("url",)))


def _point(node: Node) -> Values | None:
    lat, lon = node.number("latitude"), node.number("longitude")
    if lat is None and lon is None:
        return None
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat, lon) == (0, 0):
        node.count("latitude", "no point on earth where a service can be; left out", f"{lat}, {lon}")
        return None
    return {"lat": lat, "lon": lon, "precision": "address"}


def _address(node: Node) -> Values | None:
    """The address to go to, else the first of another kind."""
    addresses = node.children("addresses", "address")
    to_visit = [item for item in addresses if (item.text("address_type") or "physical").lower() == "physical"]
    found: list[Values] = []
    for item in to_visit + [item for item in addresses if item not in to_visit]:
        address = _one_address(item)
        item.account()
        if address is not None and found and address != found[0]:
            item.count("address_1", "a second address of the location, left out")
        found += [address] if address else []
    return found[0] if found else None


def _one_address(node: Node) -> Values | None:
    postcode, city = node.line("postal_code"), node.line("city")
    street = ", ".join(distinct(node.line(f"address_{n}") for n in range(1, 5)))
    country = _country(node, postcode)
    if node.text("attention"):
        node.count("attention", "left out: the map keeps no names of contact persons")
    if not (street or postcode or city):
        return None
    if country is None:
        node.count(
            "country", "which country is not known, so the address is left out", node.text("country") or postcode
        )
        return None
    parts: Values = {"street": node.fit("address_1", street)}
    if country == "BE" and (match := _STREET.fullmatch(street)):
        parts = match.groupdict()
    return filled(parts | {"postcode": postcode, "municipality": city, "country": country})


def _country(node: Node, postcode: str | None) -> str | None:
    named = node.text("country")
    state = (node.text("state_province") or "").upper()
    if named is not None:
        code = named.upper()
        return _COUNTRIES.get(named.lower()) or (code if re.fullmatch("[A-Z]{2}", code) else None)
    if postcode is None:
        return None
    for country, form, states in _POSTCODES:
        if form.fullmatch(postcode.upper()) and (states is None or states.fullmatch(state)):
            return country
    return None


def _accessibility(node: Node) -> dict[str, str]:
    facts = {}
    for item in node.children("accessibility", "accessibility"):
        words = item.text("description")
        phrase = (words or "").lower().strip(" .")
        fact = phrase if phrase in _FACT_IDS else _FACTS.get(phrase)
        if fact:
            facts[fact] = "yes"
        elif words:
            item.count("description", "words that name no single fact, left out", words)
        item.account()
    return facts


def _external(node: Node) -> list[dict[str, str]]:
    value, kind = node.line("external_identifier"), node.text("external_identifier_type")
    scheme = _SCHEME.sub("-", (kind or "").lower()).strip("-._")[:60]
    return [{"scheme": scheme, "value": value}] if value and scheme else []
