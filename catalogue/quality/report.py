"""The figures of a survey for one zone and one source: what the page, the API and the command line tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from catalogue.quality.checks import CHECKS
from catalogue.quality.dates import BAND_NAMES
from catalogue.quality.facts import FACTS, Known
from catalogue.quality.figures import Figures, Finding, Survey
from catalogue.quality.scope import NO_ZONE, Demo, Scope


class Told(BaseModel):
    """A frozen part of a report."""

    model_config = ConfigDict(frozen=True)


class FactShare(Told):
    """Of how many offers a fact is known. A fact that does not apply is no gap."""

    id: str
    name: str = Field(description="The fact in plain Dutch.")
    known: int
    unknown: int
    not_applicable: int
    share: float | None = Field(description="Known as a part of known and unknown, 0..1; null where it never applies.")

    @property
    def percentage(self) -> str:
        """The share in whole per cents; "0%" and "100%" only where it is none or all, "–" where it never applies."""
        if self.share is None:
            return "–"
        whole = self.share if self.known == 0 or self.unknown == 0 else min(max(self.share, 0.01), 0.99)
        return f"{whole:.0%}"


class Confirmed(Told):
    """How many offers were confirmed how long ago; each offer counts in one band."""

    id: str
    name: str
    offers: int


class Dates(Told):
    """How old the facts are."""

    confirmed: tuple[Confirmed, ...]
    oldest: date | None = Field(description="The oldest day that a source speaks of.")
    latest: date | None = Field(description="The latest day that a source speaks of.")
    waiting_old: int = Field(description="Offers with a waiting time measured more than 6 months ago.")
    next_check_passed: int = Field(description="Offers that should have been confirmed again by now.")


class CheckCount(Told):
    """How many records a check fires on."""

    id: str
    name: str
    meaning: str = Field(description="What is wrong and why it matters, in plain Dutch.")
    count: int


class Report(Told):
    """The quality of the data in one scope. Hidden records are never counted."""

    day: date = Field(description="The day on which it was counted.")
    zone: str | None = Field(description="Id of the zone; null for all, `none` for offers of no zone.")
    source: str | None = Field(description="Id of the source; null for all.")
    demo: Demo = Field(description="Whether real records were counted, made-up ones, or both.")
    offers: int = Field(description="Offers that exist: those that stopped for good are left out.")
    facts: tuple[FactShare, ...]
    dates: Dates
    checks: tuple[CheckCount, ...]

    @property
    def broken(self) -> int:
        """How many times any check fires."""
        return sum(check.count for check in self.checks)


def report(survey: Survey, scope: Scope) -> Report:
    """The figures of the scope. An offer in several zones counts once in a report on all of them."""
    figures = Figures()
    for cell, counted in survey.cells.items():
        if scope.holds(cell):
            figures.include(counted)
    counts = {check: len(findings(survey, check, scope)) for check in CHECKS}
    return Report(
        day=survey.day,
        zone=scope.zone,
        source=scope.source,
        demo=scope.demo,
        offers=figures.offers,
        facts=tuple(_shares(figures)),
        dates=Dates(
            confirmed=tuple(
                Confirmed(id=band, name=name, offers=figures.confirmed[band]) for band, name in BAND_NAMES.items()
            ),
            oldest=figures.period.oldest,
            latest=figures.period.latest,
            waiting_old=counts["waiting_old"],
            next_check_passed=counts["next_check_passed"],
        ),
        checks=tuple(
            CheckCount(id=id_, name=check.name, meaning=check.meaning, count=counts[id_])
            for id_, check in CHECKS.items()
        ),
    )


def findings(survey: Survey, check: str, scope: Scope) -> tuple[Finding, ...]:
    """The records that a check fires on, in order of id. Raises `KeyError` for a check that does not exist."""
    if check not in CHECKS:
        raise KeyError(check)
    found = (one for one in survey.findings.get(check, ()) if scope.holds(one.cell))
    return tuple(sorted(found, key=lambda one: one.id))


def offers_per_zone(survey: Survey, demo: Demo = "real", source: str | None = None) -> dict[str, int]:
    """How many offers each zone has; an offer counts in every zone that it belongs to, those of none in `NO_ZONE`."""
    counted: dict[str, int] = {}
    scope = Scope(None, source, demo)
    for cell, figures in survey.cells.items():
        if scope.holds(cell):
            for zone in cell.zones or {NO_ZONE}:
                counted[zone] = counted.get(zone, 0) + figures.offers
    return counted


def _shares(figures: Figures) -> Iterable[FactShare]:
    for id_, fact in FACTS.items():
        known, unknown = figures.facts[id_, Known.KNOWN], figures.facts[id_, Known.UNKNOWN]
        yield FactShare(
            id=id_,
            name=fact.name,
            known=known,
            unknown=unknown,
            not_applicable=figures.facts[id_, Known.NOT_APPLICABLE],
            share=round(known / (known + unknown), 4) if known + unknown else None,
        )
