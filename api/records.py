"""`GET /offers/{id}`, `/organisations/{id}`, `/partnerships/{id}`: records as everyone may see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, TypeVar

from fastapi import APIRouter, HTTPException, Path, Request, Response
from pydantic import BaseModel

from api.caching import ASK_AGAIN, revalidated
from api.context import ApiContext
from api.documentation import answers, moved, not_modified
from api.examples import OFFER, ORGANISATION, PARTNERSHIP
from api.routing import add_get, moved_to
from api.shape import OfferAnswer, OrganisationAnswer, PartnershipAnswer
from api.views import offer_answer, organisation_answer, partnership_answer
from catalogue import Offer, Organisation, Partnership, offer_view, public
from catalogue.base import RecordBase
from catalogue.ids import ID_LENGTH, ID_PATTERN
from store import State, Stored

R = TypeVar("R", bound=RecordBase)


def _id_of(what: str, example: str) -> object:
    """A path parameter. It is documented, not checked, so that an id that cannot exist is simply not found."""
    schema = {"pattern": ID_PATTERN, "maxLength": ID_LENGTH}
    return Path(
        alias="id", description=f"Id of {what}; an old id leads on.", examples=[example], json_schema_extra=schema
    )


OfferId = Annotated[str, _id_of("an offer", "loket:hulplijn-1712")]
OrganisationId = Annotated[str, _id_of("an organisation", "loket:1712")]
PartnershipId = Annotated[str, _id_of("a partnership", "demo:huis-van-het-kind-aalst")]


def record_routes(context: ApiContext) -> APIRouter:
    """The endpoints of single records."""
    router = APIRouter(tags=["records"])

    def offer(request: Request, record_id: OfferId) -> Response:
        """An offer with its organisation, partnership and places.

        What a place takes over from the offer, the location or the organisation is marked with who said it.
        """
        stored, _ = _found(context, record_id, Offer)
        bundle = context.store.bundle(stored.id)
        view = offer_view(bundle) if bundle else None
        if view is None:
            raise HTTPException(404)
        return _answer(request, record_id, stored, offer_answer(view, stored.version, context.store))

    def organisation(request: Request, record_id: OrganisationId) -> Response:
        """An organisation with its places and its offers."""
        stored, record = _found(context, record_id, Organisation)
        return _answer(request, record_id, stored, organisation_answer(record, stored.version, context.store))

    def partnership(request: Request, record_id: PartnershipId) -> Response:
        """A partnership with its members, its places and its offers."""
        stored, record = _found(context, record_id, Partnership)
        return _answer(request, record_id, stored, partnership_answer(record, stored.version, context.store))

    _add(router, "/offers/{id}", offer, "offer", OfferAnswer, OFFER)
    _add(router, "/organisations/{id}", organisation, "organisation", OrganisationAnswer, ORGANISATION)
    _add(router, "/partnerships/{id}", partnership, "partnership", PartnershipAnswer, PARTNERSHIP)
    return router


def _found(context: ApiContext, record_id: str, kind: type[R]) -> tuple[Stored, R]:
    """The record behind an id and its public form.

    Raises 404 where there is none of that kind that everyone may see, and only then 410 where it is gone: of what is
    hidden nothing is told, not even that it was there.
    """
    stored = context.store.get(record_id) if re.fullmatch(ID_PATTERN, record_id) else None
    record = public(stored.record) if stored else None
    if stored is None or not isinstance(record, kind):
        raise HTTPException(404)
    if stored.state is State.GONE:
        raise HTTPException(410)
    return stored, record


def _answer(request: Request, asked: str, stored: Stored, body: BaseModel) -> Response:
    if stored.id == asked:
        return revalidated(request, body, ASK_AGAIN)
    return moved_to(request, stored.id, ASK_AGAIN)


def _add(
    router: APIRouter,
    path: str,
    endpoint: Callable[..., Response],
    what: str,
    model: type[BaseModel],
    example: Mapping[str, object],
) -> None:
    responses = answers(model, f"The {what}. What is not there is not known.", example, 404, 410)
    add_get(
        router,
        path,
        endpoint,
        operation_id=f"get_{what}",
        summary=f"One {what}",
        responses=responses | moved("The id is an old one.") | not_modified(),
    )
