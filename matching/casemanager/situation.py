"""What is going on: the flags that may ask for a casemanager, each of which may be unknown (M3, M4)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from catalogue import Answer

SituationFlag = Literal["no_care", "no_team", "nobody_can_start", "goals_not_met", "improvement_asked"]
"""Terms of list situation_flag."""


def _flag(meaning: str) -> object:
    return Field(description=f"{meaning} Absent: unknown.", examples=["yes"])


class SituationFlags(BaseModel):
    """The flags of list situation_flag. Nothing of this is ever kept (D1)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    no_care: Annotated[Answer, _flag("The person does not get the care that the needs call for.")] = Answer.UNKNOWN
    no_team: Annotated[Answer, _flag("There is no team.")] = Answer.UNKNOWN
    nobody_can_start: Annotated[Answer, _flag("No provider can start, it is too complex.")] = Answer.UNKNOWN
    goals_not_met: Annotated[Answer, _flag("The team does not reach its goals.")] = Answer.UNKNOWN
    improvement_asked: Annotated[Answer, _flag("Someone says that working together must improve.")] = Answer.UNKNOWN

    def settled(self, team_exists: Answer) -> SituationFlags:
        """The same with `no_team` as `team_exists` says it, where that is known: it wins (M5)."""
        if team_exists is Answer.UNKNOWN:
            return self
        return self.model_copy(update={"no_team": team_exists.inverse})

    def answer(self, flag: SituationFlag) -> Answer:
        """What is known of one flag."""
        found: Answer = getattr(self, flag)
        return found

    def contradictions(self) -> tuple[SituationFlag, ...]:
        """Flags that cannot be true together with the others: a team that is not there has no goals to miss."""
        if self.no_team is Answer.YES and self.goals_not_met is Answer.YES:
            return ("goals_not_met",)
        return ()
