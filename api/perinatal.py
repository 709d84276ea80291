"""`POST /perinatal`: what the perinatal programme holds for a pregnancy or a young child (P1-P8)."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from api.context import ApiContext
from api.documentation import answers
from api.examples import PERINATAL
from api.private import ReasonAnswer, kept_by_no_cache, reason_answers, refused
from catalogue import Answer
from matching.perinatal import ActivityAdvice, ActorLink, PerinatalAdvice, PerinatalQuestion, advise
from matching.perinatal.programme import Role
from matching.perinatal.tables import PeriodId, ScenarioId


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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


def perinatal_routes(context: ApiContext) -> APIRouter:
    """The endpoint."""
    router = APIRouter(tags=["matching"])

    def perinatal(question: PerinatalQuestion, response: Response) -> PerinatalAnswer:
        """Scenario, period and activities of the perinatal programme.

        Give the weeks of a pregnancy or the birth date of a child. What is asked stands in no address and is not kept.
        """
        kept_by_no_cache(response)
        today = question.today or context.clock().date()
        faults = question.faults(today)
        if faults:
            raise refused(faults)
        return perinatal_answer(advise(question, context.perinatal, today))

    router.add_api_route(
        "/perinatal",
        perinatal,
        methods=["POST"],
        operation_id="advise_perinatal",
        summary="The perinatal programme for someone",
        response_model=PerinatalAnswer,
        responses=answers(PerinatalAnswer, "What the programme holds.", PERINATAL, 400, 413, 422),
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
    )
