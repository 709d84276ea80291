"""The rows and tables that the recipe of the made-up world is written in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from catalogue.base import Language, Line, Part, Prose, Term
from catalogue.facts import Answer
from catalogue.hours import HoursException
from catalogue.where import Nis

Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(gt=0)]
Days = Annotated[tuple[int, int], Field(description="Days from the day of the recipe, first and last.")]
State = Literal["current", "suspended", "ended", "coming"]
Word = Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]+$")]


class Spread(Part):
    """How the offers lie over zones and municipalities."""

    even: Share
    shift: float
    offers_a_round: int
    wide: Share
    gaps: tuple[int, int]
    always: tuple[Term, ...]
    towns: Mapping[Nis, float]
    hosts: Mapping[Literal["region", "province", "everywhere"], Share]


class Unknown(Part):
    """Per fact: the share of the records that do not say it."""

    target_groups: Share
    ages: Share
    access: Share
    modes: Share
    budgets: Share
    languages: Share
    costs: Share
    area: Share
    hours: Share
    waiting: Share
    intake: Share
    complex: Share
    accessibility: Share
    point: Share
    place: Share
    contact: Share


class AlertRow(Part):
    """Something people must know now, or had to know."""

    text: Prose
    until: date | None = None


class Interpretation(Part):
    """What is said about interpreters."""

    share: Share
    text: Prose


class WaitingRow(Part):
    """A waiting time and how long ago it was measured."""

    share: Weight
    value: float
    unit: Literal["days", "weeks", "months", "years"]
    days: Days


class IntakeRow(Part):
    """Whether new people are taken in; `until` only for a stop that ends."""

    share: Weight
    stop: Answer
    until: Days | None = None


class ConfirmedRow(Part):
    """How long ago somebody confirmed a record; without days nobody did."""

    share: Weight
    days: Days | None = None


class Facts(Part):
    """What offers and places say when they say something."""

    main: Share
    complex_yes: Share
    own_hours: Share
    other_hours: Share
    closed_days: Share
    own_email: Share
    own_website: Share
    place_email: Share
    capacity: Share
    capacity_unit: tuple[Line, ...]
    capacity_most: int
    alert: Share
    inactive: Share
    temporarily_closed: Share
    phone_intake: Share
    professional_only: Share
    dated_area: Share
    ending_area: Share
    neighbours: Share
    amounts: tuple[float, ...]
    amount_note: Prose
    reduced: Prose
    income_note: Prose
    phone_step: Line
    phone_note: Line
    condition: Prose
    transport: Prose
    hidden_functions: tuple[Term, ...]
    hidden_places: Share
    alerts: tuple[AlertRow, ...]
    closed: tuple[HoursException, ...]
    languages: Mapping[Language, Share]
    brussels: Mapping[Language, Share]
    interpretation: tuple[Interpretation, ...]
    waiting: tuple[WaitingRow, ...]
    intake: tuple[IntakeRow, ...]
    confirmed: tuple[ConfirmedRow, ...]


class Kind(Part):
    """A type of organisation: how it is called, where there is one, and how much it does."""

    name: Line
    sector: Term | None = None
    funded_by: Literal["flanders", "federal", "local", "private", "other"] | None = None
    coordination: Answer = Answer.UNKNOWN
    each: Literal["municipality", "group", "zone", "province"]
    most: Annotated[int, Field(ge=1)]
    places: Annotated[int, Field(ge=0)] = 1
    branches: bool = False

    @property
    def within(self) -> Literal["municipality", "group", "zone"]:
        """In what one organisation of this type keeps its offers."""
        return "zone" if self.each == "province" else self.each


class PartnerPlan(Part):
    """A type of organisation that takes part; `all` of them in the area, or the first."""

    type: Term
    role: Line
    all: bool = False


class Own(Part):
    """Which offers of the partners name the partnership: of these types, or with this main function."""

    types: tuple[Term, ...] = ()
    functions: tuple[Term, ...] = ()


class PartnershipPlan(Part):
    """A kind of partnership and where there are any; the tuples of variants are used in turn."""

    type: Term
    name: Line
    description: Prose
    each: Literal["group", "region", "province"]
    groups: tuple[int, ...] = (1,)
    share: Share = 1.0
    excepted: tuple[Term, ...] = Field((), alias="except", description="Zones without.")
    partners: tuple[PartnerPlan, ...]
    leads: tuple[Mapping[Term, tuple[Term, ...]], ...]
    functions: tuple[Mapping[Term, Answer], ...]
    own: Own = Own()
    valid_from: tuple[date, ...]
    valid_to: tuple[date, ...] = ()
    onthaal: tuple[Literal["together", "alone", "unknown"], ...] = ("together",)
    alone: Line | None = Field(None, description="What the area of the onthaal says where it is done alone (L12).")
    alone_from: tuple[date, ...] = ()


class Casemanagement(Part):
    """The recognitions; the tuples of variants are used in turn."""

    zones_without: int
    types: tuple[Term, ...]
    more_zones: Share
    languages: tuple[tuple[Language, ...], ...]
    how_to_ask: Prose
    decision: Line
    states: tuple[tuple[State, ...], ...]
    programmes: tuple[tuple[Term, ...], ...]
    room: tuple[Answer, ...]
    periods: Mapping[State, Days]
