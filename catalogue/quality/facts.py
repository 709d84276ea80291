"""Which facts of an offer are known: one row a fact. A fact that does not apply is neither known nor a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalogue.facts import Answer
from catalogue.quality.dates import HALF_A_YEAR
from catalogue.records import Waiting
from catalogue.view import Contact, OfferView, Site
from catalogue.words import costs_words, waiting_words


class Known(StrEnum):
    """What the map can say of one fact of one offer."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that people or professionals need. `name` is what an offer tells, as it follows "bekend is"."""

    name: str
    known: Callable[[OfferView, date], bool]
    applies: Callable[[OfferView, date], bool] = lambda view, today: True

    def state(self, view: OfferView, today: date) -> Known:
        """Known where anything is said of it, by the offer itself or by what it inherits from."""
        if self.known(view, today):
            return Known.KNOWN
        return Known.UNKNOWN if self.applies(view, today) else Known.NOT_APPLICABLE


def physical_sites(view: OfferView) -> tuple[Site, ...]:
    """The places of an offer to which people can go."""
    return tuple(site for site in view.sites if site.location.type == "physical")


def contacts(view: OfferView) -> Iterator[Contact]:
    """How to reach the offer as a whole and at each place."""
    yield view.contact
    yield from (site.contact for site in view.sites)


def waitings(view: OfferView) -> Iterator[Waiting]:
    """What is said of waiting, by the offer and at each place."""
    said = (view.offer.waiting, *(site.at.waiting for site in view.sites))
    return (one for one in said if waiting_words(one) is not None and one is not None)


def has_voice_phone(view: OfferView) -> bool:
    """Whether there is a number to call: a fax or a text line is none."""
    phones = (phone for contact in contacts(view) if contact.phones for phone in contact.phones.value)
    return any(phone.type in ("voice", "mobile") for phone in phones)


def has_contact(view: OfferView) -> bool:
    """Whether there is any way to get in touch."""
    others = any(one.email or one.website or one.chat for one in contacts(view))
    return others or any(one.phones for one in contacts(view))


def _has_access(view: OfferView, today: date) -> bool:
    said = (view.offer.access, *(site.at.access for site in view.sites))
    return any(access not in (None, "unknown") for access in said)


def _has_intake(view: OfferView, today: date) -> bool:
    said = (view.offer.intake_stop, *(site.at.intake_stop for site in view.sites))
    return any(answer is not Answer.UNKNOWN for answer in said)


def _has_area(view: OfferView, today: date) -> bool:
    areas = (view.offer.area, *(site.at.area for site in view.sites))
    return any(a and (a.everywhere or a.municipalities or a.zones or a.provinces or a.regions) for a in areas)


def _has_fresh_waiting(view: OfferView, today: date) -> bool:
    measured = [one.measured_on for one in waitings(view)]
    return any(day is not None and today - day <= HALF_A_YEAR for day in measured)


def _has_place(view: OfferView, today: date) -> bool:
    return any(site.location.address or site.location.point for site in physical_sites(view))


def _has_accessibility(view: OfferView, today: date) -> bool:
    tables = (site.location.accessibility for site in physical_sites(view))
    return any(answer is not Answer.UNKNOWN for table in tables for answer in table.values())


def _takes_intake(view: OfferView, today: date) -> bool:
    """A line that anyone may use at once has no waiting list and no intake."""
    return not view.offer.helpline


def _has_a_door(view: OfferView, today: date) -> bool:
    """Help by telephone, online or at someone's home has no place to go to."""
    modes = view.offer.modes
    return not view.offer.helpline and (modes is None or "onsite" in modes)


FACTS: Mapping[str, Fact] = {
    "ages": Fact("voor welke leeftijd", lambda view, today: view.offer.ages is not None),
    "target_groups": Fact("voor wie", lambda view, today: view.offer.target_groups is not None),
    "budgets": Fact("met welk budget", lambda view, today: view.offer.budgets is not None),
    "costs": Fact("wat het kost", lambda view, today: costs_words(view.offer.costs) is not None),
    "languages": Fact("in welke talen", lambda view, today: view.offer.languages is not None),
    "waiting": Fact("hoe lang u wacht", lambda view, today: any(waitings(view)), _takes_intake),
    "waiting_fresh": Fact(
        "hoe lang u wacht, gemeten in de laatste 6 maanden",
        _has_fresh_waiting,
        lambda view, today: any(waitings(view)),
    ),
    "intake": Fact("of er nieuwe mensen bij kunnen", _has_intake, _takes_intake),
    "access": Fact("hoe u er terechtkunt", _has_access),
    "area": Fact("in welke gemeenten", _has_area),
    "hours": Fact(
        "wanneer het open is",
        lambda view, today: view.offer.hours is not None or any(site.hours for site in view.sites),
    ),
    "phone": Fact("het telefoonnummer", lambda view, today: has_voice_phone(view)),
    "contact": Fact("telefoon, e-mail, website of chat", lambda view, today: has_contact(view)),
    "place": Fact("waar het is", _has_place, _has_a_door),
    "accessibility": Fact(
        "of het gebouw toegankelijk is", _has_accessibility, lambda view, today: bool(physical_sites(view))
    ),
    "line": Fact("hoe gespecialiseerd de hulp is", lambda view, today: view.offer.line is not None),
    "complex_needs": Fact(
        "of er plaats is voor wie veel zorgen tegelijk heeft",
        lambda view, today: view.offer.complex_needs is not Answer.UNKNOWN,
    ),
    "professional": Fact("tekst voor professionals", lambda view, today: view.offer.professional is not None),
    "summary": Fact("samenvatting in één zin", lambda view, today: view.offer.summary is not None),
    "checked": Fact(
        "wanneer het is nagekeken",
        lambda view, today: view.offer.provenance is not None and view.offer.provenance.confirmed_on is not None,
    ),
}
"""The facts in the order of a report; an id never changes. `complex_needs` answers L7, `line` L9."""


def facts_of(view: OfferView, today: date) -> dict[str, Known]:
    """The state of every fact of one offer."""
    return {name: fact.state(view, today) for name, fact in FACTS.items()}
