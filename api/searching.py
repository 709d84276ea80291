"""`/search` and `/suggest`: a question and its answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.caching import NOT_KEPT
from api.context import ApiContext
from api.documentation import answers
from api.examples import SEARCH, SUGGEST
from api.helplines import human_help, lines_without_search, urgent_help, without_engine
from api.problems import Helpline
from api.routing import add_get
from search import EngineUnavailable, SearchAnswer, SearchRequest, SearchWithArea, Suggestion

ANSWERED = "The answer; nothing found is an answer too."


class HelpedAnswer(SearchAnswer):
    """The answer to a search, and who can help where it found nothing that fits."""

    help: tuple[Helpline, ...] = Field(
        (),
        description="People to ask, where nothing fits all that was asked: the onthaal of the OCMW of the place, and "
        "the line for any question.",
    )


class SuggestParameters(BaseModel):
    """What someone has typed so far, and where."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    q: Annotated[str, Field(max_length=500, description="What was typed so far.", examples=["onth"])] = ""
    place: Annotated[
        str | None,
        Field(
            max_length=200,
            description="Postcode, place name or `lat,lon`; what is there comes first.",
            examples=["Aalst"],
        ),
    ] = None


class Suggestions(BaseModel):
    """Completions, best first."""

    suggestions: tuple[Suggestion, ...]


def search_routes(context: ApiContext) -> APIRouter:
    """The endpoints that answer questions. What follows from someone's words is kept by no cache."""
    router = APIRouter(tags=["search"])

    def answered(asked: SearchRequest, request: Request, response: Response) -> HelpedAnswer | Response:
        response.headers["Cache-Control"] = NOT_KEPT
        try:
            answer = context.searcher.search(asked, context.clock())
        except EngineUnavailable as error:
            lines = lines_without_search(context, asked)
            return without_engine(error, request, helplines=lines, **urgent_help(context, asked))
        nothing = bool(answer.widened) or not answer.total
        return HelpedAnswer(
            **dict(answer), help=human_help(context.helplines, context.store, answer) if nothing else ()
        )

    def search_get(
        asked: Annotated[SearchRequest, Query()], request: Request, response: Response
    ) -> HelpedAnswer | Response:
        """Offers of help for a question in everyday words.

        Parameters are joined by AND, the values of one parameter by OR. Without any, everything is browsed. Who does
        not want the question in an address or a log asks by POST.
        Where nothing fits, less is asked, one thing after another: `widened` tells what, `why` of each result what it
        does not fit, and `help` who can be asked instead. `exact` leaves the answer empty.
        """
        return answered(asked, request, response)

    def search_post(asked: SearchWithArea, request: Request, response: Response) -> HelpedAnswer | Response:
        """The same with the same names as JSON, so that the question stands in no address; `area` besides."""
        return answered(asked, request, response)

    def suggest(asked: Annotated[SuggestParameters, Query()], response: Response) -> Suggestions:
        """What goes on as typed: functions and themes, also by everyday words; names, places, abbreviations.

        What cannot wait in the text goes first. Addresses are never suggested.
        """
        response.headers["Cache-Control"] = NOT_KEPT
        return Suggestions(suggestions=context.searcher.suggest(asked.q, asked.place, context.clock()))

    told = answers(HelpedAnswer, ANSWERED, SEARCH, 400, 410, 422, 503)
    add_get(router, "/search", search_get, operation_id="search", summary="Search", responses=told)
    router.add_api_route(
        "/search",
        search_post,
        methods=["POST"],
        operation_id="search_privately",
        summary="Search, with the question in the body",
        response_model=HelpedAnswer,
        responses=told | answers(HelpedAnswer, ANSWERED, SEARCH, 400, 410, 413, 422, 503),
    )
    told = answers(Suggestions, "Completions, at most eight.", SUGGEST, 422, 503)
    add_get(router, "/suggest", suggest, operation_id="suggest", summary="Complete what is typed", responses=told)
    return router
