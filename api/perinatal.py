"""`POST /perinatal`: what the perinatal programme holds for a pregnancy or a young child (P1-P8)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.context import ApiContext
from api.documentation import answers
from api.examples import PERINATAL
from api.helplines import general_helplines, without_engine
from api.private import (
    ReasonAnswer,
    kept_by_no_cache,
    kilometres,
    places_meant,
    reason_answer,
    reason_answers,
    refused,
)
from catalogue import Answer
from matching.fault import Fault
from matching.perinatal import ActivityAdvice, ActorLink, Nearby, PerinatalAdvice, PerinatalQuestion
from matching.perinatal.programme import Role
from matching.perinatal.tables import PeriodId, ScenarioId
from search import EngineUnavailable, place_understood
from search.answer import PlaceUnderstood


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NearbyAnswer(_Part):
    """An offer or a partnership of the neighbourhood that no rule refuses; null: not known, or not of that kind."""

    kind: Literal["offer", "partnership"]
    id: str
    organisation: str | None
    organisation_name: str | None
    name: str
    distance_km: float | None = Field(description="As the crow flies, to its nearest known place.")
    functions: tuple[str, ...] = Field(
        description="For which it was looked for: list function, or list partnership_function."
    )
    functions_known: dict[str, Answer] | None = Field(
        None,
        description="Of a partnership: whether each element (H1) and function (H2) of a Huis van het Kind is there.",
    )
    unknown: tuple[ReasonAnswer, ...] = Field(description="To ask, by rule.")
    notes: tuple[ReasonAnswer, ...] = Field(description="To watch: a referral, for whom it is, a pilot region.")
    demo: bool


class ActorLinkAnswer(_Part):
    """Who, and with which terms of the vocabulary such offers and partnerships are found nearby."""

    actor: str
    name: str
    rule: str = Field(description="Where the policy names this actor.")
    role: Role = Field(
        description="`does` it; does `parts` of it in their own task; `supports` those who do, never guides a family."
    )
    note: str | None = Field(description="In Dutch; null: nothing to add.")
    functions: tuple[str, ...] = Field(description="List function.")
    organisation_types: tuple[str, ...] = Field(description="List organisation_type.")
    partnership_types: tuple[str, ...] = Field(description="List partnership_type.")
    partnership_functions: tuple[str, ...] = Field(description="List partnership_function.")
    nearby: tuple[NearbyAnswer, ...] = Field(
        description="Partnerships of the municipality, then offers, nearest first; empty without a place."
    )
    none_nearby: ReasonAnswer | None = Field(
        None, description="Why nobody is told; null: someone is, or no place was given."
    )


class ActivityAnswer(_Part):
    """An activity of the programme (list perinatal_activity)."""

    id: str
    applies: Answer
    by: tuple[str, ...] = Field(description="Actors that do it, as the policy names them; each stands in `links`.")
    until: date | None = Field(description="The last day; null: it depends on a birth that is not there yet.")
    why: tuple[ReasonAnswer, ...]
    links: tuple[ActorLinkAnswer, ...]


class PerinatalAnswer(_Part):
    """The scenario, or the range in which it lies, the period, and every activity."""

    scenario: ScenarioId | None = Field(description="Null: not certain; see `at_least` and `at_most`.")
    at_least: ScenarioId
    at_most: ScenarioId
    period: PeriodId | None = Field(description="List perinatal_period. Null: the child is too old.")
    activities: tuple[ActivityAnswer, ...]
    programme_until: date = Field(description="The last day of the programme.")
    notes: tuple[ReasonAnswer, ...] = Field(description="What holds for all of it.")


class PerinatalOfPlace(PerinatalAnswer):
    """The same, with the place as it was understood."""

    place: PlaceUnderstood | None = Field(description="Null: no place was given.")


def perinatal_routes(context: ApiContext) -> APIRouter:
    """The endpoint."""
    router = APIRouter(tags=["matching"])

    def perinatal(question: PerinatalQuestion, request: Request, response: Response) -> PerinatalOfPlace | Response:
        """Scenario, period and activities of the perinatal programme, and with a place who can be found nearby.

        Give the weeks of a pregnancy or the birth date of a child. What is asked stands in no address and is not kept.
        """
        kept_by_no_cache(response)
        today = question.today or context.clock().date()
        faults = question.faults(today)
        if faults:
            raise refused(faults)
        places = places_meant(context.gazetteer, question.place) if question.place is not None else ()
        home = context.teams.home(places[0]) if places else None
        if places and home is None:
            raise refused([Fault("place", "is een hele zone; vul een gemeente of een postcode in")])
        try:
            advice = context.teams.perinatal.advice(question, home, None, today)
        except EngineUnavailable as error:
            return without_engine(error, request, helplines=general_helplines(context.helplines))
        told = perinatal_answer(advice).model_dump()
        return PerinatalOfPlace(**told, place=place_understood(places) if places else None)

    router.add_api_route(
        "/perinatal",
        perinatal,
        methods=["POST"],
        operation_id="advise_perinatal",
        summary="The perinatal programme for someone",
        response_model=PerinatalOfPlace,
        responses=answers(PerinatalOfPlace, "What the programme holds.", PERINATAL, 400, 413, 422, 503),
    )
    return router


def perinatal_answer(advice: PerinatalAdvice) -> PerinatalAnswer:
    """An advice as answers show it."""
    return PerinatalAnswer(
        scenario=advice.scenario.scenario,
        at_least=advice.scenario.at_least,
        at_most=advice.scenario.at_most,
        period=advice.period,
        activities=tuple(map(_activity, advice.activities)),
        programme_until=advice.programme_until,
        notes=reason_answers(advice.notes),
    )


def _activity(activity: ActivityAdvice) -> ActivityAnswer:
    return ActivityAnswer(
        id=activity.id,
        applies=activity.applies,
        by=activity.by,
        until=activity.until,
        why=reason_answers(activity.why),
        links=tuple(map(_link, activity.links)),
    )


def _link(link: ActorLink) -> ActorLinkAnswer:
    actor = link.actor
    return ActorLinkAnswer(
        actor=actor.id,
        name=actor.name,
        rule=actor.rule,
        role=link.role,
        note=actor.note,
        functions=link.functions,
        organisation_types=actor.organisation_types,
        partnership_types=actor.partnership_types,
        partnership_functions=actor.partnership_functions,
        nearby=tuple(map(_nearby, link.nearby.found)) if link.nearby else (),
        none_nearby=reason_answer(link.nearby.none) if link.nearby and link.nearby.none else None,
    )


def _nearby(one: Nearby) -> NearbyAnswer:
    return NearbyAnswer(
        kind=one.kind,
        id=one.id,
        organisation=one.organisation,
        organisation_name=one.organisation_name,
        name=one.name,
        distance_km=kilometres(one.distance_km),
        functions=one.functions,
        functions_known=dict(one.functions_known) if one.functions_known is not None else None,
        unknown=reason_answers(one.unknown),
        notes=reason_answers(one.notes),
        demo=one.demo,
    )
