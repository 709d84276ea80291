"""Builders: someone in Aalst, recognised organisations, and the policy that ships."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from catalogue import Answer, Organisation, Recognition
from geo import Point
from matching.casemanager import (
    Asked,
    CasemanagerPolicy,
    CasemanagerProposal,
    Neighbours,
    Provider,
    Recognised,
    SituationFlags,
    Whereabouts,
    propose,
    state_on,
)

TODAY = date(2026, 11, 23)  # a Monday
AALST, DENDER, AMALO = "regio-aalst", "dender", "amalo"
HOME = Point(50.94, 4.04)
POLICY = CasemanagerPolicy.load(Path(__file__).parents[3] / "data" / "policy")
NO_TEAM = SituationFlags(no_team=Answer.YES)


def recognised(
    name: str = "bureau",
    *,
    zones: tuple[str, ...] = (AALST,),
    valid_from: date = date(2026, 1, 1),
    valid_until: date | None = date(2027, 12, 31),
    points: tuple[Point | None, ...] = (HOME,),
    today: date = TODAY,
    status: str = "active",
    recognition: str | None = None,
    **about: Any,
) -> Provider:
    """An organisation that is recognised in Aalst this year and the next, with one place in Aalst."""
    organisation = Organisation.model_validate({"id": f"x:{name}", "name": name, "status": status})
    row = Recognition.model_validate(
        {
            "id": f"x:{recognition or name}-erkenning",
            "organisation": organisation.id,
            "recognised_for": "casemanagement",
            "authority": "Overheid",
            "zones": zones,
            "valid_from": valid_from,
            "valid_until": valid_until,
            **about,
        }
    )
    places = tuple(Whereabouts(f"x:{name}-{number}", point) for number, point in enumerate(points))
    return Provider(Recognised(row, organisation, state_on(row, today)), organisation, places)


def asked(**about: Any) -> Asked:
    """Someone in Aalst, unless said otherwise."""
    return Asked(**{"zones": (AALST,), "point": HOME, **about})


def proposal(
    *providers: Provider,
    situation: SituationFlags = NO_TEAM,
    policy: CasemanagerPolicy = POLICY,
    neighbours: tuple[str, ...] = (DENDER, AMALO),
    today: date = TODAY,
    **about: Any,
) -> CasemanagerProposal:
    """What is proposed to someone without a team, unless said otherwise."""
    names = {AALST: "Regio Aalst", DENDER: "Dender", AMALO: "Amalo"}
    return propose(situation, asked(**about), providers, Neighbours(neighbours, "border"), names, policy, today)


def names(found: CasemanagerProposal) -> list[str]:
    """The candidates of the own zones, in order."""
    return [one.organisation.name for one in found.candidates]
