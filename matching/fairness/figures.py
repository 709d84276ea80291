"""The figures of a fairness report: per group, per pair of values, and of the spread over organisations."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from matching.fairness.concentration import Concentration
from matching.fairness.groups import Dimension
from matching.fairness.intervals import Estimate
from matching.fairness.twins import Property


class Told(BaseModel):
    """A frozen part of the report."""

    model_config = ConfigDict(frozen=True)


class About(Told):
    """What the report is of. The same of all this gives the same report."""

    day: date
    seed: int
    rules_version: str
    offers: int = Field(description="Offers at a place on the map.")


class Figures(Told):
    """What a group was given. Points are of teams that leave no need open: an open need costs no points.

    A figure is null where it rests on too few profiles.
    """

    need_open: Estimate | None = Field(description="Share with a need that stays open.")
    only_coordinator_missing: Estimate | None = Field(description="Share in which only a coordinator is missing.")
    points: Estimate | None = Field(description="Mean points of teams that leave no need open; fewer is better.")
    points_median: Estimate | None = Field(description="Median points of the same teams.")
    members: Estimate | None = Field(description="Mean number of new providers.")
    distance_km: Estimate | None = Field(description="Mean distance to providers where people go, where known.")
    waiting_weeks: Estimate | None = Field(description="Mean waiting time, where known.")


class GroupFigures(Told):
    """One group. `figures` and `concentration` are null where it has too few profiles to tell anything."""

    id: str
    label: str
    profiles: int
    figures: Figures | None
    concentration: Concentration | None


class DimensionFigures(Told):
    """All groups of one way to divide the profiles."""

    id: Dimension
    label: str
    groups: tuple[GroupFigures, ...]


class PairedFigures(Told):
    """The same profiles with another value of one property, compared with the reference value.

    `worse`, `better`, `equal` count pairs by what stays open, then by points: exact for these profiles. `other_team`
    counts those with other organisations. All but the counts is null where there are too few pairs.
    """

    property: Property
    reference: str
    value: str
    label: str
    reference_label: str
    pairs: int
    worse: int
    equal: int
    better: int
    other_team: int
    need_open: Estimate | None = Field(description="Difference in the share with a need that stays open.")
    points: Estimate | None = Field(description="Mean difference in points of pairs with the same needs open.")


class FairnessReport(Told):
    """The whole report. `made_up`: share 0..1 of the proposed providers that is of made-up records."""

    about: About
    fewest: int = Field(description="Groups of fewer profiles are not told.")
    made_up: float | None
    all: GroupFigures
    paired: tuple[PairedFigures, ...]
    dimensions: tuple[DimensionFigures, ...]
