"""A process that reads records in and is killed, as by `kill -9`, before its n-th statement to the database.

Usage: python die_while_ingesting.py DATABASE_URL RECORDS STATEMENTS
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, event

from catalogue import Sources, Vocabulary
from indexer.ingest import ingest
from indexer.sources.records import RecordsReader
from store import Store


def main(url: str, records: str, statements: str) -> None:
    """Open the store that is there and ingest until death."""
    store = Store.open(url, Sources({}))
    done = count(1)

    @event.listens_for(Engine, "before_cursor_execute")
    def die_in_time(*_: Any) -> None:
        if next(done) == int(statements):
            os.kill(os.getpid(), signal.SIGKILL)

    ingest(
        RecordsReader(),
        Path(records),
        store=store,
        vocabulary=Vocabulary({}),
        gazetteer=None,
        source="records",
        now=datetime(2026, 11, 22, 11, tzinfo=ZoneInfo("Europe/Brussels")),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
