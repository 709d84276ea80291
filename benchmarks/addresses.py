"""`python -m benchmarks.addresses`: made-up addresses are written, loaded and looked up, beside bare SQLite."""

from __future__ import annotations

import argparse
import csv
import os
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from benchmarks.best_address import write_best
from benchmarks.timing import timed
from geo import AddressPoint, Gazetteer
from loket.composition import belgian_now
from loket.settings import SHIPPED
from store.addresses import StoredAddresses, load_addresses, open_addresses
from store.addresses.schema import FILE

CALLS = 2_000


def main() -> None:
    """Run all measurements in a folder that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.addresses", description=__doc__)
    parser.add_argument("--rows", type=int, default=4_000_000)
    rows = parser.parse_args().rows
    print(f"{rows:,} rows, one client, warm, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores\n")
    gazetteer = Gazetteer.load(SHIPPED / "reference")
    with tempfile.TemporaryDirectory(prefix="loket-addresses-") as name:
        folder = Path(name)
        file = write_best(folder / "openaddress-bevlg.csv", rows, gazetteer)
        show("file", f"{file.stat().st_size / 1e6:9.0f} MB")
        measure_load(file, folder, gazetteer)
        book = open_addresses(folder)
        assert book is not None
        with closing(book):
            measure_look_ups(book, folder, gazetteer)


def show(what: str, value: object) -> None:
    """One line of the table."""
    print(f"{what:<66} {value}", flush=True)


def measure_load(file: Path, folder: Path, gazetteer: Gazetteer) -> None:
    """The whole load until the new file serves, beside only reading the rows."""
    started = time.perf_counter()
    with file.open(encoding="utf-8", newline="") as content:
        rows = sum(1 for _ in csv.reader(content)) - 1
    show("bare csv reader", f"{rows / (time.perf_counter() - started):9,.0f} rows a second")
    started = time.perf_counter()
    report = load_addresses(file, folder, gazetteer, now=belgian_now())
    seconds = time.perf_counter() - started
    show("load", f"{rows / seconds:9,.0f} rows a second ({seconds:.0f} s)")
    show("houses and streets", f"{report.addresses:,} and {report.streets:,}")
    show("size of the file that serves", f"{(folder / FILE).stat().st_size / 1e6:9.0f} MB")


def measure_look_ups(book: StoredAddresses, folder: Path, gazetteer: Gazetteer) -> None:
    """Look-ups of houses that are there, spread over the whole file, and of some that are not."""
    houses = _houses(folder)
    bare = sqlite3.connect(folder / FILE)
    with closing(bare):
        query = "SELECT lat, lon FROM house WHERE street = ? AND number = ?"
        ids = [(street, number) for street, number, *_ in houses]
        show("bare SQLite: a house by its key", timed(lambda key: bare.execute(query, key).fetchall(), ids))
    named = [(name, str(number), postcode, nis) for _, number, name, postcode, nis in houses]
    show("street, number and postcode", timed(lambda one: book.find(one[0], one[1], postcode=one[2]), named))
    show("street, number and municipality", timed(lambda one: book.find(one[0], one[1], nis=one[3]), named))
    show("the nearest number", timed(lambda one: book.find(one[0], "999", nis=one[3]), named))
    show("street without a number", timed(lambda one: book.find(one[0], nis=one[3]), named))
    alone = named[:400]
    most = max((book.find(one[0], one[1]) for one in alone), key=len)
    show(f"street and number, no place (up to {len(most)} answers)", timed(lambda one: book.find(*one[:2]), alone))
    everywhere: Sequence[AddressPoint] = book.find("Kerkstraat")
    show(
        f"Kerkstraat 999, no place ({len(everywhere)} answers)", timed(lambda _: book.find("Kerkstraat", "999"), alone)
    )
    typed = [(one[0][: 1 + number % 8], one[3]) for number, one in enumerate(named)]
    show("streets that begin with 1-8 letters, in a municipality", timed(lambda one: book.streets(*one), typed))
    show("streets that begin with 1-8 letters, anywhere", timed(lambda one: book.streets(one[0]), typed))
    knowing = Gazetteer.load(SHIPPED / "reference", book)
    texts = [f"{name} {number}, {postcode}" for name, number, postcode, _ in named]
    show("from text to place: `Kerkstraat 12, 9300`", timed(knowing.resolve, texts))
    show("from text to place: `9300`, no address", timed(gazetteer.resolve, [one[2] for one in named]))


def _houses(folder: Path) -> list[tuple[int, int, str, str, str]]:
    """Street id, number, street, postcode and NIS code of houses all over the file, in no order."""
    with closing(sqlite3.connect(folder / FILE)) as connection:
        streets = connection.execute("SELECT id, name, postcode, nis FROM street").fetchall()
        chosen = Random(7).choices(streets, k=CALLS)
        numbers = "SELECT number FROM house WHERE street = ? AND suffix = '' ORDER BY number DESC LIMIT 9"
        found = ((row, connection.execute(numbers, (row[0],)).fetchall()) for row in chosen)
        return [(row[0], house[-1][0], *row[1:]) for row, house in found if house]


if __name__ == "__main__":
    main()
