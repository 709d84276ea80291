"""From findings to figures. Counts only: nothing of a profile is in them (D1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from matching.fairness.concentration import concentration
from matching.fairness.figures import (
    About,
    DimensionFigures,
    FairnessReport,
    Figures,
    GroupFigures,
    PairedFigures,
)
from matching.fairness.groups import DIMENSIONS, Group
from matching.fairness.intervals import mean, middle, paired_share, share
from matching.fairness.outcome import Outcome
from matching.fairness.survey import Findings, Pairs

FEWEST = 30
"""Groups of fewer profiles tell chance more than anything else; the mean and its interval lean on this many too."""


def report(findings: Findings, about: About, fewest: int = FEWEST) -> FairnessReport:
    """The figures; groups of fewer than `fewest` profiles are named and counted only."""
    outcomes = [outcome for _, outcome in findings.outcomes]
    of_group: dict[Group, list[Outcome]] = defaultdict(list)
    for groups, outcome in findings.outcomes:
        for group in groups:
            of_group[group].append(outcome)
    members = sum(one.members for one in outcomes)
    return FairnessReport(
        about=about,
        fewest=fewest,
        made_up=sum(one.made_up for one in outcomes) / members if members else None,
        all=_group("all", "Alle profielen", outcomes, fewest),
        paired=tuple(_paired(one, fewest) for one in findings.pairs),
        dimensions=tuple(_dimensions(of_group, fewest)),
    )


def _dimensions(of_group: Mapping[Group, Sequence[Outcome]], fewest: int) -> Iterable[DimensionFigures]:
    ordered = sorted(of_group, key=lambda group: (group.order, group.label, group.id))
    for id_, label in DIMENSIONS.items():
        groups = [group for group in ordered if group.dimension == id_]
        told = tuple(_group(group.id, group.label, of_group[group], fewest) for group in groups)
        yield DimensionFigures(id=id_, label=label, groups=told)


def _group(id_: str, label: str, outcomes: Sequence[Outcome], fewest: int) -> GroupFigures:
    enough = len(outcomes) >= fewest
    return GroupFigures(
        id=id_,
        label=label,
        profiles=len(outcomes),
        figures=_figures(outcomes, fewest) if enough else None,
        concentration=concentration(one.organisations for one in outcomes) if enough else None,
    )


def _figures(outcomes: Sequence[Outcome], fewest: int) -> Figures:
    served = [one.points for one in outcomes if not one.need_open]
    return Figures(
        need_open=share(sum(one.need_open for one in outcomes), len(outcomes)),
        only_coordinator_missing=share(sum(one.only_coordinator_missing for one in outcomes), len(outcomes)),
        points=mean(served, fewest),
        points_median=middle(served, fewest),
        members=mean([one.members for one in outcomes], fewest),
        distance_km=mean([one.distance_km for one in outcomes if one.distance_km is not None], fewest),
        waiting_weeks=mean([one.waiting_weeks for one in outcomes if one.waiting_weeks is not None], fewest),
    )


def _paired(pairs: Pairs, fewest: int) -> PairedFigures:
    both = pairs.outcomes
    enough = len(both) >= fewest
    then_open = sum(other.need_open and not reference.need_open for reference, other in both)
    before_open = sum(reference.need_open and not other.need_open for reference, other in both)
    alike = [other.points - reference.points for reference, other in both if other.open == reference.open]
    return PairedFigures(
        property=pairs.property,
        reference=pairs.reference.id,
        reference_label=pairs.reference.label,
        value=pairs.other.id,
        label=pairs.other.label,
        pairs=len(both),
        worse=sum(other.cost > reference.cost for reference, other in both),
        equal=sum(other.cost == reference.cost for reference, other in both),
        better=sum(other.cost < reference.cost for reference, other in both),
        other_team=sum(other.organisations != reference.organisations for reference, other in both),
        need_open=paired_share(then_open, before_open, len(both)) if enough else None,
        points=mean(alike, fewest),
    )
