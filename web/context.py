"""What the pages need; the composition root gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from catalogue import Glossary, Sources, Vocabulary
from geo import Gazetteer
from geo.shapes import Shapes
from indexer import Surveyor
from indexer.helplines import Helplines
from indexer.teams import Teams
from indexer.zones import ZoneOverviews
from search import Searcher
from store import Store


@dataclass(frozen=True, slots=True)
class PageContext:
    """The rooms below, the clock and the names that the pages show.

    `clock` gives the naive local time in Belgium. `base_url` is the public address of the site, without a slash at the
    end; it stands in canonical addresses, the site map and the data for search engines. `shapes` are None where they
    were never made.
    """

    store: Store
    searcher: Searcher
    gazetteer: Gazetteer
    vocabulary: Vocabulary
    glossary: Glossary
    helplines: Helplines
    zones: ZoneOverviews
    shapes: Shapes | None
    sources: Sources
    surveyor: Surveyor
    teams: Teams
    clock: Callable[[], datetime]
    base_url: str
    site_name: str = "loket"
