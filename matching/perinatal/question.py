"""What is asked of the perinatal programme. Nothing of it is ever kept (D1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StringConstraints

from catalogue import Answer
from matching.day_asked import IsoDate
from matching.fault import Fault

MOST_WEEKS = 45
"""Weeks of pregnancy that can be meant; it is brought on well before."""


Place = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True, pattern=r"^[^\x00]+$")]


def _about(meaning: str) -> object:
    return Field(description=f"{meaning} Absent: unknown.", examples=["yes"])


class Indicators(BaseModel):
    """The eight indicators of P1 (list perinatal_indicator)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    financial: Annotated[Answer, _about("Financial problems.")] = Answer.UNKNOWN
    mental_health: Annotated[Answer, _about("Mental health problems.")] = Answer.UNKNOWN
    housing: Annotated[Answer, _about("Housing problems.")] = Answer.UNKNOWN
    social_support: Annotated[Answer, _about("Lack of social support.")] = Answer.UNKNOWN
    substance_use: Annotated[Answer, _about("Substance use.")] = Answer.UNKNOWN
    communication: Annotated[Answer, _about("Communication barriers.")] = Answer.UNKNOWN
    violence: Annotated[Answer, _about("Victim of violence.")] = Answer.UNKNOWN
    residence: Annotated[Answer, _about("No legal residence.")] = Answer.UNKNOWN

    def answers(self) -> tuple[tuple[str, Answer], ...]:
        """Every indicator with its answer."""
        return tuple((name, getattr(self, name)) for name in type(self).model_fields)


class PerinatalQuestion(BaseModel):
    """A pregnancy or a young child, as far as the programme asks."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    today: Annotated[
        IsoDate | None,
        Field(description="The day of the question; default: today in Belgium.", examples=["2026-11-23"]),
    ] = None
    place: Annotated[
        Place | None,
        Field(
            description="Where they live: postcode, place name or `lat,lon`; without it nothing is looked for nearby. "
            "In a profile for a team its own place counts.",
            examples=["9300 Aalst"],
        ),
    ] = None
    weeks: Annotated[
        StrictInt | None, Field(ge=0, le=MOST_WEEKS, description="Completed weeks of pregnancy.", examples=[20])
    ] = None
    child_birth_date: Annotated[
        IsoDate | None, Field(description="Of the child; not together with `weeks`.", examples=["2026-11-16"])
    ] = None
    indicators: Annotated[
        Indicators, Field(description="The eight indicators.", examples=[{"financial": "yes", "violence": "no"}])
    ] = Indicators()
    screened: Annotated[Answer, _about("Whether the psychosocial screening was done.")] = Answer.UNKNOWN
    clinical_follow_up: Annotated[Answer, _about("Whether the pregnancy is in clinical follow-up.")] = Answer.UNKNOWN

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What cannot be answered on that day; none where it can."""
        return tuple(self._faults(today))

    def _faults(self, today: date) -> Iterator[Fault]:
        if (self.weeks is None) == (self.child_birth_date is None):
            for field in ("weeks", "child_birth_date"):
                yield Fault(field, "geef de weken zwangerschap of de geboortedatum van het kind, een van beide")
        elif self.child_birth_date is not None and self.child_birth_date > today:
            yield Fault("child_birth_date", "ligt in de toekomst")
