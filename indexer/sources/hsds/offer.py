"""A service of HSDS as an offer, and a service at a location."""

from __future__ import annotations

import re

from indexer.draft import shown
from indexer.sources.hsds.contact import contact_of
from indexer.sources.hsds.context import Context, Values, distinct, filled
from indexer.sources.hsds.costs import costs_of
from indexer.sources.hsds.keys import identifiers
from indexer.sources.hsds.languages import languages_of
from indexer.sources.hsds.node import Node
from indexer.sources.hsds.schedule import opening_hours
from indexer.sources.hsds.terms import terms_of

_STATUSES = ("active", "inactive", "defunct", "temporarily_closed")
# "Brussel" alone is as well the city as the region, and "België" is more than the map knows.
_REGIONS = {
    "vlaanderen": "flanders",
    "vlaams gewest": "flanders",
    "flanders": "flanders",
    "flemish region": "flanders",
    "brussels hoofdstedelijk gewest": "brussels",
    "brussels-capital region": "brussels",
}
_SAYS_NOTHING = re.compile(r"(?:none|n/?a|not applicable|geen|nvt|-+|\.+)\.?", re.IGNORECASE)


def offer(node: Node, local: str, name: str, organisation: str, context: Context) -> Values:
    """The values of an `offer` record of that organisation."""
    languages, beyond = languages_of(node)
    interpretation = node.prose("interpretation_services")
    steps = node.prose("application_process")
    values: Values = {
        "kind": "offer",
        "id": context.keys.id("service", local),
        "identifiers": identifiers(local),
        "provenance": _provenance(node, local, context),
        "organisation": organisation,
        "name": context.text(name),
        "alternate_names": distinct((node.line("alternate_name"),)),
        "description": context.words(node, "description"),
        "ages": _ages(node),
        "conditions": _conditions(node, context),
        "steps": [{"text": context.text(steps)}] if steps and not _SAYS_NOTHING.fullmatch(steps) else [],
        "required_documents": [
            context.text(words)
            for item in node.children("required_documents", "required_document")
            if (words := item.prose("document"))
        ],
        "costs": costs_of(node, context),
        "languages": languages,
        "interpretation": context.text("\n".join(distinct((interpretation, *beyond)))),
        "area": area_of(node),
        "hours": opening_hours(node),
        "waiting": filled({"note": context.words(node, "wait_time")}),
        "capacity": _capacity(node),
        "alert": filled({"text": context.words(node, "alert")}),
        "status": _status(node),
    }
    values |= terms_of(node) | contact_of(node, web=("url",))
    return filled(values)


def offer_at_location(node: Node, local: str, offer_id: str, location_id: str, context: Context) -> Values:
    """The values of an `offer_at_location` record."""
    values: Values = {
        "kind": "offer_at_location",
        "id": context.keys.id("service_at_location", local),
        "identifiers": identifiers(local),
        "offer": offer_id,
        "location": location_id,
        "description": context.words(node, "description"),
        "hours": opening_hours(node),
        "area": area_of(node),
    }
    return filled(values | contact_of(node, web=()))


def area_of(node: Node) -> Values | None:
    """The service areas: whole regions where all names are those of a region.

    Other names are no codes of municipalities: then they are kept as words, and where it serves stays unknown.
    """
    names = []
    for item in node.children("service_areas", "service_area"):
        names.append(item.line("name") or item.line("description"))
        item.account()
    regions = {_REGIONS.get(name.casefold()) if name else None for name in names}
    if regions and None not in regions:
        return dict.fromkeys(sorted(filter(None, regions)), True)
    note = "; ".join(distinct(names))
    return {"note": node.fit("service_areas", note)} if note else None


def _provenance(node: Node, local: str, context: Context) -> Values:
    return filled(
        {
            "source": context.keys.source,
            "source_id": local,
            "source_date": node.day("last_modified"),
            "confirmed_on": node.day("assured_date"),
        }
    )


def _status(node: Node) -> str | None:
    status = (node.text("status") or "").lower().replace(" ", "_")
    if status and status not in _STATUSES:
        node.count("status", "an unknown status, left out", status)
    return status if status in _STATUSES else None


def _ages(node: Node) -> dict[str, int] | None:
    """Whole years; half years are rounded to the wider side, so that nobody is wrongly left out."""
    ages: dict[str, int] = {}
    for key, field in (("minimum_age", "minimum"), ("maximum_age", "maximum")):
        age = node.number(key)
        if age is None:
            continue
        if not 0 <= age <= 150:
            node.say(key, f"no age in years: {shown(age)}; left out")
            continue
        ages[field] = int(age)
        if age != int(age):
            node.say(key, f"{age:g} years kept as {int(age)}")
    if len(ages) == 2 and ages["maximum"] < ages["minimum"]:
        node.say("maximum_age", f"lies below the minimum age ({ages['maximum']} < {ages['minimum']}); both left out")
        return None
    return ages or None


def _conditions(node: Node, context: Context) -> list[Values]:
    """The description of who may come, and the rows of the older table `eligibility`."""
    texts = [node.prose("eligibility_description")]
    texts += [item.prose("eligibility") for item in node.children("eligibility", "eligibility")]
    return [{"text": context.text(text)} for text in distinct(texts) if not _SAYS_NOTHING.fullmatch(text)]


def _capacity(node: Node) -> Values | None:
    """The first capacity that has a unit."""
    found: list[Values] = []
    for item in node.children("capacities", "service_capacity"):
        unit = item.child("unit", "unit")
        name = (unit.line("name") if unit else None) or item.line("description")
        values: Values = {"unit": name, "updated": item.day("updated")}
        for key in ("available", "maximum"):
            number = item.number(key)
            if number is not None and 0 <= number <= 10**9 and number == int(number):
                values[key] = int(number)
            elif number is not None:
                item.say(key, f"not a number of places: {number:g}; left out")
        item.text("description")
        item.account()
        if name:
            found.append(filled(values))
        else:
            item.say("unit", "a capacity without a unit; left out")
    if len(found) > 1:
        node.count("capacities", "a second capacity, left out")
    return found[0] if found else None
