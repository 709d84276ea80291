"""`/helplines`: whom one can call or chat with at once, and the places and sites that are listed with them (L4)."""

from __future__ import annotations

from datetime import date, datetime

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.caching import ASK_AGAIN, revalidated
from api.context import ApiContext
from api.documentation import answers, not_modified
from api.routing import add_get
from catalogue import OfferView, OpeningHours, Phone, open_at
from catalogue.helplines import line_source
from catalogue.words import costs_words
from search import NamedId

EXAMPLE = {
    "helplines": [
        {
            "id": "demo:luisterlijn",
            "name": {"nl": "Luisterlijn (voorbeeld)"},
            "summary": {"nl": "Een verzonnen lijn om met iemand te praten."},
            "organisation": {"id": "demo:vereniging", "name": "Vereniging (voorbeeld)"},
            "helpline": True,
            "phones": [{"number": "02 000 00 00"}],
            "chat": "https://voorbeeld.invalid/chat",
            "email": "praten@voorbeeld.invalid",
            "website": "https://voorbeeld.invalid",
            "hours": {"always": True},
            "open_now": True,
            "languages": ["nl"],
            "cost": "gratis",
            "urgent_topics": ["psychische_crisis"],
            "themes": ["luisterlijnen-en-online-hulp"],
            "functions": ["gesprek"],
            "target_groups": ["jongeren"],
            "modes": ["phone", "chat"],
            "source": "voorbeeld",
            "checked_on": "2026-08-01",
        }
    ]
}


class HelplineAnswer(BaseModel):
    """A helpline, or a place or site that is listed with them. Null: not known."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="The offer's.")
    name: dict[str, str] = Field(description="Per language.")
    summary: dict[str, str] | None = Field(description="Per language.")
    organisation: NamedId | None
    helpline: bool = Field(description="Whether one can call or chat at once; false: a place or a site.")
    phones: tuple[Phone, ...] = Field(description="None known: empty.")
    chat: str | None
    email: str | None
    website: str | None
    hours: OpeningHours | None
    open_now: bool | None = Field(description="At the moment of the answer, Belgian time.")
    languages: tuple[str, ...] | None
    cost: str | None = Field(description="In Dutch words.")
    urgent_topics: tuple[str, ...] = Field(description="List urgent_topic: for which it is the right line.")
    themes: tuple[str, ...] = Field(description="List theme.")
    functions: tuple[str, ...] = Field(description="List function.")
    target_groups: tuple[str, ...] | None = Field(description="List target_group.")
    modes: tuple[str, ...] | None = Field(description="List mode.")
    source: str | None = Field(description="Who gave the number, or where there is none the chat.")
    checked_on: date | None = Field(description="The day of which that source says it was so.")


class HelplineList(BaseModel):
    """All of them, in order of id; made-up ones are never among them."""

    helplines: tuple[HelplineAnswer, ...]


def helpline_routes(context: ApiContext) -> APIRouter:
    """The endpoint of the helplines."""
    router = APIRouter(tags=["helplines"])

    def helplines(request: Request) -> Response:
        """The helplines with what is open now, their urgent topics, and how old each number is.

        Made-up records are left out, so that nobody calls one.
        """
        now = context.clock()
        found = tuple(_helpline(view, now) for view in context.helplines.views())
        return revalidated(request, HelplineList(helplines=found), ASK_AGAIN)

    told = answers(HelplineList, "The helplines.", EXAMPLE) | not_modified()
    add_get(router, "/helplines", helplines, operation_id="list_helplines", summary="All helplines", responses=told)
    return router


def _helpline(view: OfferView, now: datetime) -> HelplineAnswer:
    offer, contact, source = view.offer, view.contact, line_source(view)
    return HelplineAnswer(
        id=offer.id,
        name=dict(offer.name),
        summary=dict(offer.summary) if offer.summary else None,
        organisation=NamedId(id=view.organisation.id, name=view.organisation.name) if view.organisation else None,
        helpline=offer.helpline,
        phones=contact.phones.value if contact.phones else (),
        chat=contact.chat.value if contact.chat else None,
        email=contact.email.value if contact.email else None,
        website=contact.website.value if contact.website else None,
        hours=offer.hours,
        open_now=open_at(offer.hours, now).known,
        languages=offer.languages,
        cost=costs_words(offer.costs),
        urgent_topics=offer.urgent_topics,
        themes=offer.themes,
        functions=offer.functions,
        target_groups=offer.target_groups,
        modes=offer.modes,
        source=source.source if source else None,
        checked_on=source.source_date if source else None,
    )
