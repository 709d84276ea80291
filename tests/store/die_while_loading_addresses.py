"""A process that loads addresses and is killed, as by `kill -9`, before its n-th statement to the database.

Usage: python die_while_loading_addresses.py FILE FOLDER REFERENCE STATEMENTS
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from itertools import count
from pathlib import Path

from geo import Gazetteer
from tests.store.address_files import loaded


def main(file: str, folder: str, reference: str, statements: str) -> None:
    """Load until death."""
    gazetteer = Gazetteer.load(Path(reference))
    done = count(1)

    def die_in_time(_: str) -> None:
        if next(done) == int(statements):
            os.kill(os.getpid(), signal.SIGKILL)

    class Mortal(sqlite3.Connection):
        """A connection that counts what is asked of it."""

        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)  # type: ignore[arg-type]  # as sqlite3.connect passes them on
            self.set_trace_callback(die_in_time)

    connect = sqlite3.connect
    sqlite3.connect = lambda *given, **named: connect(*given, **named, factory=Mortal)  # type: ignore[assignment]
    loaded(Path(file), Path(folder), gazetteer)
    print(next(done))


if __name__ == "__main__":
    main(*sys.argv[1:])
