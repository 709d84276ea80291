"""The sources that the map draws on, and which of them has the last word on a field."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

EDITOR = "editor"
"""The pseudo-source of values that an editor set."""


class Source(BaseModel):
    """A publisher of records."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str = Field(description="Its name in Dutch, as people see it.")
    website: str | None = None
    licence: str | None = None
    authentic: tuple[str, ...] = Field((), description="`kind.field` on which it has the last word; `kind.*` for all.")

    def is_authentic_for(self, kind: str, field: str) -> bool:
        """Whether this source has the last word on that field."""
        return f"{kind}.{field}" in self.authentic or f"{kind}.*" in self.authentic


class Sources:
    """The table of sources. A source that is not in it is known by its id and is authentic for nothing."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        """Take the table as given."""
        self._sources = dict(sources)

    @classmethod
    def load(cls, path: Path) -> Sources:
        """Read `data/reference/sources.toml`: one table per source id. Raises `ValueError` on a bad row."""
        rows = tomllib.loads(path.read_text("utf-8"))
        return cls({key: Source(id=key, **row) for key, row in rows.items()})

    def __getitem__(self, source_id: str) -> Source:
        """The source with that id."""
        return self._sources.get(source_id) or Source(id=source_id, label=source_id)

    def is_authentic_for(self, source_id: str, kind: str, field: str) -> bool:
        """Whether that source has the last word on that field."""
        return self[source_id].is_authentic_for(kind, field)
