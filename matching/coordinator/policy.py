"""Who coordinates, as the policy leaves it to settings: `data/policy/coordinator.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

ConditionId = Literal[
    "complex_process",
    "appointed",
    "alivia",
    "assessment",
    "domains",
    "at_home",
    "programme",
    "not_in_assignment",
    "not_paid_this_year",
]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Preference(_Row):
    """Points by who coordinates (C2); the same for every professional who is new, paid or not (C7)."""

    coordinates_already: int
    person: int
    carer: int
    existing: int
    professional: int


class Condition(_Row):
    """A condition for pay, in words (C5)."""

    id: ConditionId
    text: str


class CoordinatorPolicy(_Row):
    """What the policy left open is `None`: it is not decided here."""

    version: str
    points: Preference
    payable_from: date | None = None
    domains_at_least: int | None = None
    programmes: frozenset[str]
    federal_types: frozenset[str]
    flemish_types: frozenset[str]
    condition: tuple[Condition, ...]

    @classmethod
    def load(cls, folder: Path) -> CoordinatorPolicy:
        """Read `coordinator.toml` of a folder. Raises `ValidationError` or `TOMLDecodeError`."""
        return cls.model_validate(tomllib.loads((folder / "coordinator.toml").read_text(encoding="utf-8")))
