"""`/quality`: how good the data is, per zone and per source. No person stands in it, and nothing hidden."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.caching import ASK_AGAIN, revalidated
from api.context import ApiContext
from api.documentation import answers, not_modified
from api.examples import QUALITY, QUALITY_CHECK
from api.routing import add_get
from catalogue import Kind
from catalogue.ids import ID_LENGTH
from catalogue.quality import CHECKS, Report, Scope, Survey, UnknownChoice, findings, report, scope_of
from search import UnknownTerm

LONGEST_NAME = 100
"""Characters of a zone or a source that are looked at."""

CheckId = Annotated[
    str,
    Path(
        alias="check",
        description="Id of a check; `GET /quality` lists them.",
        examples=["referral_by_nobody"],
        json_schema_extra={"maxLength": 80},
    ),
]


class QualityParameters(BaseModel):
    """Which records count."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    zone: Annotated[
        str | None,
        Field(
            max_length=LONGEST_NAME,
            description="Id, code or name of an eerstelijnszone; `none` for what is of no zone. Default: all.",
            examples=["regio-aalst"],
        ),
    ] = None
    source: Annotated[
        str | None,
        Field(max_length=LONGEST_NAME, description="Id of a source. Default: all.", examples=["loket"]),
    ] = None
    demo: Annotated[
        Literal["real", "demo", "all"] | None,
        Field(
            description="Real records, made-up ones, or both. Default: real where there are real offers, else made-up.",
            examples=["real"],
        ),
    ] = None


class FindingsParameters(QualityParameters):
    """Which records, and which page of them."""

    after: Annotated[
        str,
        Field(max_length=ID_LENGTH, description="The `next` of the page before.", examples=["loket:ocmw-41002"]),
    ] = ""
    size: Annotated[int, Field(ge=1, le=1000, description="Records on a page.", examples=[100])] = 100


class FoundRecord(BaseModel):
    """A record that a check fires on."""

    id: str
    kind: Kind
    name: str = Field(description="Its name, or that of what it belongs to.")
    demo: bool = Field(description="Whether it is made up.")


class CheckAnswer(BaseModel):
    """The records that a check fires on, in order of id."""

    id: str
    name: str
    meaning: str = Field(description="What is wrong and why it matters, in plain Dutch.")
    total: int
    records: tuple[FoundRecord, ...]
    next: str | None = Field(description="Give it as `after` for the next page; null on the last.")


def quality_routes(context: ApiContext) -> APIRouter:
    """The endpoints of data quality."""
    router = APIRouter(tags=["quality"])

    def survey() -> Survey:
        return context.surveyor.survey(context.clock())

    def quality(request: Request, asked: Annotated[QualityParameters, Query()]) -> Response:
        """Which facts of offers are known, how old they are, and how many records each check fires on.

        The figures are about an hour old at most while the server is used. Hidden records are never counted.
        """
        counted = survey()
        return revalidated(request, report(counted, _scope(context, counted, asked)), ASK_AGAIN)

    def check(request: Request, check_id: CheckId, asked: Annotated[FindingsParameters, Query()]) -> Response:
        """The records that one check fires on, page by page."""
        if check_id not in CHECKS:
            raise HTTPException(404)
        counted = survey()
        found = findings(counted, check_id, _scope(context, counted, asked))
        rest = [one for one in found if one.id > asked.after]
        page = rest[: asked.size]
        records = (FoundRecord(id=one.id, kind=one.kind, name=one.name, demo=one.cell.demo) for one in page)
        told = CheckAnswer(
            id=check_id,
            name=CHECKS[check_id].name,
            meaning=CHECKS[check_id].meaning,
            total=len(found),
            records=tuple(records),
            next=page[-1].id if len(rest) > len(page) else None,
        )
        return revalidated(request, told, ASK_AGAIN)

    told = answers(Report, "The figures.", QUALITY, 422) | not_modified()
    add_get(router, "/quality", quality, operation_id="get_quality", summary="Quality of the data", responses=told)
    told = answers(CheckAnswer, "The records.", QUALITY_CHECK, 404, 422) | not_modified()
    add_get(
        router,
        "/quality/{check}",
        check,
        operation_id="list_broken_records",
        summary="Records that a check fires on",
        responses=told,
    )
    return router


def _scope(context: ApiContext, survey: Survey, asked: QualityParameters) -> Scope:
    try:
        return scope_of(survey, context.gazetteer, zone=asked.zone, source=asked.source, demo=asked.demo)
    except UnknownChoice as unknown:
        raise UnknownTerm(unknown.parameter, unknown.value) from unknown
