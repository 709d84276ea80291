"""The points: `data/policy/weights.toml`. Every number is a choice for policy makers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Weight(BaseModel):
    """One weight with the reason for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    points: int = Field(ge=0, le=1000)
    label: str
    reason: str


class Weights(BaseModel):
    """The weights of one version, and what each preset multiplies."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    status: str
    weight: tuple[Weight, ...]
    preset: Mapping[str, Mapping[str, int]]

    @classmethod
    def load(cls, folder: Path) -> Weights:
        """Read `weights.toml` of a folder. Raises `ValidationError` or `TOMLDecodeError`."""
        return cls.model_validate(tomllib.loads((folder / "weights.toml").read_text(encoding="utf-8")))

    def points(self, preset: str | None) -> Mapping[str, int]:
        """Points per weight, under a preset. Raises `KeyError` for an unknown preset."""
        times = self.preset[preset] if preset is not None else {}
        return {one.id: one.points * times.get(one.id, 1) for one in self.weight}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The Dutch label of each weight, by id."""
        return {one.id: one.label for one in self.weight}
