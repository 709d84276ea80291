"""The six kinds of record that the map knows: the contract of every room.

`None` means "not known" wherever a field allows it; an empty tuple means "known to be none". Terms are ids of the
lists in `data/vocabulary` (checked by `catalogue.vocabulary`, not by the type).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, PlainSerializer, model_validator

from catalogue.base import Language, Line, Part, Prose, RecordBase, Term, Text
from catalogue.contact import Contactable
from catalogue.facts import Answer
from catalogue.hours import OpeningHours
from catalogue.ids import RecordId
from catalogue.where import Address, AgreedArea, Coordinates, ServiceArea
from geo import holds

Status = Literal["active", "inactive", "defunct", "temporarily_closed"]
FactTable = Annotated[Mapping[Term, Answer], PlainSerializer(dict)]


class Organisation(Contactable):
    """Who helps: an OCMW, a CAW, a practice, an association."""

    kind: Literal["organisation"] = "organisation"
    name: Line
    alternate_names: tuple[Line, ...] = ()
    short_names: tuple[Line, ...] = Field((), description="Letter words and everyday names: OCMW, CAW.")
    legal_name: Line | None = None
    description: Text | None = None
    type: Term | None = Field(None, description="List organisation_type.")
    sector: Term | None = Field(None, description="List sector.")
    parent: RecordId | None = None
    status: Status = "active"
    funded_by: Literal["flanders", "federal", "local", "private", "other"] | None = Field(
        None, description="Who funds it; decides who would pay for coordination (C6)."
    )
    coordination_in_assignment: Answer = Field(
        Answer.UNKNOWN, description="Whether coordinating care is already in its assignment (C5)."
    )


class Location(Contactable):
    """A place of an organisation where people can come, or write to."""

    kind: Literal["location"] = "location"
    organisation: RecordId
    name: Line | None = None
    type: Literal["physical", "postal", "virtual"] = "physical"
    address: Address | None = None
    point: Coordinates | None = None
    legal_seat_only: Answer = Field(
        Answer.UNKNOWN, description="Whether this is only the legal seat, where no one may be received."
    )
    transport: Text | None = Field(None, description="How to get there.")
    accessibility: FactTable = Field(default_factory=dict, description="List accessibility; absent is unknown.")
    hours: OpeningHours | None = None

    @property
    def ask_before_going(self) -> bool:
        """Whether this is a legal seat (role `seat`) of which nobody said that people are received there."""
        if self.legal_seat_only is not Answer.UNKNOWN:
            return self.legal_seat_only is Answer.YES
        return any((one.scheme, one.value) == ("role", "seat") for one in self.identifiers)


class Condition(Part):
    """A condition for help that has no field of its own, in words."""

    text: Text
    source: Line | None = None


class Step(Part):
    """One thing to do to get the help, in order."""

    text: Text
    by: Literal["person", "referrer", "provider", "instance"] | None = None


class Cost(Part):
    """What it costs. `free` true leaves the amount out; everything may be unknown."""

    free: Answer = Answer.UNKNOWN
    amount: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "EUR"
    unit: Line | None = Field(None, description='Per what: "per gesprek", "per uur".')
    reduced: Text | None = Field(None, description="The reduced tariff and for whom.")
    note: Text | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.free is Answer.YES and self.amount:
            raise ValueError("an offer that is free has no amount")
        return self


class Waiting(Part):
    """How long people wait, as measured on a day by a source."""

    value: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    unit: Literal["days", "weeks", "months", "years"] | None = None
    note: Text | None = None
    measured_on: date | None = None
    source: Line | None = None


class Capacity(Part):
    """Room for people: places, beds, hours."""

    unit: Line
    available: Annotated[int, Field(ge=0)] | None = None
    maximum: Annotated[int, Field(ge=0)] | None = None
    updated: date | None = None


class Ages(Part):
    """For whom, in whole years, both borders included; an absent border is open ended."""

    minimum: Annotated[int, Field(ge=0, le=150)] | None = None
    maximum: Annotated[int, Field(ge=0, le=150)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.minimum is not None and self.maximum is not None and self.maximum < self.minimum:
            raise ValueError("the highest age lies below the lowest")
        return self


class Alert(Part):
    """Something people must know now."""

    text: Text
    until: date | None = None


class SectorTerm(Part):
    """A word as this offer's sector uses it (L8): the same word may mean something else next door."""

    term: Line
    meaning: Text | None = None


class Offer(Contactable):
    """A help, service or activity: what people search for."""

    kind: Literal["offer"] = "offer"
    organisation: RecordId
    partnership: RecordId | None = None
    name: Text
    alternate_names: tuple[Line, ...] = ()
    description: Text | None = Field(None, description="For citizens, in plain words.")
    summary: Text | None = Field(None, description="One sentence; else the first words of the description.")
    professional: Text | None = Field(None, description="For professionals; public and searchable.")
    themes: tuple[Term, ...] = Field((), description="Headings (list theme).")
    functions: tuple[Term, ...] = Field((), description="What it does (list function).")
    keywords: tuple[Line, ...] = ()
    sector: Term | None = None
    target_groups: tuple[Term, ...] | None = None
    ages: Ages | None = None
    conditions: tuple[Condition, ...] | None = None
    budgets: tuple[Term, ...] | None = None
    access: Term | None = Field(None, description="direct, appointment, referral, decision or unknown.")
    referral_by: tuple[Line, ...] | None = None
    decision_by: Line | None = None
    steps: tuple[Step, ...] = ()
    required_documents: tuple[Text, ...] | None = None
    costs: tuple[Cost, ...] | None = None
    languages: tuple[Language, ...] | None = None
    interpretation: Text | None = None
    modes: tuple[Term, ...] | None = None
    area: ServiceArea | None = None
    hours: OpeningHours | None = None
    waiting: Waiting | None = None
    intake_stop: Answer = Answer.UNKNOWN
    intake_stop_until: date | None = Field(None, description="The last day of the stop.")
    capacity: Capacity | None = None
    line: Literal[0, 1, 2, 3] | None = Field(None, description="Care-ladder line (L9).")
    complex_needs: Answer = Field(Answer.UNKNOWN, description="Whether it takes complex needs (L7).")
    alert: Alert | None = None
    status: Status = "active"
    competent_authority: Line | None = None
    executing_authority: Line | None = None
    sector_terms: tuple[SectorTerm, ...] = ()
    helpline: bool = Field(False, description="A helpline or chat that anyone may use at once (L4).")
    urgent_topics: tuple[Term, ...] = Field((), description="Urgent topics for which this is the right line.")

    def takes_people_in(self, today: date) -> Answer:
        """Whether new people are taken in on that day; a stop holds up to and including its last day."""
        if self.intake_stop is Answer.YES and self.intake_stop_until is not None and today > self.intake_stop_until:
            return Answer.YES
        return {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN}[self.intake_stop]


class OfferAtLocation(Contactable):
    """An offer at one location. What it does not say it inherits (see `catalogue.view`)."""

    kind: Literal["offer_at_location"] = "offer_at_location"
    offer: RecordId
    location: RecordId
    description: Text | None = None
    hours: OpeningHours | None = None
    access: Term | None = None
    waiting: Waiting | None = None
    intake_stop: Answer = Answer.UNKNOWN
    intake_stop_until: date | None = None
    area: ServiceArea | None = None


class Partner(Part):
    """A member of a partnership and what it does there."""

    organisation: RecordId | None = None
    name: Line
    role: Line | None = None
    leads: tuple[Term, ...] = Field((), description="Functions for which it takes the lead (L12).")
    valid_from: date | None = None
    valid_to: date | None = None


class Partnership(Contactable):
    """Organisations that work together under one name: GBO, Huis van het Kind, a network (L13)."""

    kind: Literal["partnership"] = "partnership"
    name: Line
    alternate_names: tuple[Line, ...] = ()
    type: Term | None = Field(None, description="List partnership_type.")
    description: Text | None = None
    partners: tuple[Partner, ...] = ()
    area: AgreedArea | None = None
    locations: tuple[RecordId, ...] = ()
    functions: FactTable = Field(default_factory=dict, description="Present, absent or unknown (H1, H2).")
    status: Status = "active"
    valid_from: date | None = None
    valid_to: date | None = None


class Recognition(RecordBase):
    """A dated recognition (erkenning) of an organisation for a task in some zones (M0-M11)."""

    kind: Literal["recognition"] = "recognition"
    organisation: RecordId
    recognised_for: Term = Field(description="List recognition_kind.")
    authority: Line
    decision: Line | None = Field(None, description="Reference of the decision.")
    zones: tuple[Term, ...] = ()
    programmes: tuple[Term, ...] | None = None
    valid_from: date
    valid_until: date | None = None
    suspended: Answer = Answer.UNKNOWN
    how_to_ask: Prose | None = None
    languages: tuple[Language, ...] | None = None
    room: Answer = Answer.UNKNOWN

    def holds_on(self, day: date) -> bool:
        """Whether the recognition is in force on that day and not known to be suspended."""
        if self.suspended is Answer.YES:
            return False
        return holds(self.valid_from, self.valid_until, day)


Record = Annotated[
    Organisation | Location | Offer | OfferAtLocation | Partnership | Recognition, Field(discriminator="kind")
]
Kind = Literal["organisation", "location", "offer", "offer_at_location", "partnership", "recognition"]

RECORD_TYPES: Mapping[Kind, type[RecordBase]] = {
    "organisation": Organisation,
    "location": Location,
    "offer": Offer,
    "offer_at_location": OfferAtLocation,
    "partnership": Partnership,
    "recognition": Recognition,
}

REFERENCES: Mapping[Kind, tuple[str, ...]] = {
    "organisation": ("parent",),
    "location": ("organisation",),
    "offer": ("organisation", "partnership"),
    "offer_at_location": ("offer", "location"),
    "partnership": ("locations", "partners"),
    "recognition": ("organisation",),
}
"""Fields that name other records, per kind."""
