"""Columns of candidates that are read once: the same as those of their sheets, whatever was remembered before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engine.columns.candidates import Scored, candidates_of
from search.engine.columns.facts import Facts
from search.engine.columns.sheet_book import SheetBook, sheet_key
from search.engine.columns.table import ColumnBuilder, Columns, places_of
from search.engine.port import EngineQuery, Filters
from search.engine.sheet import Sheet
from tests.search.world import MONDAY, a_site, an_offer

QUERY = EngineQuery(
    today=MONDAY.date(),
    now=MONDAY,
    filters=Filters({"language": frozenset({"fr"})}, accessibility=frozenset({"toilet"})),
    wishes=Filters(zone="regio-aalst", age=12),
)


class Shelf:
    """Where sheets are kept, and which of them were read."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        """As they are written."""
        self.written = {sheet_key(sheet.write()): sheet.write() for sheet in sheets}
        self.asked: list[str] = []

    def read(self, keys: Sequence[str]) -> list[bytes]:
        """Those that are there, in an order of its own."""
        self.asked += keys
        return [self.written[key] for key in reversed(keys) if key in self.written]


def a_shelf(many: int = 40) -> Shelf:
    """Offers that differ in all that columns hold."""
    return Shelf(
        Sheet.of(
            an_offer(
                str(number),
                f"naam {number % 7}",
                languages=("fr",) if number % 3 else None,
                sites=(a_site(),) * (number % 4),
                minimum_age=number % 5,
                ages_known=number % 2 == 0,
                sector=("ocmw", "caw", None)[number % 3],
            )
        )
        for number in range(many)
    )


def told(columns: Columns, builder: ColumnBuilder) -> dict[str, dict[str, Any]]:
    """By the id of each candidate what ranking gets of it, but for numbers that count only among themselves."""
    nothing = np.zeros(len(columns))
    scored = Scored(nothing, nothing, nothing.astype(np.bool_))
    facts = Facts(columns, builder, QUERY, np.ones(len(columns), dtype=np.bool_))
    found = candidates_of(facts, np.arange(len(columns)), scored, places_of(columns.rows.name))
    names = ("unknown", "wished_unknown", "wished_not", "checked", "open_now", "completeness", "lot")
    terms = {
        name: [{builder.books[name].terms[code] for code in held.code[held.row == row]} for row in range(len(columns))]
        for name, held in columns.terms.items()
    }
    return {
        id_: {name: getattr(found, name)[row].item() for name in names} | {name: of[row] for name, of in terms.items()}
        for row, id_ in enumerate(found.ids)
    }


def as_read(shelf: Shelf, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The same from their sheets alone."""
    sheets = [Sheet.read(shelf.written[key]) for key in keys if key in shelf.written]
    builder = ColumnBuilder()
    return told(builder.columns(range(len(sheets)), sheets), builder)


SHELF = a_shelf()
QUESTIONS = st.lists(st.lists(st.sampled_from([*SHELF.written, "gone"]), unique=True, max_size=20), max_size=8)


@given(QUESTIONS, st.integers(40, 60))
def test_whatever_was_asked_before_columns_are_those_of_the_sheets(questions: list[list[str]], most: int) -> None:
    book = SheetBook(most)
    for keys in questions:
        columns, builder, there = book.columns(keys, SHELF.read)
        ids = [Sheet.read(SHELF.written[keys[number]]).id for number in there]
        assert columns.rows.id.tolist() == ids
        assert told(columns, builder) == as_read(SHELF, keys)


def test_a_sheet_is_read_once_and_one_that_is_gone_is_asked_for_once_in_a_question() -> None:
    shelf, book = a_shelf(), SheetBook()
    keys = [*shelf.written][:9]
    book.columns(keys[:6], shelf.read)
    _, _, there = book.columns([*keys, "gone"], shelf.read)
    assert (sorted(there), sorted(shelf.asked)) == (list(range(9)), sorted([*keys, "gone"]))


def test_what_is_remembered_stays_below_a_number() -> None:
    shelf, book = a_shelf(), SheetBook(most=10)
    keys = [*shelf.written]
    for number in range(0, 40, 5):
        book.columns(keys[number : number + 5], shelf.read)
    shelf.asked.clear()
    book.columns(keys[35:], shelf.read)
    assert shelf.asked == []
    book.columns(keys[:5], shelf.read)
    assert sorted(shelf.asked) == sorted(keys[:5])


def test_what_is_learnt_ahead_is_not_read_and_never_takes_the_place_of_something_else() -> None:
    shelf, book = a_shelf(), SheetBook(most=30)
    keys, written = [*shelf.written], [*shelf.written.values()]
    assert book.learn(written[:20])
    assert not book.learn(written[20:])
    _, _, there = book.columns(keys[:20], shelf.read)
    assert (len(there), shelf.asked) == (20, [])


def test_many_threads_at_once_get_what_they_asked_for() -> None:
    shelf, book = a_shelf(160), SheetBook(most=100)
    keys = [*shelf.written]
    asked = [keys[number : number + 12] for number in range(148)] * 2

    def right(some: list[str]) -> bool:
        columns, builder, _ = book.columns(some, shelf.read)
        return told(columns, builder) == as_read(shelf, some)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(right, asked))
