"""What the endpoints need; the composition root gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from catalogue import Glossary, Vocabulary
from geo import Gazetteer
from geo.addresses import AddressBook
from geo.shapes import Shapes
from indexer import Surveyor
from indexer.casemanagers import Casemanagers
from indexer.helplines import Helplines
from indexer.teams import Teams
from indexer.zones import ZoneOverviews
from search import Engine, Searcher
from search.meaning import Meaning
from store import Store


@dataclass(frozen=True, slots=True)
class ApiContext:
    """The rooms below and the clock.

    `clock` gives the naive local time in Belgium. `base_url` is the public address of the site, without a slash at the
    end. `follower_failure` says why the index cannot follow the store, `None` while it can; `is_slow` whether the
    server has just started and answers slowly. `shapes` are None where they were never made, `addresses` where no file
    of addresses is loaded, `meaning` where words alone count.
    """

    store: Store
    searcher: Searcher
    engine: Engine
    gazetteer: Gazetteer
    vocabulary: Vocabulary
    glossary: Glossary
    surveyor: Surveyor
    helplines: Helplines
    zones: ZoneOverviews
    casemanagers: Casemanagers
    teams: Teams
    shapes: Shapes | None
    clock: Callable[[], datetime]
    base_url: str
    follower_failure: Callable[[], str | None]
    is_slow: Callable[[], bool]
    addresses: AddressBook | None = None
    meaning: Meaning | None = None
