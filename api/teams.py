"""`POST /teams`: who can help together, with the reasons, what stays open, and who could coordinate (E, C, L, D1)."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from api.casemanagers import CasemanagersAnswer, casemanagers_answer
from api.context import ApiContext
from api.documentation import answers
from api.examples import TEAMS
from api.perinatal import PerinatalAnswer, perinatal_answer
from api.private import ReasonAnswer, kept_by_no_cache, place_understood, places_meant, reason_answers, refused
from indexer.teams import Neutrality, TeamAnswer
from matching.coordinator import Pay
from matching.fault import Fault
from matching.profile import NeedProfile, faults_of
from matching.proposal import Gap, NearestMiss, Price, ProposedMember, ProposedTeam, RankedCoordinator, UnmetPin
from matching.reason import Reason
from search.answer import PlaceUnderstood


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PriceAnswer(_Part):
    """What the best team without this member loses."""

    gap: int = Field(description="Severity that stays open more.")
    points: int = Field(description="Points more; fewer where more stays open.")
    reason: ReasonAnswer


class MemberAnswer(_Part):
    """A member of a team; null: not known, or not an organisation."""

    id: str = Field(description="To pin or veto this member in a next question.")
    kind: Literal["person", "carer", "existing", "provider"]
    organisation: str | None
    location: str | None
    offers: tuple[str, ...]
    name: str
    sector: str | None
    serves: tuple[str, ...] = Field(description="List function.")
    coordinates: bool
    distance_km: float | None
    points: dict[str, int] = Field(description="Per term; together what this member adds to the team.")
    why: tuple[ReasonAnswer, ...]
    unknown: tuple[ReasonAnswer, ...] = Field(description="To ask, by rule.")
    warnings: tuple[ReasonAnswer, ...]
    price_of_leaving_out: PriceAnswer | None = Field(description="Only of new members of the first team.")
    demo: bool


class NearestMissAnswer(_Part):
    """The offer that comes nearest to what stays open."""

    organisation: str
    location: str | None
    offer: str
    name: str
    refused_by: tuple[ReasonAnswer, ...]
    distance_km: float | None
    demo: bool


class TeamGapAnswer(_Part):
    """What nobody in the team serves."""

    function: str = Field(description="List function; `zorgcoordinatie` where nobody can coordinate.")
    lost: dict[str, int] = Field(description="How many offers each rule removed.")
    reason: ReasonAnswer
    nearest_miss: NearestMissAnswer | None


class ProposedTeamAnswer(_Part):
    """A team, best first."""

    members: tuple[MemberAnswer, ...]
    gaps: tuple[TeamGapAnswer, ...]
    points: int


class PayAnswer(_Part):
    """Whether coordinating could be paid. It never changes the rank."""

    status: Literal["no", "would_qualify", "not_yet_payable", "unknown"] = Field(description="List pay_status.")
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]
    payer: Literal["flanders", "federal", "unknown"] = Field(description="List payer.")


class CoordinatorAnswer(_Part):
    """Someone of the first team who could coordinate. The person appoints."""

    member: str
    name: str
    rank: int
    why: tuple[ReasonAnswer, ...]
    pay: PayAnswer


class UnmetPinAnswer(_Part):
    """A choice that cannot be in the team."""

    pin: str
    reason: ReasonAnswer


class NeutralityAnswer(_Part):
    """What it costs that an organisation stays out of the team to be the casemanager."""

    organisation: str
    gap: int
    points: int
    reason: ReasonAnswer


class TeamsAnswer(_Part):
    """Teams with their reasons. A person decides."""

    rules_version: str
    place: PlaceUnderstood
    teams: tuple[ProposedTeamAnswer, ...]
    proven: int = Field(description="So many teams, from the first on, are proven to be the best that differ.")
    at_least: int | None = Field(description="Points that any better alternative has at least; null: all are proven.")
    coordinators: tuple[CoordinatorAnswer, ...]
    unmet_pins: tuple[UnmetPinAnswer, ...]
    casemanagement: CasemanagersAnswer
    neutrality: NeutralityAnswer | None
    perinatal: PerinatalAnswer | None
    demo: bool = Field(description="Whether anything made up is in it.")


def team_routes(context: ApiContext) -> APIRouter:
    """The endpoint."""
    router = APIRouter(tags=["matching"])

    def teams(profile: NeedProfile, response: Response) -> TeamsAnswer:
        """Up to five teams that differ, for what someone needs: exact, always the same for the same question.

        Nothing of the question is kept. What is not known of an offer never leaves it out; it is to be asked.
        """
        kept_by_no_cache(response)
        today = profile.today or context.clock().date()
        faults = faults_of(profile, context.vocabulary, today)
        if faults:
            raise refused(faults)
        places = places_meant(context.gazetteer, profile.place)
        home = context.teams.home(places[0])
        if home is None:
            raise refused([Fault("place", "is een hele zone; vul een gemeente of een postcode in")])
        return teams_answer(context.teams.answer(profile, home, today), place_understood(places))

    router.add_api_route(
        "/teams",
        teams,
        methods=["POST"],
        operation_id="propose_teams",
        summary="Teams for a need profile",
        response_model=TeamsAnswer,
        responses=answers(TeamsAnswer, "Teams, best first.", TEAMS, 400, 413, 422, 503),
    )
    return router


def teams_answer(answer: TeamAnswer, place: PlaceUnderstood) -> TeamsAnswer:
    """An answer as programs see it."""
    proposal = answer.proposal
    return TeamsAnswer(
        rules_version=proposal.rules_version,
        place=place,
        teams=tuple(map(_team, proposal.teams)),
        proven=proposal.proven,
        at_least=proposal.at_least,
        coordinators=tuple(map(_coordinator, proposal.coordinators)),
        unmet_pins=tuple(map(_unmet, proposal.unmet_pins)),
        casemanagement=casemanagers_answer(answer.casemanagement),
        neutrality=_neutrality(answer.neutrality),
        perinatal=perinatal_answer(answer.perinatal) if answer.perinatal is not None else None,
        demo=any(_is_demo(member) for team in proposal.teams for member in team.members)
        or any(one.recognised.demo for one in answer.casemanagement.candidates),
    )


def _reason(reason: Reason) -> ReasonAnswer:
    return ReasonAnswer(code=reason.code, text=reason.text)


def _team(team: ProposedTeam) -> ProposedTeamAnswer:
    return ProposedTeamAnswer(
        members=tuple(map(_member, team.members)), gaps=tuple(map(_gap, team.gaps)), points=team.points
    )


def _member(member: ProposedMember) -> MemberAnswer:
    seat, candidate = member.seat, member.seat.candidate
    return MemberAnswer(
        id=seat.id,
        kind=seat.kind,
        organisation=candidate.organisation if candidate else None,
        location=candidate.location if candidate else None,
        offers=tuple(one.id for one in member.offers),
        name=seat.name,
        sector=next((one.sector for one in member.offers if one.sector), None),
        serves=member.serves,
        coordinates=member.coordinates,
        distance_km=_km(member.distance_km),
        points=member.points,
        why=reason_answers(member.why),
        unknown=reason_answers(member.unknown),
        warnings=reason_answers(member.warnings),
        price_of_leaving_out=_price(member.price),
        demo=_is_demo(member),
    )


def _is_demo(member: ProposedMember) -> bool:
    candidate = member.seat.candidate
    return (candidate is not None and candidate.demo) or any(one.demo for one in member.offers)


def _price(price: Price | None) -> PriceAnswer | None:
    return PriceAnswer(gap=price.gap, points=price.points, reason=_reason(price.reason)) if price else None


def _gap(gap: Gap) -> TeamGapAnswer:
    return TeamGapAnswer(
        function=gap.function,
        lost=dict(gap.lost),
        reason=_reason(gap.reason),
        nearest_miss=_miss(gap.nearest_miss) if gap.nearest_miss else None,
    )


def _miss(miss: NearestMiss) -> NearestMissAnswer:
    candidate = miss.offer.candidate
    return NearestMissAnswer(
        organisation=candidate.organisation,
        location=candidate.location,
        offer=miss.offer.id,
        name=f"{miss.offer.name}, {candidate.name}",
        refused_by=reason_answers(miss.refused_by),
        distance_km=_km(miss.distance_km),
        demo=miss.offer.demo,
    )


def _km(distance: float | None) -> float | None:
    return None if distance is None else round(distance, 1)


def _coordinator(one: RankedCoordinator) -> CoordinatorAnswer:
    return CoordinatorAnswer(
        member=one.seat.id, name=one.seat.name, rank=one.rank, why=reason_answers(one.why), pay=_pay(one.pay)
    )


def _pay(pay: Pay) -> PayAnswer:
    return PayAnswer(status=pay.status, unmet=pay.unmet, unknown=pay.unknown, payer=pay.payer)


def _unmet(unmet: UnmetPin) -> UnmetPinAnswer:
    return UnmetPinAnswer(pin=unmet.pin, reason=_reason(unmet.reason))


def _neutrality(one: Neutrality | None) -> NeutralityAnswer | None:
    if one is None:
        return None
    return NeutralityAnswer(organisation=one.organisation, gap=one.gap, points=one.points, reason=_reason(one.reason))
