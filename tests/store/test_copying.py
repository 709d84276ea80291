"""A copy of the database is whole, of one moment, and never in the place of something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from store import NotCopied, Store
from tests.postgresql import Databases
from tests.store.world import SOURCES, organisation, take_in


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "loket.sqlite"


@pytest.fixture
def kept(database: Path) -> Iterator[Store]:
    """What is kept in that file."""
    store = Store.open(f"sqlite:///{database}", SOURCES, create=True)
    yield store
    store.close()


def test_a_copy_is_of_one_moment_while_others_write(kept: Store, tmp_path: Path) -> None:
    stopping, written = Event(), Event()

    def write() -> None:
        number = 0
        while not stopping.is_set():
            take_in(kept, organisation(f"x:{number}"), organisation(f"x:{number}b"))
            number += 1
            written.set()

    writer = Thread(target=write)
    writer.start()
    written.wait()
    for number in range(3):
        before = kept.last_change()
        kept.copy_to(tmp_path / f"{number}.sqlite")
        after = kept.last_change()
        copy = Store.open(f"sqlite:///{tmp_path / f'{number}.sqlite'}", SOURCES)
        assert copy.check() == []
        assert before <= copy.last_change() <= after
        assert copy.count() % 2 == 0  # no half transaction
        copy.close()
    stopping.set()
    writer.join()


def test_a_copy_is_one_file_that_only_its_owner_reads(kept: Store, tmp_path: Path) -> None:
    (folder := tmp_path / "copies").mkdir()
    kept.copy_to(folder / "copy.sqlite")
    assert [(file.name, file.stat().st_mode & 0o777) for file in folder.iterdir()] == [("copy.sqlite", 0o600)]


def test_nothing_is_overwritten_least_of_all_the_database(kept: Store, database: Path) -> None:
    before = database.read_bytes()
    with pytest.raises(NotCopied, match="already"):
        kept.copy_to(database)
    assert database.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(kept: Store, tmp_path: Path) -> None:
    with pytest.raises(NotCopied, match="No such file or directory"):
        kept.copy_to(tmp_path / "nowhere" / "copy.sqlite")


def test_a_damaged_database_is_no_copy(kept: Store, database: Path, tmp_path: Path) -> None:
    take_in(kept, *(organisation(f"x:{number}") for number in range(200)))
    kept.close()  # all is in one file now
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2)
        file.write(bytes(range(256)) * 64)  # as a failing disk does
    with pytest.raises(NotCopied, match="damaged"):
        kept.copy_to(tmp_path / "copy.sqlite")
    assert [file for file in tmp_path.iterdir() if not file.name.startswith("loket.sqlite")] == []


def test_postgresql_has_a_program_of_its_own(postgresql: Databases, tmp_path: Path) -> None:
    address = postgresql.new()
    store = Store.open(address, SOURCES)
    with pytest.raises(NotCopied, match="pg_dump"):
        store.copy_to(tmp_path / "copy.sqlite")
    store.close()
    postgresql.drop(address)
