"""`POST /casemanagers`: is a casemanager called for, and which recognised organisations can be asked (M0-M12)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.context import ApiContext
from api.documentation import answers
from api.examples import CASEMANAGERS
from api.private import (
    ReasonAnswer,
    kept_by_no_cache,
    kilometres,
    places_meant,
    reason_answers,
    refused,
    unknown_terms,
)
from catalogue import Answer
from matching.casemanager import Asked, Candidate, CasemanagerProposal, Mode, SituationFlag, SituationFlags, TeamMember
from matching.day_asked import IsoDate
from matching.fault import Fault
from search import place_understood
from search.answer import PlaceUnderstood

MOST = 50
"""Languages, and organisations in a team."""

Id = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\x00]+$")]
Ids = Annotated[tuple[Id, ...], Field(max_length=MOST)]


class CasemanagersQuestion(BaseModel):
    """What is asked. Nothing of it is kept; what is absent is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    today: Annotated[
        IsoDate | None,
        Field(description="The day of the question; default: today in Belgium.", examples=["2026-11-23"]),
    ] = None
    place: Annotated[
        str,
        StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]+$"),
        Field(description="Where the person lives: postcode, place name or `lat,lon`.", examples=["9300 Aalst"]),
    ]
    languages: Annotated[
        Ids, Field(description="Languages that the person speaks; who speaks one comes first.", examples=[["nl"]])
    ] = ()
    programme: Annotated[
        Id | None, Field(description="The programme of the person: list programme.", examples=["perinatal"])
    ] = None
    situation: Annotated[SituationFlags, Field(description="List situation_flag.", examples=[{"no_care": "yes"}])] = (
        SituationFlags()
    )
    team: Annotated[
        Ids,
        Field(
            description="Organisations in the team, or proposed for it: a casemanager comes from none of them.",
            examples=[["loket:ocmw-41002"]],
        ),
    ] = ()
    team_exists: Annotated[
        Answer, Field(description="Whether there is a team; wins over `no_team`.", examples=["no"])
    ] = Answer.UNKNOWN


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CasemanagerAnswer(_Part):
    """An organisation that is recognised for casemanagement; null: not known."""

    organisation: str
    name: str
    zone: str
    recognised_from: date
    recognised_until: date | None = Field(description="The last day; null: not known to end.")
    programmes: tuple[str, ...] | None = Field(description="List programme.")
    distance_km: float | None = Field(description="As the crow flies, to its nearest known place.")
    languages: tuple[str, ...] | None
    room: Answer = Field(description="Whether there is room for new questions; never `no`.")
    how_to_ask: str | None
    neutral: Answer = Field(description="Never `no`; unknown: of someone in the team the organisation is not known.")
    demo: bool = Field(description="Made up, whole or in part.")


class GapAnswer(ReasonAnswer):
    """Why nobody can be proposed in the zones of the place; `code` is the step at which nobody was left."""

    lost: dict[str, int] = Field(description="How many recognitions each step removed.")


class CasemanagersAnswer(_Part):
    """What the rules say and whom one can ask. A person decides."""

    mode: Mode = Field(description="List casemanagement_mode.")
    because: tuple[str, ...] = Field(description="Ids of the rules that hold, the deciding one first.")
    reasons: tuple[ReasonAnswer, ...] = Field(description="The same in words, with every flag that is true.")
    to_ask: tuple[SituationFlag, ...] = Field(description="Flags that are not known.")
    candidates: tuple[CasemanagerAnswer, ...] = Field(description="In the zones of the place, best first.")
    elsewhere: tuple[CasemanagerAnswer, ...] = Field(
        description="In neighbouring zones, where the own zones have nobody."
    )
    elsewhere_by: Literal["border", "distance"] | None = Field(
        description="Neighbouring zones share a border, or are only the nearest; null: `elsewhere` is empty."
    )
    answer_by: date | None = Field(
        description="A request of today is answered on this day at the latest; null: none is called for."
    )
    follow_up_months: int = Field(description="So long after the intervention the casemanager looks back.")
    gap: GapAnswer | None
    notes: tuple[ReasonAnswer, ...] = Field(description="What holds for every request.")


class CasemanagersOfPlace(CasemanagersAnswer):
    """The same, with the place as it was understood."""

    place: PlaceUnderstood


def casemanager_routes(context: ApiContext) -> APIRouter:
    """The endpoint."""
    router = APIRouter(tags=["matching"])

    def casemanagers(question: CasemanagersQuestion, response: Response) -> CasemanagersOfPlace:
        """Whether a casemanager is called for, why, and which recognised organisations one can ask.

        What is asked stands in no address and is not kept. Made-up recognitions are marked: real ones do not exist yet.
        """
        kept_by_no_cache(response)
        known = context.casemanagers.organisations(question.team)
        situation = question.situation.settled(question.team_exists)
        faults = tuple(_faults(question, situation, known.keys(), context))
        if faults:
            raise refused(faults)
        places = places_meant(context.gazetteer, question.place)
        asked = Asked(
            zones=tuple(zone.id for zone in places[0].zones),
            point=places[0].point,
            languages=frozenset(question.languages),
            programme=question.programme,
            team=tuple(TeamMember(known[id_]) for id_ in question.team),
        )
        proposal = context.casemanagers.proposal(situation, asked, question.today or context.clock().date())
        told = casemanagers_answer(proposal).model_dump()
        return CasemanagersOfPlace(**told, place=place_understood(places))

    router.add_api_route(
        "/casemanagers",
        casemanagers,
        methods=["POST"],
        operation_id="propose_casemanagers",
        summary="Casemanagers for a situation",
        response_model=CasemanagersOfPlace,
        responses=answers(CasemanagersOfPlace, "What the rules say.", CASEMANAGERS, 400, 413, 422, 503),
    )
    return router


def casemanagers_answer(proposal: CasemanagerProposal) -> CasemanagersAnswer:
    """A proposal as answers show it."""
    gap = proposal.gap
    return CasemanagersAnswer(
        mode=proposal.decision.mode,
        because=proposal.decision.because,
        reasons=reason_answers(proposal.decision.reasons),
        to_ask=proposal.decision.to_ask,
        candidates=tuple(map(_candidate, proposal.candidates)),
        elsewhere=tuple(map(_candidate, proposal.elsewhere)),
        elsewhere_by=proposal.elsewhere_by,
        answer_by=proposal.answer_by,
        follow_up_months=proposal.follow_up_months,
        gap=GapAnswer(**gap.reason._asdict(), lost={str(code): n for code, n in gap.lost.items()}) if gap else None,
        notes=reason_answers(proposal.notes),
    )


def _faults(
    question: CasemanagersQuestion, situation: SituationFlags, known: Container[str], context: ApiContext
) -> Iterator[Fault]:
    yield from unknown_terms(context.vocabulary, "language", "languages", question.languages)
    if question.programme is not None and question.programme not in context.vocabulary["programme"]:
        yield Fault("programme", "kennen wij niet; kies uit /api/v1/vocabulary/programme")
    for flag in situation.contradictions():
        yield Fault(f"situation.{flag}", "kan niet ja zijn als er geen team is")
    for number, id_ in enumerate(question.team):
        if id_ not in known:
            yield Fault(f"team.{number}", "is geen organisatie die wij kennen")


def _candidate(candidate: Candidate) -> CasemanagerAnswer:
    recognition = candidate.recognised.recognition
    return CasemanagerAnswer(
        organisation=candidate.organisation.id,
        name=candidate.organisation.name,
        zone=candidate.zone,
        recognised_from=recognition.valid_from,
        recognised_until=recognition.valid_until,
        programmes=recognition.programmes,
        distance_km=kilometres(candidate.distance_km),
        languages=recognition.languages,
        room=recognition.room,
        how_to_ask=recognition.how_to_ask,
        neutral=candidate.neutral,
        demo=candidate.recognised.demo,
    )
