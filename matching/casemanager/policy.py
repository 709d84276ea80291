"""The settings and texts of casemanagement, from `data/policy/casemanager.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from matching.casemanager.situation import SituationFlag
from matching.reason import Reason

FILE = "casemanager.toml"

Neutrality = Literal["organisation", "location", "person"]
Mode = Literal["startkabel", "procesbegeleiding", "none", "unknown"]
"""Terms of list casemanagement_mode."""

GapCode = Literal[
    "no_framework", "none_in_zone", "none_in_force", "none_for_programme", "none_neutral", "none_with_room"
]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Signal(_Table):
    """A flag that, where it is known to be true, asks for a casemanager in that mode (M3, M4)."""

    flag: SituationFlag
    rule: Literal["M3", "M4"]
    mode: Literal["startkabel", "procesbegeleiding"]
    text: str


class ModeTexts(_Table):
    """What is said where no signal decides, and where one decides without it being known whether there is a team."""

    none: str
    unknown: str
    no_team_unknown: str


class GapTexts(_Table):
    """Why there is nobody, per step; `{zones}` stands for the names of the zones."""

    no_framework: str
    none_in_zone: str
    none_in_force: str
    none_for_programme: str
    none_neutral: str
    none_with_room: str


class Note(_Table):
    """A fact about casemanagement that holds for every request, with its rule."""

    code: str
    text: str

    def reason(self) -> Reason:
        """As a reason."""
        return Reason(self.code, self.text)


class CasemanagerPolicy(_Table):
    """The whole file. `signals` stand in the order of precedence of M5; days are working days (M7)."""

    version: str
    neutrality: Neutrality
    answer_working_days: Annotated[int, Field(ge=1)]
    follow_up_months: Annotated[int, Field(ge=1)]
    nearest_zones: Annotated[int, Field(ge=1)]
    signals: Annotated[tuple[Signal, ...], Field(alias="signal")]
    mode_texts: ModeTexts
    gaps: GapTexts
    notes: Annotated[tuple[Note, ...], Field(alias="note")]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the file of `data/policy`. Raises `OSError`, and `ValueError` for what does not belong in it."""
        return cls.model_validate(tomllib.loads((folder / FILE).read_text("utf-8")))

    def gap(self, code: GapCode, zones: str) -> Reason:
        """The gap in words, for zones with these names."""
        text: str = getattr(self.gaps, code)
        return Reason(code, text.format(zones=zones))
