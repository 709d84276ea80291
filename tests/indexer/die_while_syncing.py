"""A worker that says that it writes the index, waits for a line, and is killed once the index has come so far.

Usage: python die_while_syncing.py DATABASE_URL INDEX_FOLDER POSITION
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from catalogue import Sources, Vocabulary
from geo import Gazetteer
from indexer import Follower, Projection, sync
from search import Analyser, open_embedded
from store import Store

DATA = Path(__file__).parents[2] / "data"


def main(url: str, folder: str, position: str) -> None:
    """Follow the store, a few changes at a time, until death: at the first statement once `position` is reached."""
    sync.BATCH = 20
    store = Store.open(url, Sources({}))
    engine = open_embedded(Path(folder), Analyser.load(DATA / "relevance"), writer=True)
    projection = Projection(Gazetteer.load(DATA / "reference"), Vocabulary.load(DATA / "vocabulary"))
    print("writes", flush=True)
    sys.stdin.readline()

    @event.listens_for(Engine, "before_cursor_execute")
    def die_in_time(*_: Any) -> None:
        if engine.position() >= int(position):
            os.kill(os.getpid(), signal.SIGKILL)

    Follower(store, engine, projection).follow()


if __name__ == "__main__":
    main(*sys.argv[1:])
