"""The reviewed numbers of the order of results: `data/relevance/boosts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from search.analysis import BadTableError

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Said = Annotated[str, Field(min_length=1)]


class Bounded(BaseModel):
    """A factor of the score, from `lowest` to `highest`, with why it is there and where its numbers come from."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    lowest: Positive
    highest: Positive
    reason: Said
    origin: Said

    @property
    def ratio(self) -> float:
        """So many times better a fit must be for this factor never to overturn it."""
        return self.highest / self.lowest

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.lowest < self.highest:
            raise ValueError("lowest must be less than highest")
        return self


class Boost(Bounded):
    """A factor that may be unknown, which is never as bad as known to be bad."""

    unknown: Positive

    @model_validator(mode="after")
    def _between(self) -> Self:
        if not self.lowest < self.unknown < self.highest:
            raise ValueError("unknown must lie between lowest and highest")
        return self


class Near(Boost):
    """Highest up to `around_the_corner_km`; halfway between highest and lowest `half_at_km` farther."""

    around_the_corner_km: Positive
    half_at_km: Positive


class Fresh(Boost):
    """`factors`: of what was checked at most so many days ago (`within_days`, ascending); `lowest` for older."""

    within_days: tuple[Annotated[int, Field(gt=0)], ...] = Field(min_length=1, strict=False)
    factors: tuple[Positive, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _steps(self) -> Self:
        if len(self.factors) != len(self.within_days) or self.factors[0] != self.highest:
            raise ValueError("there must be a factor for each of within_days, the first one the highest")
        if not all(a < b for a, b in pairwise(self.within_days)):
            raise ValueError("within_days must go up")
        if not all(a > b for a, b in pairwise((*self.factors, self.lowest))):
            raise ValueError("factors must go down, and stay above lowest")
        return self


class Share(BaseModel):
    """A factor for what comes again: 1 for the first `free`, then times `further` for each, never under `lowest`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    free: Annotated[int, Field(gt=0)]
    further: Annotated[float, Field(gt=0, lt=1)]
    lowest: Annotated[float, Field(gt=0, lt=1)]
    reason: Said
    origin: Said

    def of(self, before: int) -> float:
        """The factor for one that has so many of its kind before it."""
        return max(self.further ** max(before - self.free + 1, 0), self.lowest)


class Mixing(BaseModel):
    """What keeps one organisation, and less so one sector, from filling the page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: Share
    sector: Share

    @property
    def lowest(self) -> float:
        """The least that mixing leaves of a score."""
        return self.organisation.lowest * self.sector.lowest

    @model_validator(mode="after")
    def _sector_counts_less(self) -> Self:
        if self.sector.lowest < self.organisation.lowest:
            raise ValueError("a sector must not weigh more than an organisation")
        return self


class Boosts(BaseModel):
    """All of them; `digits`: decimals of a score."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    digits: Annotated[int, Field(ge=1, le=6)]
    near: Near
    serves: Boost
    wishes: Boost
    open: Boost
    fresh: Fresh
    complete: Bounded
    mixing: Mixing

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file. Raises `BadTableError` with the file and every key that cannot be used, `OSError`."""
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except tomllib.TOMLDecodeError as bad:
            raise BadTableError(f"{path.name}: {bad}") from bad
        except ValidationError as bad:
            told = (f"{path.name}: {'.'.join(map(str, each['loc']))}: {each['msg']}" for each in bad.errors())
            raise BadTableError("\n".join(told)) from bad

    def bounds(self) -> Iterator[tuple[str, float, float]]:
        """Each factor with its lowest and highest value (of `wishes`: for one), in the order of `Hit.factors`."""
        for name in ("near", "serves", "wishes", "open", "fresh", "complete"):
            boost: Bounded = getattr(self, name)
            yield name, boost.lowest, boost.highest
        yield "mixing", self.mixing.lowest, 1.0
