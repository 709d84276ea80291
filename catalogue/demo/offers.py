"""The records of made-up offers and of the places where they are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from catalogue.demo.bookkeeping import Row, record
from catalogue.demo.chance import dice
from catalogue.demo.facts import COUNTED_BY, intake, known_facts
from catalogue.demo.opening import hours
from catalogue.demo.picks import CASEMANAGEMENT, ONTHAAL, Pick
from catalogue.demo.providers import Provider
from catalogue.demo.recipe import Recipe
from catalogue.demo.texts import PLACE, Service

PLACED = frozenset({"onsite"})
"""Modes for which people come to a place."""

PartnershipOf = Callable[[Provider, Pick], str | None]
"""The partnership that an offer names, if any."""
OnthaalOf = Callable[[Pick], Row | None]
"""The area of an onthaal that a local government does alone (L12), if it does."""


def offers(
    provider: Provider, recipe: Recipe, partnership_of: PartnershipOf, onthaal_alone: OnthaalOf
) -> Iterator[Row]:
    """The offers of an organisation, each with its places right behind it."""
    for number, pick in enumerate(provider.picks):
        id_ = provider.offer_id(number)
        random = dice(recipe.seed, id_)
        values = _texts(pick, provider, recipe)
        partnership = partnership_of(provider, pick)
        if partnership is not None:
            values["partnership"] = partnership
        values |= _organised(pick.service, recipe, random, provider)
        values |= known_facts(pick, recipe, random)
        if pick.service.main == ONTHAAL and (alone := onthaal_alone(pick)) is not None:
            values["area"] = alone
        if provider.hidden and "municipalities" in values.get("area", {}):
            values["area"] = {"zones": [pick.cell.zone.id]}
        values |= intake(recipe, random)
        values |= _way_in(pick.service, values.get("access"), recipe, random)
        values |= _own_hours(pick.service, provider, recipe, random)
        values |= _visibility(values, recipe, random)
        yield record("offer", id_, recipe, random, values)
        yield from _places(provider, id_, pick, recipe, random)


def _texts(pick: Pick, provider: Provider, recipe: Recipe) -> Row:
    """The words; a hidden address is not betrayed by the name of its municipality.

    A text that does casemanagement beside other things does not in an organisation that is not recognised (M2).
    """
    service = pick.service
    place = pick.cell.zone.name if provider.hidden else pick.cell.municipality.name
    return {
        "organisation": provider.id,
        "name": service.name.replace(PLACE, place),
        "summary": service.summary,
        "description": service.description.replace(PLACE, place),
        "professional": service.professional,
        "themes": list(service.themes),
        "functions": [one for one in service.functions if one != CASEMANAGEMENT or pick.state is not None],
        "keywords": list(service.keywords),
        "sector": service.sector,
        "line": service.line,
    }


def _organised(service: Service, recipe: Recipe, random: Random, provider: Provider) -> Row:
    """What some offers have and most have not."""
    facts = recipe.facts
    found: Row = {}
    if random.random() < facts.capacity:
        most = random.randint(2, facts.capacity_most)
        found["capacity"] = {
            "unit": random.choice(facts.capacity_unit),
            "available": random.randint(0, most // 2),
            "maximum": most,
            "updated": recipe.as_of.isoformat(),
        }
    if random.random() < facts.alert:
        found["alert"] = random.choice(facts.alerts).model_dump(mode="json", exclude_none=True)
    chance = random.random()
    if chance < facts.inactive:
        found["status"] = "inactive"
    elif chance < facts.inactive + facts.temporarily_closed:
        found["status"] = "temporarily_closed"
    if random.random() < facts.own_email:
        found["email"] = f"{service.id[:40].strip('-')}@{provider.host}"
    if random.random() < facts.own_website:
        found["website"] = f"https://{provider.host}/{service.id}"
    chance = random.random()
    for row in facts.interpretation:
        chance -= row.share
        if chance < 0:
            return found | {"interpretation": row.text}
    return found


def _way_in(service: Service, access: str | None, recipe: Recipe, random: Random) -> Row:
    """What to do to get the help, and who refers or decides where that is the way in."""
    steps = [{"text": step, "by": "person"} for step in service.steps]
    if random.random() < recipe.facts.phone_intake:
        steps.insert(0, {"text": recipe.facts.phone_step, "by": "provider"})
    found: Row = {"steps": steps} if steps else {}
    if service.documents:
        found["required_documents"] = list(service.documents)
    if access == "referral" and service.referral_by is not None:
        found["referral_by"] = list(service.referral_by)
    if access == "decision" and service.decision_by is not None:
        found |= {"decision_by": service.decision_by, "competent_authority": recipe.authority}
    if service.reach == "municipality":
        found["conditions"] = [{"text": recipe.facts.condition}]
    return found


def _own_hours(service: Service, provider: Provider, recipe: Recipe, random: Random) -> Row:
    """Hours of its own, where those of the place would not do."""
    inherits = service.hours == "office" and bool(provider.places) and random.random() >= recipe.facts.own_hours
    if inherits or random.random() < recipe.unknown.hours:
        return {}
    note = recipe.facts.phone_note if service.modes == ("phone",) else None
    said = hours(service.hours, recipe, random, note)
    return {} if said is None else {"hours": said}


def _visibility(values: Row, recipe: Recipe, random: Random) -> Row:
    """Now and then a fact is for professionals only."""
    possible = [field for field in ("email", "waiting", "capacity") if field in values]
    if possible and random.random() < recipe.facts.professional_only:
        return {"visibility": {random.choice(possible): "professional"}}
    return {}


def _places(provider: Provider, offer: str, pick: Pick, recipe: Recipe, random: Random) -> Iterator[Row]:
    """Where it is given: where it is at home, else at the first place, and at times at the others too."""
    if not provider.places or PLACED.isdisjoint(pick.service.modes):
        return
    home = provider.places.index(pick.cell) if pick.cell in provider.places else 0
    others = [number for number in range(len(provider.places)) if number != home]
    for number in (home, *(one for one in others if random.random() < recipe.facts.main)):
        values: Row = {"offer": offer, "location": provider.place_id(number)}
        if number != home and random.random() < recipe.facts.other_hours:
            if (said := hours(pick.service.hours, recipe, random)) is not None:
                values["hours"] = said
            values["email"] = f"punt{number + 1}@{provider.host}"
            values["waiting"] = {"value": number, "unit": "weeks", "source": COUNTED_BY}
        yield record("offer_at_location", f"{offer}-p{number + 1}", recipe, random, values)
