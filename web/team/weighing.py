"""The weights as people can tell them apart: what each counts, in which unit, and between which borders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matching.proposal import WeightRange
from web.team.wording import sentence

POINTS = "punten"
_PER: Mapping[str, tuple[str, str]] = {
    "travel_per_10_km": ("per 10 km", POINTS),
    "travel_most": ("hoogstens in totaal", POINTS),
    "waiting_week": ("per week", POINTS),
    "waiting_most_weeks": ("hoeveel weken hoogstens tellen", "weken"),
    "waiting_unknown_weeks": ("telt als zoveel weken", "weken"),
    "unknown_fact": ("per vraag", POINTS),
}
"""What a weight counts and its unit, where that is not points for the thing as a whole."""


@dataclass(frozen=True, slots=True)
class WeightShown:
    """A weight: its name, the value now, the borders, and why it is so."""

    name: str
    now: str
    borders: str
    why: str


def weights_shown(ranges: Sequence[WeightRange]) -> tuple[WeightShown, ...]:
    """The weights that play a part; those of one label are told apart by what they count."""
    return tuple(_shown(ranges))


def _shown(ranges: Sequence[WeightRange]) -> Iterator[WeightShown]:
    use = Counter(one.weight.label for one in ranges)
    for one in ranges:
        what, unit = _PER.get(one.weight.id, ("", POINTS))
        told = what if what and (use[one.weight.label] > 1 or unit != POINTS or what.startswith("per")) else ""
        name = f"{one.weight.label}, {told}" if told else one.weight.label
        yield WeightShown(sentence(name), f"nu {one.points} {unit}", _borders(one), sentence(one.weight.reason))


def _borders(one: WeightRange) -> str:
    if one.highest is not None:
        return f"van {one.lowest} tot en met {one.highest}"
    return f"vanaf {one.lowest}" if one.lowest else "elk gewicht geeft hetzelfde"
