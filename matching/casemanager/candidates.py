"""Which recognised organisations can send a casemanager: a row of filters, then a fixed order (M1, M2, M11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from catalogue import Answer, Organisation
from geo import Point, distance_km
from matching.casemanager.neutrality import TeamMember, neutral
from matching.casemanager.policy import GapCode, Neutrality
from matching.casemanager.recognitions import Recognised, Whereabouts


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a casemanager.

    `zones` are those of the place, at least one; all four where that is Antwerpen as a whole.
    `languages` empty: none was asked for. `programme` `None`: the person is in none, or it is not known.
    """

    zones: tuple[str, ...]
    point: Point | None = None
    languages: frozenset[str] = frozenset()
    programme: str | None = None
    team: tuple[TeamMember, ...] = ()


@dataclass(frozen=True, slots=True)
class Provider:
    """A recognition with the organisation that has it and the places of that organisation."""

    recognised: Recognised
    organisation: Organisation
    places: tuple[Whereabouts, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that can send a casemanager to the person; `zone` is the one in which it is recognised for that.

    `neutral` is never NO. `distance_km` is that of its nearest place, `None` where that is not known.
    """

    recognised: Recognised
    organisation: Organisation
    zone: str
    distance_km: float | None
    neutral: Answer


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates in order; where there are none, the filter that left nobody. `lost` counts what each removed."""

    candidates: tuple[Candidate, ...]
    gap: GapCode | None
    lost: Mapping[GapCode, int]


def find(providers: Sequence[Provider], asked: Asked, zones: Sequence[str], scope: Neutrality) -> Found:
    """The candidates in some zones, of all providers of the map. An organisation is one candidate, by its best match.

    Removed is only what is known not to fit; what is unknown stays.
    """
    left = [one for one in providers if not set(zones).isdisjoint(one.recognised.recognition.zones)]
    gap: GapCode | None = None if left else "none_in_zone" if providers else "no_framework"
    lost: dict[GapCode, int] = {}
    for code, fits in FILTERS:
        kept = [one for one in left if fits(one, asked, scope) is not Answer.NO]
        if len(kept) < len(left):
            lost[code] = len(left) - len(kept)
            gap = gap if kept else code
        left = kept
    best: dict[str, Candidate] = {}
    for candidate in sorted((_candidate(one, asked, zones, scope) for one in left), key=lambda one: _order(one, asked)):
        best.setdefault(candidate.organisation.id, candidate)
    return Found(tuple(best.values()), gap, lost)


def _in_force(provider: Provider, asked: Asked, scope: Neutrality) -> Answer:
    """M2: dated, not suspended, and of an organisation that works."""
    return Answer.of(provider.recognised.state == "current" and provider.organisation.status == "active")


def _for_programme(provider: Provider, asked: Asked, scope: Neutrality) -> Answer:
    """M11: for the person's programme; a recognition need not say for which it is."""
    programmes = provider.recognised.recognition.programmes
    if asked.programme is None:
        return Answer.YES
    return Answer.UNKNOWN if programmes is None else Answer.of(asked.programme in programmes)


def _neutral(provider: Provider, asked: Asked, scope: Neutrality) -> Answer:
    """M1."""
    locations = [one.location for one in provider.places]
    return neutral(provider.organisation.id, locations, asked.team, scope)


def _with_room(provider: Provider, asked: Asked, scope: Neutrality) -> Answer:
    return provider.recognised.recognition.room


FILTERS: Sequence[tuple[GapCode, Callable[[Provider, Asked, Neutrality], Answer]]] = (
    ("none_in_force", _in_force),
    ("none_for_programme", _for_programme),
    ("none_neutral", _neutral),
    ("none_with_room", _with_room),
)
"""In the order in which they are told: each speaks of what the one before left."""


def _candidate(provider: Provider, asked: Asked, zones: Sequence[str], scope: Neutrality) -> Candidate:
    recognition = provider.recognised.recognition
    here = asked.point
    away = [distance_km(here, place.point) for place in provider.places if here and place.point]
    return Candidate(
        recognised=provider.recognised,
        organisation=provider.organisation,
        zone=next(zone for zone in zones if zone in recognition.zones),
        distance_km=min(away, default=None),
        neutral=_neutral(provider, asked, scope),
    )


_YES_FIRST = {Answer.YES: 0, Answer.UNKNOWN: 1, Answer.NO: 2}


def _order(candidate: Candidate, asked: Asked) -> tuple[int, int, float, str, str]:
    """Language, room, distance, id; what is not known comes after what fits. Last, which of its own recognitions."""
    recognition = candidate.recognised.recognition
    away = float("inf") if candidate.distance_km is None else candidate.distance_km
    language = _YES_FIRST[_speaks(recognition.languages, asked.languages)]
    return language, _YES_FIRST[recognition.room], away, candidate.organisation.id, recognition.id


def _speaks(spoken: tuple[str, ...] | None, wanted: frozenset[str]) -> Answer:
    if not wanted:
        return Answer.YES
    return Answer.UNKNOWN if spoken is None else Answer.of(not wanted.isdisjoint(spoken))
