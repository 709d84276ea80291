"""`POST /teams`: who can help together, with the reasons, what stays open, and who could coordinate (E, C, L, D1)."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response

from api.casemanagers import casemanagers_answer
from api.context import ApiContext
from api.documentation import answers
from api.examples import TEAMS
from api.helplines import general_helplines, without_engine
from api.perinatal import perinatal_answer
from api.private import (
    kept_by_no_cache,
    kilometres,
    places_meant,
    reason_answer,
    reason_answers,
    refused,
)
from api.team_shape import (
    AxisTeamAnswer,
    ChangedAnswer,
    CoordinatorAnswer,
    LeftAnswer,
    MemberAnswer,
    NearestMissAnswer,
    NeutralityAnswer,
    PayAnswer,
    PriceAnswer,
    ProposedTeamAnswer,
    TeamGapAnswer,
    TeamsAnswer,
    UnmetPinAnswer,
    WeightRangeAnswer,
    WhyNotAnswer,
)
from indexer.team_ids import of_today, unknown_ids
from indexer.teams import Neutrality, TeamAnswer, Teams
from matching.coordinator import Pay
from matching.fault import Fault
from matching.profile import NeedProfile, faults_of
from matching.proposal import (
    AxisTeam,
    Changed,
    Gap,
    NearestMiss,
    Price,
    ProposedMember,
    ProposedTeam,
    RankedCoordinator,
    UnmetPin,
    WeightRange,
    WhyNot,
)
from search import EngineUnavailable, place_understood
from search.answer import PlaceUnderstood
from store import Store


def team_routes(context: ApiContext) -> APIRouter:
    """The endpoint."""
    router = APIRouter(tags=["matching"])

    def teams(profile: NeedProfile, request: Request, response: Response) -> TeamsAnswer | Response:
        """Up to five teams that differ, for what someone needs: exact, always the same for the same question.

        Nothing of the question is kept. What is not known of an offer never leaves it out; it is to be asked.
        """
        kept_by_no_cache(response)
        try:
            return proposed_teams(profile, context.teams, context.store, context.clock().date())
        except EngineUnavailable as error:
            return without_engine(error, request, helplines=general_helplines(context.helplines))

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


def proposed_teams(profile: NeedProfile, teams: Teams, store: Store, today: date) -> TeamsAnswer:
    """The answer for a profile, on its own day or else today, for API and command line alike.

    Raises a refusal (`RequestValidationError`) that names the fields that are wrong, and `EngineUnavailable`.
    """
    teams.index.follow()
    asked, day = of_today(profile, teams.index, store), profile.today or today
    faults = faults_of(asked, teams.matcher.vocabulary, day) or tuple(unknown_ids(asked, teams.index, store))
    if faults:
        raise refused(faults)
    places = places_meant(teams.gazetteer, asked.place)
    home = teams.home(places[0])
    if home is None:
        raise refused([Fault("place", "is een hele zone; vul een gemeente of een postcode in")])
    return teams_answer(teams.answer(asked, home, day), place_understood(places))


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
        why_not=tuple(map(_why_not, proposal.why_not)),
        weights=tuple(map(_range, proposal.weights)),
        axes=tuple(map(_axis, proposal.axes)),
        changed=_changed(proposal.changed),
        casemanagement=casemanagers_answer(answer.casemanagement),
        neutrality=_neutrality(answer.neutrality),
        perinatal=perinatal_answer(answer.perinatal) if answer.perinatal is not None else None,
        demo=answer.demo,
    )


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
        distance_km=kilometres(member.distance_km),
        points=member.points,
        why=reason_answers(member.why),
        unknown=reason_answers(member.unknown),
        warnings=reason_answers(member.warnings),
        price_of_leaving_out=_price(member.price),
        demo=member.demo,
    )


def _price(price: Price | None) -> PriceAnswer | None:
    return PriceAnswer(gap=price.gap, points=price.points, reason=reason_answer(price.reason)) if price else None


def _gap(gap: Gap) -> TeamGapAnswer:
    return TeamGapAnswer(
        function=gap.function,
        lost=dict(gap.lost),
        reason=reason_answer(gap.reason),
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
        distance_km=kilometres(miss.distance_km),
        demo=miss.offer.demo,
    )


def _coordinator(one: RankedCoordinator) -> CoordinatorAnswer:
    return CoordinatorAnswer(
        member=one.seat.id, name=one.seat.name, rank=one.rank, why=reason_answers(one.why), pay=_pay(one.pay)
    )


def _pay(pay: Pay) -> PayAnswer:
    return PayAnswer(status=pay.status, unmet=pay.unmet, unknown=pay.unknown, payer=pay.payer)


def _unmet(unmet: UnmetPin) -> UnmetPinAnswer:
    return UnmetPinAnswer(pin=unmet.pin, reason=reason_answer(unmet.reason))


def _why_not(one: WhyNot) -> WhyNotAnswer:
    return WhyNotAnswer(
        asked=one.asked,
        name=one.name,
        status=one.status,
        reason=reason_answer(one.reason),
        gap=one.gap,
        points=one.points,
        demo=one.demo,
    )


def _range(one: WeightRange) -> WeightRangeAnswer:
    weight = one.weight
    return WeightRangeAnswer(
        id=weight.id, label=weight.label, points=one.points, lowest=one.lowest, highest=one.highest
    )


def _axis(one: AxisTeam) -> AxisTeamAnswer:
    team = _team(one.team) if one.team is not None else None
    return AxisTeamAnswer(preset=one.preset, label=one.label, same_as=one.same_as, team=team)


def _changed(changed: Changed | None) -> ChangedAnswer | None:
    if changed is None:
        return None
    left = (
        LeftAnswer(member=one.member, name=one.name, reason=reason_answer(one.reason), demo=one.demo)
        for one in changed.left
    )
    return ChangedAnswer(joined=changed.joined, stayed=changed.stayed, left=tuple(left))


def _neutrality(one: Neutrality | None) -> NeutralityAnswer | None:
    if one is None:
        return None
    return NeutralityAnswer(
        organisation=one.organisation, gap=one.gap, points=one.points, reason=reason_answer(one.reason)
    )
