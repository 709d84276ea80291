"""What the endpoints need; the composition root gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from catalogue import Vocabulary
from geo import Gazetteer
from search import Engine, Searcher
from store import Store


@dataclass(frozen=True, slots=True)
class ApiContext:
    """The rooms below and the clock.

    `clock` gives the naive local time in Belgium. `base_url` is the public address of the site, without a slash at the
    end. `follower_failure` says why the index cannot follow the store, `None` while it can.
    """

    store: Store
    searcher: Searcher
    engine: Engine
    gazetteer: Gazetteer
    vocabulary: Vocabulary
    clock: Callable[[], datetime]
    base_url: str
    follower_failure: Callable[[], str | None]
