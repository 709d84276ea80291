"""What an answer of `POST /teams` looks like."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.casemanagers import CasemanagersAnswer
from api.perinatal import PerinatalAnswer
from api.private import ReasonAnswer
from matching.proposal import WhyNotStatus
from search.answer import PlaceUnderstood


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PriceAnswer(_Part):
    """What the best team without this member loses."""

    gap: int = Field(description="Severity that stays open more.")
    points: int = Field(description="Points more; fewer where more stays open.")
    reason: ReasonAnswer


class MemberAnswer(_Part):
    """A member of a team; null: not known, or not an organisation."""

    id: str = Field(description="To pin or veto this member in a next question.")
    kind: Literal["person", "carer", "existing", "provider"]
    organisation: str | None
    location: str | None
    offers: tuple[str, ...]
    name: str
    sector: str | None
    serves: tuple[str, ...] = Field(description="List function.")
    coordinates: bool
    distance_km: float | None
    points: dict[str, int] = Field(description="Per term; together what this member adds to the team.")
    why: tuple[ReasonAnswer, ...]
    unknown: tuple[ReasonAnswer, ...] = Field(description="To ask, by rule.")
    warnings: tuple[ReasonAnswer, ...]
    price_of_leaving_out: PriceAnswer | None = Field(description="Only of new members of the first team.")
    demo: bool


class NearestMissAnswer(_Part):
    """The offer that comes nearest to what stays open."""

    organisation: str
    location: str | None
    offer: str
    name: str
    refused_by: tuple[ReasonAnswer, ...]
    distance_km: float | None
    demo: bool


class TeamGapAnswer(_Part):
    """What nobody in the team serves."""

    function: str = Field(description="List function; `zorgcoordinatie` where nobody can coordinate.")
    lost: dict[str, int] = Field(description="How many offers each rule removed.")
    reason: ReasonAnswer
    nearest_miss: NearestMissAnswer | None


class ProposedTeamAnswer(_Part):
    """A team, best first."""

    members: tuple[MemberAnswer, ...]
    gaps: tuple[TeamGapAnswer, ...]
    points: int


class PayAnswer(_Part):
    """Whether coordinating could be paid. It never changes the rank."""

    status: Literal["no", "would_qualify", "not_yet_payable", "unknown"] = Field(description="List pay_status.")
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]
    payer: Literal["flanders", "federal", "unknown"] = Field(description="List payer.")


class CoordinatorAnswer(_Part):
    """Someone of the first team who could coordinate. The person appoints."""

    member: str
    name: str
    rank: int
    why: tuple[ReasonAnswer, ...]
    pay: PayAnswer


class UnmetPinAnswer(_Part):
    """A choice that cannot be in the team."""

    pin: str
    reason: ReasonAnswer


class WhyNotAnswer(_Part):
    """Why someone that was asked about is not in the first team."""

    asked: str
    name: str | None
    status: WhyNotStatus = Field(
        description="`refused` by a rule; `not_needed`: offers none of the needs; `possible`, at a price; "
        "`unknown`: not on the map."
    )
    reason: ReasonAnswer
    gap: int = Field(description="Severity that the best team with them leaves open more.")
    points: int = Field(description="Points that the best team with them costs more.")
    demo: bool


class WeightRangeAnswer(_Part):
    """How far a weight can go before another of the teams shown stands first; borders included."""

    id: str
    label: str
    points: int = Field(description="Its value in this answer, under the preset.")
    lowest: int
    highest: int | None = Field(description="Null: no border up to 1000.")


class AxisTeamAnswer(_Part):
    """The best team under a preset."""

    preset: str = Field(description="List preset.")
    label: str
    same_as: int | None = Field(description="Number, from 1, of the team above with the same members and tasks.")
    team: ProposedTeamAnswer | None = Field(description="Its points are those under the preset.")


class LeftAnswer(_Part):
    """Someone of the previous team who is not in the first team now."""

    member: str
    name: str | None
    reason: ReasonAnswer
    demo: bool


class ChangedAnswer(_Part):
    """What is different from the previous team: ids of new members."""

    joined: tuple[str, ...]
    stayed: tuple[str, ...]
    left: tuple[LeftAnswer, ...]


class NeutralityAnswer(_Part):
    """What it costs that an organisation stays out of the team to be the casemanager."""

    organisation: str
    gap: int
    points: int
    reason: ReasonAnswer


class TeamsAnswer(_Part):
    """Teams with their reasons. A person decides."""

    rules_version: str
    place: PlaceUnderstood
    teams: tuple[ProposedTeamAnswer, ...]
    proven: int = Field(description="So many teams, from the first on, are proven to be the best that differ.")
    at_least: int | None = Field(description="Points that any better alternative has at least; null: all are proven.")
    coordinators: tuple[CoordinatorAnswer, ...]
    unmet_pins: tuple[UnmetPinAnswer, ...]
    why_not: tuple[WhyNotAnswer, ...] = Field(description="In the order asked.")
    weights: tuple[WeightRangeAnswer, ...] = Field(description="Of the weights on which the teams shown depend.")
    axes: tuple[AxisTeamAnswer, ...] = Field(description="Empty where `axes` was not asked.")
    changed: ChangedAnswer | None = Field(description="Null without `previous_team`.")
    casemanagement: CasemanagersAnswer
    neutrality: NeutralityAnswer | None
    perinatal: PerinatalAnswer | None
    demo: bool = Field(description="Whether anything made up is in it.")
