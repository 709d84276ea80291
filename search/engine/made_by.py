"""What an index depends on, whichever engine keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from search.document import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Another program or another word list needs another index. `structure`: raised by the engine itself."""

    schema_version: int
    structure: int
    analysis_version: str

    @classmethod
    def now(cls, structure: int, analysis_version: str) -> Self:
        """What this program would make."""
        return cls(SCHEMA_VERSION, structure, analysis_version)

    def told(self) -> str:
        """For an operator: schema, structure and analysis."""
        return f"{self.schema_version}.{self.structure} {self.analysis_version}"
