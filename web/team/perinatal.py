"""The perinatal part of an answer: each activity once, and each organisation once with all that it can do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from catalogue import Answer
from matching.perinatal import PerinatalAdvice
from matching.perinatal.found import Nearby
from matching.perinatal.programme import ActivityAdvice, ActorLink
from matching.reason import Reason
from web.team.wording import sentence, unknown_of


@dataclass(frozen=True, slots=True)
class By:
    """A kind of organisation that does an activity, or a part of it."""

    name: str
    partly: bool


@dataclass(frozen=True, slots=True)
class ActivityShown:
    """An activity that is or may be for them, and which kinds of organisation do it."""

    advice: ActivityAdvice
    by: tuple[By, ...]


@dataclass(frozen=True, slots=True)
class HelperNearby:
    """An organisation or a partnership nearby, with its offers; `unknown` and `notes` hold for all."""

    name: str
    demo: bool
    distance_km: float | None
    found: tuple[Nearby, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpersNearby:
    """Those who do the same: the ids of the activities that they do, of those that they do partly, and who they are."""

    does: tuple[str, ...]
    partly: tuple[str, ...]
    helpers: tuple[HelperNearby, ...]


@dataclass(frozen=True, slots=True)
class NobodyNearby:
    """A kind of organisation that was not found: why, and by which functions one can look for it."""

    name: str
    why: Reason | None
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PerinatalShown:
    """What the page shows; `others` are activities that are not for them now."""

    activities: tuple[ActivityShown, ...]
    others: tuple[ActivityAdvice, ...]
    nearby: tuple[HelpersNearby, ...]
    nobody: tuple[NobodyNearby, ...]


Tasks = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True)
class _Gathered:
    """The offers of one organisation, each once, and its activities: `True` where it does them whole."""

    found: dict[str, Nearby] = field(default_factory=dict)
    done: dict[str, bool] = field(default_factory=dict)

    @property
    def tasks(self) -> Tasks:
        """What it does, and what it does partly."""
        return (
            tuple(id_ for id_, whole in self.done.items() if whole),
            tuple(id_ for id_, whole in self.done.items() if not whole),
        )

    def helper(self) -> HelperNearby:
        """As the page tells it."""
        found = tuple(self.found.values())
        distances = [one.distance_km for one in found if one.distance_km is not None]
        return HelperNearby(
            name=found[0].organisation_name or found[0].name,
            demo=any(one.demo for one in found),
            distance_km=min(distances, default=None),
            found=found,
            unknown=tuple(dict.fromkeys(unknown_of(reason.text) for one in found for reason in one.unknown)),
            notes=tuple(dict.fromkeys(sentence(reason.text) for one in found for reason in one.notes)),
        )


def perinatal_shown(advice: PerinatalAdvice) -> PerinatalShown:
    """The advice, told once: who does most first, then who is nearest."""
    now = [one for one in advice.activities if one.applies is not Answer.NO]
    missing = {link.actor.id: _nobody(link) for one in now for link in _links(one) if not _found(link)}
    return PerinatalShown(
        activities=tuple(
            ActivityShown(one, tuple(By(link.actor.name, link.role == "parts") for link in _links(one))) for one in now
        ),
        others=tuple(one for one in advice.activities if one.applies is Answer.NO),
        nearby=tuple(_nearby(now)),
        nobody=tuple(missing.values()),
    )


def _links(activity: ActivityAdvice) -> Iterator[ActorLink]:
    """Who helps families; who only supports professionals is none of them (P7)."""
    return (link for link in activity.links if link.role != "supports")


def _found(link: ActorLink) -> tuple[Nearby, ...]:
    return link.nearby.found if link.nearby else ()


def _nobody(link: ActorLink) -> NobodyNearby:
    return NobodyNearby(link.actor.name, link.nearby.none if link.nearby else None, link.functions)


def _nearby(activities: list[ActivityAdvice]) -> Iterator[HelpersNearby]:
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    for activity in activities:
        for link in _links(activity):
            for near in _found(link):
                own = gathered[near.organisation or near.id]
                own.found.setdefault(near.id, near)
                own.done[activity.id] = own.done.get(activity.id, False) or link.role == "does"
    alike: dict[Tasks, list[HelperNearby]] = defaultdict(list)
    for own in gathered.values():
        alike[own.tasks].append(own.helper())
    for (does, partly), helpers in sorted(alike.items(), key=lambda one: (-len(one[0][0]), one[0])):
        yield HelpersNearby(does, partly, tuple(sorted(helpers, key=_nearest)))


def _nearest(one: HelperNearby) -> tuple[float, str]:
    return inf if one.distance_km is None else one.distance_km, one.found[0].id
