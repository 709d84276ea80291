"""How an error is told to a program: problem details (RFC 9457), with one table from error to status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.reasons import FieldReason, field_reasons
from search import (
    BadCursor,
    EngineUnavailable,
    Hit,
    PlaceNeeded,
    SearchError,
    StaleCursor,
    UnknownPlace,
    UnknownTerm,
    UrgentTopic,
)
from store import RecordNotFound, StoreBusy, StoreNotReady, StoreUnavailable, VersionConflict
from store.addresses import AddressesError, NoAddressFile

PROBLEM_JSON = "application/problem+json"
TYPES_AT = "/problems/"


class Helpline(BaseModel):
    """Someone to call at once, whatever does not work here."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    phone: str | None = None
    website: str | None = None


class Problem(BaseModel):
    """What went wrong and what to do about it, as RFC 9457 has it; the texts are plain Dutch."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "example": {
                "type": "/problems/invalid-request",
                "title": "De vraag klopt niet",
                "status": 422,
                "detail": "Kijk de genoemde velden na en stel de vraag opnieuw.",
                "instance": "/api/v1/search",
                "errors": [{"field": "size", "reason": "moet 50 of minder zijn"}],
            }
        },
    )

    type: str = Field(description="Address of the kind of problem, relative to this server; the list is /problems.")
    title: str = Field(description="The kind of problem; always the same for a type.")
    status: int = Field(ge=400, le=599, description="The HTTP status.")
    detail: str = Field(description="What to do now.")
    instance: str | None = Field(None, description="The path that was asked for.")
    errors: tuple[FieldReason, ...] | None = Field(None, description="What is wrong with which field.")
    helplines: tuple[Helpline, ...] | None = Field(
        None,
        description="Where search does not work: the general helplines, for a person who cannot wait, and the onthaal "
        "of the OCMW of the place that is asked for.",
    )
    urgent: tuple[Hit, ...] | None = Field(
        None, description="Where search does not work and the question cannot wait: whom to call now, as in an answer."
    )
    urgent_topics: tuple[UrgentTopic, ...] | None = Field(None, description="What cannot wait, and what to do now.")
    headers: Mapping[str, str] = Field(default_factory=dict, exclude=True)


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem. `name` is the last part of its address and never changes."""

    name: str
    status: int
    title: str
    detail: str

    def problem(self) -> Problem:
        """A problem of this kind of which nothing more is known."""
        return Problem(type=TYPES_AT + self.name, title=self.title, status=self.status, detail=self.detail)


BAD_REQUEST = ProblemType(
    "bad-request", 400, "De vraag is niet leesbaar", "Kijk na of uw programma de vraag in de juiste vorm stuurt."
)
BAD_CURSOR = ProblemType("bad-cursor", 400, "De vervolgpagina klopt niet", BadCursor().message)
NOT_FOUND = ProblemType(
    "not-found", 404, "Niet gevonden", "Op dit adres staat niets. Kijk het adres na, of zoek opnieuw."
)
NO_ADDRESSES = ProblemType(
    "no-addresses",
    404,
    "Geen adressen",
    "Hier is geen adressenbestand geladen. Vraag naar een postcode of een gemeente: /api/v1/places.",
)
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed", 405, "Dat kan hier niet", "Dit adres kent deze methode niet. Zie de documentatie."
)
CONFLICT = ProblemType(
    "conflict",
    409,
    "Intussen gewijzigd",
    "Iemand anders heeft dit intussen gewijzigd. Haal het opnieuw op en probeer het nog eens.",
)
GONE = ProblemType("gone", 410, "Bestaat niet meer", "Dit stond hier vroeger, maar bestaat niet meer. Zoek opnieuw.")
STALE_CURSOR = ProblemType("stale-cursor", 410, "De vervolgpagina is verlopen", StaleCursor().message)
TOO_LARGE = ProblemType("too-large", 413, "De vraag is te groot", "Stuur een kortere vraag.")
UNSUPPORTED = ProblemType(
    "unsupported-media-type", 415, "De vorm van de vraag is niet bekend", "Stuur de vraag als JSON."
)
INVALID_REQUEST = ProblemType(
    "invalid-request", 422, "De vraag klopt niet", "Kijk de genoemde velden na en stel de vraag opnieuw."
)
UNKNOWN_PLACE = ProblemType(
    "unknown-place", 422, "Onbekende plaats", "Wij kennen deze plaats niet. Vul een gemeente of een postcode in."
)
PLACE_NEEDED = ProblemType("place-needed", 422, "Plaats nodig", PlaceNeeded().message)
UNKNOWN_TERM = ProblemType(
    "unknown-term", 422, "Onbekende keuze", "Wij kennen deze keuze niet. De lijsten staan onder /api/v1/vocabulary."
)
TOO_MANY_REQUESTS = ProblemType(
    "too-many-requests", 429, "Te veel vragen", "U stelt te veel vragen na elkaar. Wacht even en probeer het opnieuw."
)
INTERNAL = ProblemType(
    "internal", 500, "Er ging iets mis", "Dat ligt aan ons. Probeer het straks opnieuw, of meld het aan de beheerder."
)
SEARCH_UNAVAILABLE = ProblemType("search-unavailable", 503, "Zoeken lukt nu niet", EngineUnavailable().message)
UNAVAILABLE = ProblemType(
    "unavailable", 503, "De dienst is er nu niet", "Dit lukt nu even niet. Probeer het straks opnieuw."
)

PROBLEM_TYPES = (
    BAD_REQUEST,
    BAD_CURSOR,
    NOT_FOUND,
    NO_ADDRESSES,
    METHOD_NOT_ALLOWED,
    CONFLICT,
    GONE,
    STALE_CURSOR,
    TOO_LARGE,
    UNSUPPORTED,
    INVALID_REQUEST,
    UNKNOWN_PLACE,
    PLACE_NEEDED,
    UNKNOWN_TERM,
    TOO_MANY_REQUESTS,
    INTERNAL,
    SEARCH_UNAVAILABLE,
    UNAVAILABLE,
)


class ToldNotFound(HTTPException):
    """Not there, and what can be done about it; `hint` is plain Dutch, for it is told."""

    def __init__(self, hint: str) -> None:
        super().__init__(404, hint)


OF_ERROR: Mapping[type[Exception], ProblemType] = MappingProxyType(
    {
        UnknownPlace: UNKNOWN_PLACE,
        PlaceNeeded: PLACE_NEEDED,
        UnknownTerm: UNKNOWN_TERM,
        BadCursor: BAD_CURSOR,
        StaleCursor: STALE_CURSOR,
        EngineUnavailable: SEARCH_UNAVAILABLE,
        SearchError: BAD_REQUEST,
        RecordNotFound: NOT_FOUND,
        NoAddressFile: NO_ADDRESSES,
        AddressesError: UNAVAILABLE,
        VersionConflict: CONFLICT,
        StoreBusy: UNAVAILABLE,
        StoreNotReady: UNAVAILABLE,
        StoreUnavailable: UNAVAILABLE,
        RequestValidationError: INVALID_REQUEST,
    }
)
"""The table: the row of the error's own class, else of the nearest class above it, else `INTERNAL`."""

OF_STATUS: Mapping[int, ProblemType] = MappingProxyType(
    {
        row.status: row
        for row in (
            BAD_REQUEST,
            NOT_FOUND,
            METHOD_NOT_ALLOWED,
            CONFLICT,
            GONE,
            TOO_LARGE,
            UNSUPPORTED,
            INVALID_REQUEST,
            TOO_MANY_REQUESTS,
            INTERNAL,
            UNAVAILABLE,
        )
    }
)
"""For an error that is only an HTTP status."""


def problem_of(error: Exception) -> Problem:
    """What to tell of an error. Of one that is in no table nothing is told but that it is our fault."""
    if isinstance(error, HTTPException):
        return _of_http(error)
    row = next((OF_ERROR[cls] for cls in type(error).__mro__ if cls in OF_ERROR), INTERNAL)
    return row.problem().model_copy(update=_particulars(error))


def problem_response(problem: Problem, request: Request) -> Response:
    """The answer that carries a problem. The query string is left out of `instance`: it can be personal."""
    told = problem.model_copy(update={"instance": quote(request.url.path, safe="/:", errors="replace")})
    return Response(
        told.model_dump_json(exclude_none=True),
        status_code=problem.status,
        headers={"Cache-Control": "no-store", **problem.headers},
        media_type=PROBLEM_JSON,
    )


def _of_http(error: HTTPException) -> Problem:
    """The detail of such an error is English and for developers, unless it is a hint. The headers are kept."""
    row = OF_STATUS.get(error.status_code) or (BAD_REQUEST if error.status_code < 500 else INTERNAL)
    told = {"detail": error.detail} if isinstance(error, ToldNotFound) else {}
    return row.problem().model_copy(update={"status": error.status_code, "headers": dict(error.headers or {}), **told})


def _particulars(error: Exception) -> dict[str, object]:
    """What this error says beyond its kind. An engine's own message is for the operator and stays inside."""
    match error:
        case UnknownPlace() | PlaceNeeded():
            return {"detail": error.message, "errors": (FieldReason(field="place", reason=error.message),)}
        case UnknownTerm():
            return {"detail": error.message, "errors": (FieldReason(field=error.parameter, reason=error.message),)}
        case EngineUnavailable():
            return {}
        case SearchError():
            return {"detail": error.message}
        case RequestValidationError():
            return {"errors": field_reasons(error)}
    return {}
