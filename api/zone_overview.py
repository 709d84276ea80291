"""`GET /zones/{id}/overview`: what there is in a zone, who does the onthaal, and casemanagement."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.caching import ASK_AGAIN, revalidated
from api.context import ApiContext
from api.documentation import answers, moved, not_modified
from api.examples import ZONE_OVERVIEW
from api.places import ZoneId, zone_named
from api.routing import add_get, moved_to
from catalogue import Answer, Organisation
from catalogue.records import Partner
from geo import Municipality
from indexer.zones import Casemanagement, Onthaal, PartnershipHere, Supply, ZoneOverview
from search import FacetCount, NamedId


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MarkedName(NamedId):
    """A record by name."""

    demo: bool = Field(description="Made up.")


class MunicipalityHere(_Part):
    """A municipality of the zone."""

    nis: str = Field(description="NIS code (Statbel).")
    name: str
    postcodes: tuple[str, ...] | None = Field(description="Those in the zone, where only a part is; null: all of it.")


class SupplyAnswer(_Part):
    """Offers with a place in the zone, and those that work in it or in a part of it."""

    offers: int
    organisations: int = Field(description="Active organisations with a known place in the zone.")
    themes: tuple[FacetCount, ...] = Field(description="All headings of the first level, with the number of offers.")
    made_up: bool = Field(description="Whether the map has made-up records, so that they may be counted too.")


class Member(_Part):
    """A member of a partnership on that day; `organisation` is null where the map does not have it."""

    organisation: MarkedName | None
    name: str
    role: str | None
    leads: tuple[str, ...] = Field(description="Functions for which it takes the lead.")


class PartnershipAnswerHere(_Part):
    """A partnership that works in the zone."""

    id: str
    name: str
    type: str | None = Field(description="List partnership_type. Null: not known.")
    municipalities: tuple[str, ...] = Field(description="NIS codes in this zone; empty: in all of it.")
    partners: tuple[Member, ...]
    demo: bool = Field(description="Made up.")


class GboAnswer(_Part):
    """A GBO that does the onthaal, and where in the zone."""

    partnership: MarkedName
    municipalities: tuple[str, ...] = Field(description="NIS codes.")
    leads: tuple[Member, ...] = Field(description="The members that take the lead for something; empty: not known.")
    unknown: tuple[str, ...] = Field(description="Core partners that nobody named, in Dutch.")


class DeskAnswer(_Part):
    """The welcome desk of the OCMW of a municipality; null: not on the map."""

    municipality: str = Field(description="NIS code.")
    offer: MarkedName | None


class OnthaalAnswer(_Part):
    """Who does the onthaal on that day: GBOs, and for the other municipalities the OCMW."""

    gbos: tuple[GboAnswer, ...]
    desks: tuple[DeskAnswer, ...]
    note: str | None = Field(description="What is not known or holds otherwise, in Dutch.")


class RecognitionAnswer(_Part):
    """A recognition for casemanagement, with what it is on that day."""

    id: str
    organisation: MarkedName | None = Field(description="Null: not on the map.")
    state: Literal["current", "suspended", "ended", "not_yet"]
    authority: str
    decision: str | None
    programmes: tuple[str, ...] | None = Field(description="List programme. Null: not known.")
    valid_from: date
    valid_until: date | None
    suspended: Answer
    how_to_ask: str | None
    languages: tuple[str, ...] | None
    room: Answer = Field(description="Whether there is room for new questions.")
    demo: bool = Field(description="Made up, whole or in part.")


class CasemanagementAnswer(_Part):
    """What the map knows of recognitions; that none is known does not mean that there is nobody."""

    status: Literal["recognised", "not_in_force", "none_known"]
    recognitions: tuple[RecognitionAnswer, ...] = Field(description="Those in force first.")
    not_covered: tuple[str, ...] | None = Field(
        description="Programmes without a known recognition in force; null: one in force does not say for which it is."
    )
    text: str = Field(description="What may be said of it, in Dutch.")


class PilotAnswer(_Part):
    """A municipality in a pilot region of the Huizen van het Kind."""

    region: str
    nis: str
    municipality: str
    part: str = Field(description="Which part of it, in Dutch; empty: all of it.")


class ZoneOverviewAnswer(_Part):
    """What the map knows of an eerstelijnszone on a day."""

    id: str
    name: str
    day: date
    provinces: tuple[str, ...]
    reference_regions: tuple[str, ...]
    municipalities: tuple[MunicipalityHere, ...]
    zorgraad: MarkedName | None = Field(description="Null: not on the map.")
    supply: SupplyAnswer | None = Field(description="Null: cannot be counted now.")
    partnerships: tuple[PartnershipAnswerHere, ...] = Field(description="In force that day; by type, then name.")
    onthaal: OnthaalAnswer
    casemanagement: CasemanagementAnswer
    pilots: tuple[PilotAnswer, ...] = Field(description="Pilot regions of the Huizen van het Kind, by municipality.")


def zone_overview_routes(context: ApiContext) -> APIRouter:
    """The endpoint of overviews."""
    router = APIRouter(tags=["places"])

    def zone_overview(request: Request, zone_id: ZoneId) -> Response:
        """What there is in an eerstelijnszone today: supply per heading, partnerships, onthaal, casemanagement.

        What is hidden is not counted or named; what is made up is marked.
        """
        zone = zone_named(context, zone_id)
        if zone.id != zone_id:
            return moved_to(request, f"{zone.id}/overview", ASK_AGAIN)
        overview = context.zones.overview(zone, context.clock())
        return revalidated(request, overview_answer(overview), ASK_AGAIN)

    told = answers(ZoneOverviewAnswer, "The overview. Null: not known.", ZONE_OVERVIEW, 404)
    add_get(
        router,
        "/zones/{id}/overview",
        zone_overview,
        operation_id="get_zone_overview",
        summary="What there is in a zone",
        responses=told | moved("This is a code or a name.") | not_modified(),
    )
    return router


def overview_answer(overview: ZoneOverview) -> ZoneOverviewAnswer:
    """The overview in the form of the API."""
    zone = overview.zone
    return ZoneOverviewAnswer(
        id=zone.id,
        name=zone.name,
        day=overview.day,
        provinces=overview.provinces,
        reference_regions=zone.reference_regions,
        municipalities=tuple(
            MunicipalityHere(nis=one.municipality.nis, name=one.municipality.name, postcodes=one.postcodes)
            for one in overview.municipalities
        ),
        zorgraad=_named(overview.zorgraad),
        supply=_supply(overview.supply),
        partnerships=tuple(_partnership(one) for group in overview.partnerships.values() for one in group),
        onthaal=_onthaal(overview.onthaal),
        casemanagement=_casemanagement(overview.casemanagement),
        pilots=tuple(
            PilotAnswer(region=one.region, nis=one.nis, municipality=one.municipality, part=one.part)
            for one in overview.pilots
        ),
    )


def _named(organisation: Organisation | None) -> MarkedName | None:
    if organisation is None:
        return None
    return MarkedName(id=organisation.id, name=organisation.name, demo=organisation.demo)


def _supply(supply: Supply | None) -> SupplyAnswer | None:
    if supply is None:
        return None
    return SupplyAnswer(
        offers=supply.offers, organisations=supply.organisations, themes=supply.themes, made_up=supply.made_up
    )


def _member(partner: Partner, organisation: Organisation | None) -> Member:
    return Member(organisation=_named(organisation), name=partner.name, role=partner.role, leads=partner.leads)


def _nis(municipalities: tuple[Municipality, ...]) -> tuple[str, ...]:
    return tuple(one.nis for one in municipalities)


def _partnership(here: PartnershipHere) -> PartnershipAnswerHere:
    return PartnershipAnswerHere(
        id=here.partnership.id,
        name=here.partnership.name,
        type=here.partnership.type,
        municipalities=_nis(here.municipalities),
        partners=tuple(_member(partner, organisation) for partner, organisation in here.partners),
        demo=here.partnership.demo,
    )


def _onthaal(onthaal: Onthaal) -> OnthaalAnswer:
    return OnthaalAnswer(
        gbos=tuple(
            GboAnswer(
                partnership=MarkedName(id=one.partnership.id, name=one.partnership.name, demo=one.partnership.demo),
                municipalities=_nis(one.municipalities),
                leads=tuple(_member(partner, organisation) for partner, organisation in one.leads),
                unknown=one.unknown,
            )
            for one in onthaal.gbos
        ),
        desks=tuple(
            DeskAnswer(
                municipality=one.municipality.nis,
                offer=MarkedName(id=one.offer, name=one.name or one.offer, demo=one.demo) if one.offer else None,
            )
            for one in onthaal.desks
        ),
        note=onthaal.note,
    )


def _casemanagement(known: Casemanagement) -> CasemanagementAnswer:
    return CasemanagementAnswer(
        status=known.status,
        recognitions=tuple(
            RecognitionAnswer(
                id=one.recognition.id,
                organisation=_named(one.organisation),
                state=one.state,
                authority=one.recognition.authority,
                decision=one.recognition.decision,
                programmes=one.recognition.programmes,
                valid_from=one.recognition.valid_from,
                valid_until=one.recognition.valid_until,
                suspended=one.recognition.suspended,
                how_to_ask=one.recognition.how_to_ask,
                languages=one.recognition.languages,
                room=one.recognition.room,
                demo=one.demo,
            )
            for one in known.recognitions
        ),
        not_covered=known.not_covered,
        text=known.text,
    )
