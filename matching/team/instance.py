"""The problem as numbers: needs as bits, members with what serving costs, and the order in which teams are better.

The cost of a team is one integer, so that comparing two of them follows the whole order at once (see `Cost`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

_TIE, _KEPT, _NEW, _POINTS = 32, 4, 4, 16  # bits, from the least important on; a team has at most 13 members
TIE_OF_ONE = 1 << (_TIE - 4)
MOST_POINTS = (1 << _POINTS) - 1
POINT = 1 << (_TIE + _KEPT + _NEW)
GAP = POINT << _POINTS


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """The order of teams: what stays open first, then points, new professionals, who is not of the previous team, tie.

    `gap`: the severity of what nobody serves; the role of coordinator counts 1. `tie`: a fixed hash of the place, the
    needs and the member, so that equal teams take turns over people but not over two questions of one person.
    """

    gap: int
    points: int
    new: int
    not_kept: int
    tie: int

    @property
    def packed(self) -> int:
        """The same order as one integer. Raises `OverflowError` where the points do not fit."""
        if self.points > MOST_POINTS:
            raise OverflowError("more points than a team can have")
        most = (self.points << _NEW | self.new) << _KEPT | self.not_kept
        return self.gap * GAP + (most << _TIE) + self.tie

    @classmethod
    def unpacked(cls, packed: int) -> Cost:
        """The parts of an integer that `packed` made, or of a sum of such integers."""
        tie, rest = packed & ((1 << _TIE) - 1), packed >> _TIE
        not_kept, rest = rest & ((1 << _KEPT) - 1), rest >> _KEPT
        new, rest = rest & ((1 << _NEW) - 1), rest >> _NEW
        return cls(rest >> _POINTS, rest & MOST_POINTS, new, not_kept, tie)


@dataclass(frozen=True, slots=True)
class Arc:
    """What it costs that a member serves a need, in points, and how far one must come for it (`points.Way`)."""

    points: int
    way: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who can be in the team. `arcs` by number of the need; the last number is the role of coordinator.

    `join`: points for being in the team; `place`: points by the farthest way that is used. `new`: a new professional,
    who is not brought in for coordinating alone, and of whom alternatives differ. `kept`: of the previous team.
    """

    id: str
    arcs: Mapping[int, Arc]
    join: int = 0
    place: tuple[int, int, int] = (0, 0, 0)
    new: bool = False
    free: bool = False
    kept: bool = False
    tie: int = 1


@dataclass(frozen=True, slots=True)
class Instance:
    """`severities` per need, the coordinator's last; `members` in order of id."""

    severities: tuple[int, ...]
    members: tuple[Member, ...]

    @property
    def coordination(self) -> int:
        """The number of the role of coordinator."""
        return len(self.severities) - 1


def tie_of(key: str, member: str) -> int:
    """At least 1 and below `TIE_OF_ONE`: the same on every machine."""
    digest = blake2b(f"{key}\n{member}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % (TIE_OF_ONE - 1) + 1
