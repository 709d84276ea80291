"""The tables of the perinatal programme, from `data/policy/perinatal.toml` (P1-P8)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from catalogue import Vocabulary
from matching.perinatal.nearness import Nearness
from matching.reason import Reason

FILE = "perinatal.toml"

ScenarioId = Literal["0", "A", "B"]
PeriodId = Literal["prenatal", "postnatal", "young_child"]
ConditionId = Literal["always", "not_reached", "not_screened", "vulnerable", "on_indication"]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Extension(_Table):
    """A decision that keeps the programme on up to and including a day (P8)."""

    until: date
    decided_on: date
    source: str


class Programme(_Table):
    """How long the programme runs; `ended` is said after it, with `{day}` for the last day."""

    ends_on: date
    ended: str
    extensions: Annotated[tuple[Extension, ...], Field(alias="extension")]

    @property
    def last_day(self) -> date:
        """The last day on which it runs, with what was decided since."""
        return max([self.ends_on, *(one.until for one in self.extensions)])


class Periods(_Table):
    """The borders of P4: a day after the birth (day 0), a birthday."""

    young_child_from_day: int
    until_birthday: int
    too_old: str
    school: str


class Scenarios(_Table):
    """From how many positive indicators a scenario holds (P2)."""

    a: Annotated[int, Field(alias="A")]
    b: Annotated[int, Field(alias="B")]

    def of(self, positive: int) -> ScenarioId:
        """The scenario for a number of positive indicators."""
        return "B" if positive >= self.b else "A" if positive >= self.a else "0"


class Said(_Table):
    """A sentence with its rule."""

    code: str
    text: str

    def reason(self) -> Reason:
        """As a reason."""
        return Reason(self.code, self.text)


class Indicator(_Table):
    """One of the eight (P1), with the functions that can help."""

    id: str
    functions: tuple[str, ...]


class ConditionTexts(_Table):
    """What is said of an activity's own condition, per answer."""

    yes: str
    no: str
    unknown: str


class Texts(_Table):
    """Sentences about the scenario; `{for}` are the scenarios of the activity, `{is}` what is known of the person's."""

    scenario_no: str
    scenario_unknown: str


class Actor(_Table):
    """Who does something, and how such offers are found: functions, types of organisation, parts of a partnership.

    `one` is what one of them is called in a sentence. `by_indicator`: the functions are those of the positive
    indicators. `telling`: functions by which a provider of an unknown type may be one. `for_professionals`: it helps no
    families.
    """

    id: str
    name: str
    one: str
    rule: str
    note: str | None = None
    by_indicator: bool = False
    for_professionals: bool = False
    functions: tuple[str, ...]
    organisation_types: tuple[str, ...]
    telling: tuple[str, ...] = ()
    partnership_types: tuple[str, ...] = ()
    partnership_functions: tuple[str, ...] = ()


class Activity(_Table):
    """A row of P5. `last_day` is counted from the birth, included; `by`, `also` and `support` are actors."""

    id: str
    periods: tuple[PeriodId, ...]
    last_day: int | None = None
    scenarios: tuple[ScenarioId, ...]
    condition: ConditionId
    when: str
    by: tuple[str, ...]
    also: tuple[str, ...]
    support: tuple[str, ...]


class PerinatalTables(_Table):
    """The whole file; activities and actors stand in the order in which they are told."""

    version: str
    programme: Programme
    periods: Periods
    scenarios: Scenarios
    target_group: Said
    assessment: Said
    texts: Texts
    indicators: Annotated[tuple[Indicator, ...], Field(alias="indicator")]
    nearby: Nearness
    conditions: Annotated[Mapping[ConditionId, ConditionTexts], Field(alias="condition")]
    activities: Annotated[tuple[Activity, ...], Field(alias="activity")]
    actors: Annotated[tuple[Actor, ...], Field(alias="actor")]

    @classmethod
    def load(cls, folder: Path, vocabulary: Vocabulary) -> Self:
        """Read the file of `data/policy`.

        Raises `OSError`; `ValueError` for what does not belong in it and for terms that stand in no list.
        """
        tables = cls.model_validate(tomllib.loads((folder / FILE).read_text("utf-8")))
        unknown = [f"{term} (list {name})" for name, term in tables.terms() if term not in vocabulary[name]]
        if unknown:
            raise ValueError(f"{FILE}: unknown terms: {', '.join(unknown)}")
        return tables

    @model_validator(mode="after")
    def _refers_to_what_is_there(self) -> Self:
        known = {one.id for one in self.actors}
        named = {actor for one in self.activities for actor in (*one.by, *one.also, *one.support)}
        if named - known:
            raise ValueError(f"there are no such actors: {', '.join(sorted(named - known))}")
        return self

    def terms(self) -> Iterator[tuple[str, str]]:
        """Every term of the vocabulary that the tables name, after its list."""
        for indicator in self.indicators:
            yield "perinatal_indicator", indicator.id
            yield from (("function", term) for term in indicator.functions)
        yield from self.nearby.terms()
        for activity in self.activities:
            yield "perinatal_activity", activity.id
            yield from (("perinatal_period", term) for term in activity.periods)
        for actor in self.actors:
            yield from (("function", term) for term in (*actor.functions, *actor.telling))
            yield from (("organisation_type", term) for term in actor.organisation_types)
            yield from (("partnership_type", term) for term in actor.partnership_types)
            yield from (("partnership_function", term) for term in actor.partnership_functions)
