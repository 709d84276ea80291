"""Recognitions for casemanagement and what they are on a day (M0, M2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from catalogue import Answer, Organisation, Recognition
from geo import Point

CASEMANAGEMENT = "casemanagement"
"""The term of list recognition_kind. The "casemanager Zorg" and "Werk" of another law are not in that list (M12)."""

FRAMEWORK = "De Vlaamse overheid bereidt een kader voor erkenning voor."
"""M0: what the policy note announces."""

RecognitionState = Literal["current", "suspended", "ended", "not_yet"]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A recognition with what it is on a day; the organisation is `None` where the map does not have it."""

    recognition: Recognition
    organisation: Organisation | None
    state: RecognitionState

    @property
    def demo(self) -> bool:
        """Whether any of it is made up."""
        return self.recognition.demo or (self.organisation is not None and self.organisation.demo)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place of an organisation; `point` is `None` where it is not known or not public."""

    location: str
    point: Point | None


def state_on(recognition: Recognition, day: date) -> RecognitionState:
    """What a recognition is on a day; both border days are in force, and a suspension that nobody knows of is none."""
    if recognition.valid_until is not None and recognition.valid_until < day:
        return "ended"
    if day < recognition.valid_from:
        return "not_yet"
    return "suspended" if recognition.suspended is Answer.YES else "current"


def recognised_on(
    recognitions: Iterable[Recognition], organisations: Mapping[str, Organisation], day: date
) -> tuple[Recognised, ...]:
    """The recognitions for casemanagement; `organisations` by the id under which a recognition names them."""
    return tuple(
        Recognised(one, organisations.get(one.organisation), state_on(one, day))
        for one in recognitions
        if one.recognised_for == CASEMANAGEMENT
    )
