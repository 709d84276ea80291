"""A site of an organisation: its address and how to reach it."""

from __future__ import annotations

from typing import Any

from rdflib import Graph, URIRef
from rdflib.term import Node

from indexer.draft import shown
from indexer.sources.oslo import terms
from indexer.sources.oslo.facts import addresses, text, texts, things

_COUNTRIES = {"België": "BE", "Belgie": "BE", "Belgium": "BE", "Belgique": "BE", "Nederland": "NL", "Frankrijk": "FR"}
_ADDRESS = {
    "street": terms.STREET,
    "number": terms.NUMBER,
    "box": terms.BOX,
    "postcode": terms.POSTCODE,
    "municipality": terms.MUNICIPALITY,
}


def site_values(graph: Graph, site: Node) -> tuple[dict[str, Any], list[str]]:
    """Address and contacts of a site, empty where it says nothing; and what had to be left out."""
    address, left_out = _address(graph, site)
    values = {"address": address, **_contact(graph, site)}
    return {key: value for key, value in values.items() if value}, left_out


def _address(graph: Graph, site: Node) -> tuple[dict[str, str], list[str]]:
    for place in things(graph, site, terms.CONSISTS_OF):
        found = {key: value for key, names in _ADDRESS.items() if (value := text(graph, place, names))}
        if not found:
            continue
        land = text(graph, place, terms.COUNTRY)
        country = _COUNTRIES.get(land or "België")
        if country is None:
            return {}, [f"an address in {shown(land)}, a country that is not known here"]
        register = next((thing for thing in things(graph, place, terms.REGISTER) if isinstance(thing, URIRef)), None)
        return found | {"country": country} | ({"register_id": str(register)} if register else {}), []
    return {}, []


def _contact(graph: Graph, site: Node) -> dict[str, Any]:
    """The telephone numbers, and the first e-mail and web address, of the primary contact point before the others."""
    points = things(graph, site, terms.CONTACT)
    points.sort(key=lambda point: "Primary" not in texts(graph, point, terms.CONTACT_TYPE))
    numbers = [number for point in points for number in addresses(graph, point, terms.TELEPHONE)]
    emails = [email for point in points for email in addresses(graph, point, terms.EMAIL)]
    pages = [page for point in points for page in addresses(graph, point, terms.PAGE)]
    return {
        "phones": [{"number": number.removeprefix("tel:")} for number in dict.fromkeys(numbers) if number],
        "email": next((email.removeprefix("mailto:") for email in emails if email), None),
        "website": next((page for page in pages if page), None),
    }
