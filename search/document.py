"""What an engine keeps of one offer: the projection that the indexer makes and both engines store.

Only public facts: the indexer makes it from `catalogue.OfferView`, from which hidden fields are gone. `None` is "not
known" throughout; an empty tuple is "known to be none".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from catalogue import Answer, OpeningHours

SCHEMA_VERSION = 3
"""Raised whenever this module changes shape; an index of another version is refused and must be rebuilt."""


class Stored(BaseModel):
    """A frozen part of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(Stored):
    """The first thing to use for each way to reach it."""

    phone: str | None = None
    website: str | None = None
    chat: str | None = None


class DocumentSite(Stored):
    """One visible place of the offer; without `lat` and `lon` it has no distance."""

    location: str
    nis: str | None = None
    municipality: str | None = None
    postcode: str | None = None
    zones: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    ask_before_going: bool = False
    hours: OpeningHours | None = None
    accessibility: Mapping[str, Answer] = Field(default_factory=dict)
    contact: Contact = Contact()
    access: str | None = None
    waiting: str | None = None


class Area(Stored):
    """Whom it serves, by municipality (all parts resolved to NIS codes of today); no lists where it is everywhere."""

    everywhere: bool = False
    municipalities: tuple[str, ...] = ()  # wholly or partly
    partly: tuple[str, ...] = ()  # those of them of which it serves only who lives in one of `zones` (Antwerpen)
    perhaps: tuple[str, ...] = ()  # of which it is not known: a radius reaches one of their villages
    zones: tuple[str, ...] = ()  # ids of the eerstelijnszones that lie wholly in it
    touched: tuple[str, ...] = ()  # ids of the eerstelijnszones in which it serves someone
    valid_from: date | None = None
    valid_to: date | None = None


class Document(Stored):
    """One offer."""

    id: str
    organisation: str | None
    organisation_name: str | None
    organisation_names: tuple[str, ...] = ()  # alternate, short, legal names: searched as names, suggested
    organisation_type: str | None = None
    partnership: str | None = None
    partnership_name: str | None = None
    name: Mapping[str, str]
    alternate_names: tuple[str, ...] = ()
    summary: Mapping[str, str] = Field(default_factory=dict)
    description: Mapping[str, str] = Field(default_factory=dict)
    professional: Mapping[str, str] = Field(default_factory=dict)
    keywords: tuple[str, ...] = ()  # own keywords, labels of headings, functions, target groups, organisation type
    themes: tuple[str, ...] = ()  # with the headings above them
    functions: tuple[str, ...] = ()
    sector: str | None = None
    target_groups: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    budgets: tuple[str, ...] | None = None
    modes: tuple[str, ...] | None = None
    access: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    ages_known: bool = False
    free: Answer = Answer.UNKNOWN
    cost: str | None = None  # in words, Dutch
    waiting: str | None = None  # in words, Dutch, with its date
    intake_stop: Answer = Answer.UNKNOWN
    intake_stop_until: date | None = None
    hours: OpeningHours | None = None  # where it has no place: of the offer itself
    contact: Contact = Contact()
    area: Area | None = None
    sites: tuple[DocumentSite, ...] = ()
    line: int | None = None
    helpline: bool = False
    checked_on: date | None = None
    demo: bool = False
