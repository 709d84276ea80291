"""Who does the onthaal in a zone (L12), and what a GBO is and is not (L5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from catalogue import OfferView, Organisation, Partnership, Phone, in_language, offer_view
from catalogue.records import Partner
from geo import Municipality
from indexer.zones.networks import Networks, partners_on
from store import Store

GBO = "gbo"
"""The term of list partnership_type."""

BRUSSELS = "bruzel"
"""The zone in which the GBO does not hold as such."""

COVENANT = (
    "In Brussel geldt het geïntegreerd breed onthaal (GBO) niet als zodanig. "
    "Daar is een convenant met de Vlaamse Gemeenschapscommissie (VGC)."
)
"""What L5 says of Brussels."""

CORE: Mapping[str, frozenset[str]] = {
    "welk OCMW": frozenset({"ocmw", "sociaal_huis", "welzijnsvereniging", "lokaal_bestuur"}),
    "welk CAW": frozenset({"caw"}),
    "welke dienst maatschappelijk werk": frozenset({"dmw"}),
}
"""The core partners of a GBO (L5), with the types of organisation that may be it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The welcome desk of the OCMW of a municipality; `offer` is `None` where the map does not have it."""

    municipality: Municipality
    offer: str | None
    name: str | None
    phone: Phone | None
    demo: bool


@dataclass(frozen=True, slots=True)
class GboHere:
    """A GBO in force with the municipalities of the zone in which it works.

    `leads` are the members that take the lead for something, with their record where the map has it; `unknown` the
    core partners that nobody named.
    """

    partnership: Partnership
    municipalities: tuple[Municipality, ...]
    leads: tuple[tuple[Partner, Organisation | None], ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Onthaal:
    """Who does the onthaal: the GBOs, and for the other municipalities the desk of each OCMW.

    `note` is what must be said beside it, in Dutch; `None` where nothing is left open. `in_brussels`: the GBO, with the
    local government in charge, does not hold there (L5).
    """

    gbos: tuple[GboHere, ...]
    desks: tuple[Desk, ...]
    note: str | None
    in_brussels: bool = False


def onthaal_in(
    zone: str, municipalities: Sequence[Municipality], networks: Networks, store: Store, day: date
) -> Onthaal:
    """Who does the onthaal in a zone on a day: a dated fact of each municipality (L12).

    A made-up GBO is told, but takes the place of no real OCMW.
    """
    gbos = () if zone == BRUSSELS else tuple(_gbos(zone, municipalities, networks, day))
    done = {one.nis for gbo in gbos if not gbo.partnership.demo for one in gbo.municipalities}
    left = [one for one in municipalities if one.nis not in done]
    note = (
        COVENANT
        if zone == BRUSSELS
        else _note(len(left), made_up=any(gbo.partnership.demo for gbo in gbos))
        if left
        else None
    )
    return Onthaal(gbos, desks_of(left, store), note, in_brussels=zone == BRUSSELS)


def _gbos(zone: str, municipalities: Sequence[Municipality], networks: Networks, day: date) -> Iterable[GboHere]:
    for one in networks.in_zone(zone, day):
        if one.type != GBO:
            continue
        here = networks.municipalities(one.id, zone)
        partners = partners_on(one, day)
        yield GboHere(
            partnership=one,
            municipalities=tuple(place for place in municipalities if place.nis in here),
            leads=tuple((partner, networks.organisation_of(partner)) for partner in partners if partner.leads),
            unknown=_unknown(partners, networks),
        )


def _unknown(partners: Iterable[Partner], networks: Networks) -> tuple[str, ...]:
    """The core partners that are not among the members: unknown, for the list may not be complete."""
    known = {found.type for found in map(networks.organisation_of, partners) if found is not None}
    return tuple(words for words, types in CORE.items() if not types & known)


def desks_of(municipalities: Sequence[Municipality], store: Store) -> tuple[Desk, ...]:
    """The welcome desk of each OCMW, as it was shipped or as another source completed it."""
    ids = {one.nis: f"loket:ocmw-{one.nis}-onthaal" for one in municipalities}
    bundles = store.bundles(list(ids.values()))
    views = {id_: offer_view(bundle) for id_, bundle in bundles.items()}
    return tuple(_desk(one, views.get(ids[one.nis])) for one in municipalities)


def _desk(municipality: Municipality, view: OfferView | None) -> Desk:
    if view is None or view.offer.status != "active":
        return Desk(municipality, None, None, None, demo=False)
    phones = view.contact.phones.value if view.contact.phones else ()
    return Desk(
        municipality,
        view.offer.id,
        in_language(view.offer.name),
        next((phone for phone in phones if phone.type in ("voice", "mobile")), None),
        view.demo,
    )


def _note(left: int, *, made_up: bool) -> str:
    here = "deze gemeente" if left == 1 else "deze gemeenten"
    said = (
        f"Voor {here} is geen geïntegreerd breed onthaal (GBO) bekend. U kunt bij het OCMW terecht. "
        "Welk CAW en welke diensten maatschappelijk werk meewerken, is niet bekend."
    )
    return f"Wat hierboven als voorbeeld staat, is verzonnen. {said}" if made_up else said
