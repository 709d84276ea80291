"""Vectors on disk: nothing is computed twice, nothing broken is used, nothing of another model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search.meaning import Shelf, Vectors, key_of
from search.meaning.book import EXPONENT, widened
from tests.search.meaning.toy import Toy

KEYS = [key_of(f"tekst {number}") for number in range(5)]


def some_vectors(count: int) -> Vectors:
    """Of length 1, all different."""
    drawn = np.random.default_rng(1).standard_normal((count, Toy.dimensions), dtype=np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


VECTORS = some_vectors(5)


def opened(folder: Path, toy: Toy | None = None, *, writer: bool = True) -> Shelf:
    shelf = Shelf(folder, writer=writer)
    shelf.open(toy or Toy())
    return shelf


def the_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With the five vectors on it."""
    shelf = opened(tmp_path / "vectors")
    shelf.add(KEYS[:2], VECTORS[:2])
    shelf.add(KEYS[2:], VECTORS[2:])
    return tmp_path / "vectors"


def test_what_was_kept_is_there_again(folder: Path) -> None:
    book = opened(folder).book
    assert book.keys == tuple(KEYS)
    cosines = book.cosines(VECTORS[3], book.rows(KEYS))
    assert cosines == pytest.approx(VECTORS @ VECTORS[3], abs=2e-3)


@pytest.mark.parametrize("lost", [1, 20, 29, 30])
def test_a_row_that_was_written_half_is_left_out_and_can_be_written_again(folder: Path, lost: int) -> None:
    file = the_file(folder)
    file.write_bytes(file.read_bytes()[:-lost])
    shelf = opened(folder)
    assert shelf.book.keys == tuple(KEYS[:4])
    shelf.add(KEYS[4:], VECTORS[4:])
    assert opened(folder).book.keys == tuple(KEYS)


def test_from_a_damaged_row_on_nothing_is_used(folder: Path) -> None:
    file = the_file(folder)
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 5 * 2 + 25] ^= 1
    file.write_bytes(raw)
    assert opened(folder).book.keys == tuple(KEYS[:2])


def test_vectors_of_other_weights_are_not_looked_at_and_not_lost(folder: Path) -> None:
    other = Toy("twee")
    assert opened(folder, other).book.keys == ()
    assert opened(folder).book.keys == tuple(KEYS)


def test_what_is_forgotten_is_gone_from_disk_too(folder: Path) -> None:
    shelf = opened(folder)
    size = the_file(folder).stat().st_size
    shelf.keep_only({KEYS[1], KEYS[4], key_of("niet hier")})
    assert the_file(folder).stat().st_size == size * 2 // 5
    for book in (shelf.book, opened(folder).book):
        assert book.keys == (KEYS[1], KEYS[4])
        assert book.cosines(VECTORS[4], book.rows([KEYS[4]])) == pytest.approx([1.0], abs=2e-3)


def test_who_does_not_write_reads_only(folder: Path, tmp_path: Path) -> None:
    file = the_file(folder)
    file.write_bytes(file.read_bytes()[:-1])
    before = file.read_bytes()
    reader = opened(folder, writer=False)
    assert reader.book.keys == tuple(KEYS[:4])
    assert file.read_bytes() == before
    assert opened(tmp_path / "none", writer=False).book.keys == ()
    assert not (tmp_path / "none").exists()
    with pytest.raises(RuntimeError, match="process that writes"):
        reader.add(KEYS[4:], VECTORS[4:])
    with pytest.raises(RuntimeError, match="process that writes"):
        reader.keep_only(set())


def test_a_row_takes_no_more_than_half_precision_and_a_few_bytes(folder: Path) -> None:
    assert the_file(folder).stat().st_size == 5 * (2 * Toy.dimensions + 20)


def test_thousands_of_vectors_are_each_compared(tmp_path: Path) -> None:
    shelf, count = opened(tmp_path), 5000
    vectors = some_vectors(count)
    keys = [key_of(str(number)) for number in range(count)]
    shelf.add(keys, vectors)
    rows = shelf.book.rows([*reversed(keys), key_of("niet hier")])
    cosines = shelf.book.cosines(vectors[7], rows)
    assert np.isnan(cosines[-1])
    assert cosines[:-1] == pytest.approx((vectors @ vectors[7])[::-1], abs=2e-3)


def test_every_finite_half_is_read_as_the_number_that_it_is() -> None:
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)]
    read = widened(halves, np.empty(len(halves), dtype=np.int32)) * EXPONENT
    assert np.array_equal(read, halves.astype(np.float32))
