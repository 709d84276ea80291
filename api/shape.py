"""The shape of a record as the API gives it: its public fields, and what belongs to it by name.

What is not there is not known. Fields that name another record carry its name; whoever is hidden is not named.
"""

from __future__ import annotations

from datetime import date
from types import GenericAlias
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model

from catalogue import (
    Answer,
    Kind,
    Location,
    Offer,
    OfferAtLocation,
    OpeningHours,
    Organisation,
    Partnership,
    Phone,
    ServiceArea,
)
from catalogue.base import RecordBase
from catalogue.records import Waiting
from search import NamedId

T = TypeVar("T")

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class Marked(BaseModel, Generic[T]):
    """A value and the kind of record that said it; `inherited` where that is not the record itself."""

    model_config = _FROZEN

    value: T
    inherited: bool
    said_by: Kind


class MarkedText(Marked[str]):
    """A marked text: an e-mail address, a website, a term."""


class MarkedPhones(Marked[tuple[Phone, ...]]):
    """Marked telephone numbers."""


class MarkedHours(Marked[OpeningHours]):
    """Marked opening hours."""


class MarkedWaiting(Marked[Waiting]):
    """A marked waiting time."""


class MarkedAnswer(Marked[Answer]):
    """A marked yes or no."""


class MarkedArea(Marked[ServiceArea]):
    """A marked service area."""


class ContactAnswer(BaseModel):
    """How to reach it; null: not known."""

    model_config = _FROZEN

    phones: MarkedPhones | None
    email: MarkedText | None
    website: MarkedText | None
    chat: MarkedText | None


class OfferName(NamedId):
    """An offer, by name."""

    demo: bool = Field(description="Made up.")


class PartnerAnswer(BaseModel):
    """A member of a partnership; `organisation` is null where the map does not have it."""

    model_config = _FROZEN

    organisation: NamedId | None
    name: str
    role: str | None = None
    leads: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


def _answer_type(
    name: str, record_type: type[RecordBase], meaning: str, *, without: tuple[str, ...] = (), **own: Any
) -> type[BaseModel]:
    """The fields of a record type as that type describes them, those in `own` instead or besides, less `without`.

    `visibility` is left out: that something is hidden says something too.
    """
    left_out = {"kind", "visibility", *without, *own}
    fields: dict[str, Any] = {
        "kind": (record_type.model_fields["kind"].annotation, Field(description="The kind of record.")),
        **{field: (info.annotation, info) for field, info in record_type.model_fields.items() if field not in left_out},
        "demo": (bool, Field(description="Made up, whole or in part.")),
    }
    return create_model(name, __config__=_FROZEN, __doc__=meaning, **fields, **own)


def _many(answer_type: type[BaseModel]) -> GenericAlias:
    return GenericAlias(tuple, (answer_type, ...))


_VERSION = (int, Field(ge=1, description="Grows by one with every change of the record."))
_NAMED = (NamedId | None, Field(description="Null: not known."))
_CONTACT = (ContactAnswer, Field(description="How to reach it, with what it takes over from others."))

LocationAnswer = _answer_type(
    "LocationAnswer", Location, "A place where people can come, or write to.", organisation=_NAMED
)

SiteAnswer = _answer_type(
    "SiteAnswer",
    OfferAtLocation,
    "An offer at one of its places; what it does not say itself it takes over, and that is marked.",
    without=("offer", "phones", "email", "website", "chat"),
    location=(LocationAnswer, Field(description="The place.")),
    contact=_CONTACT,
    hours=(MarkedHours | None, Field(description="Null: not known.")),
    access=(MarkedText | None, Field(description="List access. Null: not known.")),
    waiting=(MarkedWaiting | None, Field(description="Null: not known.")),
    intake_stop=(MarkedAnswer | None, Field(description="Whether no one new is taken in. Null: not known.")),
    intake_stop_until=(date | None, Field(description="The last day of that stop.")),
    area=(MarkedArea | None, Field(description="Where the people live whom it serves. Null: not known.")),
)

OfferAnswer = _answer_type(
    "OfferAnswer",
    Offer,
    "A help, service or activity, with who offers it and where.",
    organisation=_NAMED,
    partnership=_NAMED,
    version=_VERSION,
    contact=_CONTACT,
    locations=(_many(SiteAnswer), Field(description="Its places; none where it has no place of its own.")),
)

OrganisationAnswer = _answer_type(
    "OrganisationAnswer",
    Organisation,
    "Who helps, with its places and offers.",
    parent=_NAMED,
    version=_VERSION,
    locations=(_many(LocationAnswer), Field(description="Its places, in order of id.")),
    offers=(tuple[OfferName, ...], Field(description="Its offers, in order of id.")),
)

PartnershipAnswer = _answer_type(
    "PartnershipAnswer",
    Partnership,
    "Organisations that work together under one name, with the offers of that name.",
    partners=(tuple[PartnerAnswer, ...], Field(description="Its members.")),
    locations=(_many(LocationAnswer), Field(description="Its places.")),
    version=_VERSION,
    offers=(tuple[OfferName, ...], Field(description="Its offers, in order of id.")),
)
