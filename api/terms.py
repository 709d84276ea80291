"""`/vocabulary`: the lists of terms that records and filters use."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request, Response
from pydantic import BaseModel, Field

from api.caching import AN_HOUR, revalidated
from api.context import ApiContext
from api.documentation import answers, not_modified
from api.examples import TERMS
from api.routing import add_get

ListName = Annotated[
    str,
    Path(alias="list", description="Name of the list.", examples=["theme"], json_schema_extra={"maxLength": 80}),
]


class TermAnswer(BaseModel):
    """A term. Its id never changes."""

    id: str
    label: dict[str, str] = Field(description="Per language (nl, fr, en); always in Dutch.")
    broader: str | None = Field(description="The term above it in the same list.")


class Terms(BaseModel):
    """The terms of a list, in order."""

    terms: tuple[TermAnswer, ...]


class Lists(BaseModel):
    """The names of all lists."""

    lists: tuple[str, ...]


def term_routes(context: ApiContext) -> APIRouter:
    """The endpoints of the vocabulary."""
    router = APIRouter(tags=["vocabulary"])

    def lists(request: Request) -> Response:
        """The names of the lists of terms."""
        return revalidated(request, Lists(lists=tuple(sorted(context.vocabulary.lists))), AN_HOUR)

    def terms(request: Request, name: ListName) -> Response:
        """The terms of one list."""
        entries = context.vocabulary.lists.get(name)
        if entries is None:
            raise HTTPException(404)
        found = (TermAnswer(id=one.id, label=dict(one.labels), broader=one.broader) for one in entries.values())
        return revalidated(request, Terms(terms=tuple(found)), AN_HOUR)

    told = answers(Lists, "The names.", {"lists": ["access", "mode", "theme"]}) | not_modified()
    add_get(router, "/vocabulary", lists, operation_id="list_vocabularies", summary="All lists", responses=told)
    told = answers(Terms, "The terms.", TERMS, 404) | not_modified()
    add_get(router, "/vocabulary/{list}", terms, operation_id="get_vocabulary", summary="One list", responses=told)
    return router
