"""The steps of the form, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

StepId = Literal["who", "needs", "urgency", "helpers", "means", "situation"]


@dataclass(frozen=True, slots=True)
class Step:
    """A short page; `title` in the row of steps, `heading` at its top."""

    id: StepId
    title: str
    heading: str


STEPS: tuple[Step, ...] = (
    Step("who", "Wie en waar", "Voor wie zoekt u hulp, en waar?"),
    Step("needs", "Wat is nodig", "Wat is er nodig?"),
    Step("urgency", "Hoe dringend", "Hoe dringend is het?"),
    Step("helpers", "Wie helpt al", "Wie helpt er al?"),
    Step("means", "Geld en toegang", "Welke budgetten en voorwaarden zijn er?"),
    Step("situation", "Hoe het loopt", "Hoe loopt het nu?"),
)

NUMBER: Mapping[str, int] = {step.id: number for number, step in enumerate(STEPS)}


def step_of(id_: str) -> Step | None:
    """The step of that id."""
    return STEPS[NUMBER[id_]] if id_ in NUMBER else None


def after(step: Step) -> Step | None:
    """The next one; `None` after the last, where the proposal comes."""
    number = NUMBER[step.id] + 1
    return STEPS[number] if number < len(STEPS) else None


def before(step: Step) -> Step:
    """The one before; the first stays."""
    return STEPS[max(NUMBER[step.id] - 1, 0)]
