"""How much proposals crowd together at few organisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

MOST_PROPOSED = 10


class Concentration(BaseModel):
    """How the places in the proposed teams are spread; an organisation counts once a team."""

    model_config = ConfigDict(frozen=True)

    places: int = Field(description="Places in teams that organisations have.")
    organisations: int = Field(description="Different organisations among them.")
    hhi: float = Field(description="Herfindahl-Hirschman: the sum of squared shares, 10,000 where one has all places.")
    hhi_corrected: float | None = Field(
        description="The same without what a small sample adds (Simpson, Nature 163, 1949: 688); null of one place."
    )
    ten_most: float = Field(description="Share 0..1 of the ten that are proposed most.")


def concentration(teams: Iterable[Iterable[str]]) -> Concentration | None:
    """Of the organisations of each team; `None` where no team has any."""
    counts = Counter(one for team in teams for one in set(team))
    total = counts.total()
    if not total:
        return None
    pairs = sum(count * (count - 1) for count in counts.values())
    return Concentration(
        places=total,
        organisations=len(counts),
        hhi=10_000 * sum(count**2 for count in counts.values()) / total**2,
        hhi_corrected=10_000 * pairs / (total * (total - 1)) if total > 1 else None,
        ten_most=sum(count for _, count in counts.most_common(MOST_PROPOSED)) / total,
    )
