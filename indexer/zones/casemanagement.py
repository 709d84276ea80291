"""Casemanagement in a zone: which recognitions the map knows, and what may be said of them (M0, M2, M10, M11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indexer.zones.networks import Networks
from matching.casemanager import FRAMEWORK, Recognised, recognised_on

Status = Literal["recognised", "not_in_force", "none_known"]


@dataclass(frozen=True, slots=True)
class Casemanagement:
    """The recognitions for one zone on one day, those in force first, and what may be said of them in Dutch.

    `not_covered` are the programmes for which no recognition in force is known to hold (M11); `None` where a
    recognition in force does not say for which programmes it is.
    """

    status: Status
    recognitions: tuple[Recognised, ...]
    not_covered: tuple[str, ...] | None
    text: str


def casemanagement_in(
    zone: str, zone_name: str, networks: Networks, programmes: Iterable[str], day: date
) -> Casemanagement:
    """What the map knows for a zone. Where it knows nothing it says so, never that there is nobody (M0)."""
    found = [
        one
        for one in recognised_on(networks.recognitions, networks.organisations, day)
        if zone in one.recognition.zones
    ]
    found.sort(
        key=lambda one: (_ORDER[one.state], one.organisation.name if one.organisation else "", one.recognition.id)
    )
    current = [one for one in found if one.state == "current"]
    status: Status = "recognised" if current else "not_in_force" if found else "none_known"
    return Casemanagement(status, tuple(found), _not_covered(current, programmes), _text(status, current, zone_name))


_ORDER = {"current": 0, "suspended": 1, "not_yet": 2, "ended": 3}


def _not_covered(current: list[Recognised], programmes: Iterable[str]) -> tuple[str, ...] | None:
    said = [one.recognition.programmes for one in current]
    if any(one is None for one in said):
        return None
    covered = {programme for one in said for programme in one or ()}
    return tuple(programme for programme in programmes if programme not in covered)


def _text(status: Status, current: list[Recognised], zone: str) -> str:
    """One or two sentences; a made-up recognition does not make the framework exist."""
    if any(not one.demo for one in current):
        return f"Dit zijn de organisaties waarvan een erkenning voor {zone} bekend is."
    if current:
        return f"{FRAMEWORK} De erkenningen hieronder zijn verzonnen voorbeelden."
    if status == "not_in_force":
        return f"{FRAMEWORK} Er is in deze kaart geen erkenning bekend die nu geldt voor {zone}."
    return f"{FRAMEWORK} Er is in deze kaart geen erkenning bekend voor {zone}."
