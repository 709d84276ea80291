"""A load that is killed at any moment: the old addresses go on serving, and the next load makes it whole."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.best_address import write_best
from geo import Gazetteer
from store.addresses import drop_addresses
from tests.store.address_files import a_row, best, book_in, loaded

REPOSITORY = Path(__file__).parents[2]
ROWS = 5_000


def loading(file: Path, folder: Path, data: Path, statements: int) -> subprocess.CompletedProcess[str]:
    """Load in a process of its own, that dies before the n-th statement."""
    script = "tests.store.die_while_loading_addresses"
    command = [sys.executable, "-m", script, str(file), str(folder), str(data / "reference"), str(statements)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer, data: Path
) -> tuple[Path, int, list[tuple[object, ...]]]:
    """A file, the number of statements that loading it takes, and what is loaded then."""
    folder = tmp_path_factory.mktemp("whole")
    file = write_best(folder / "best.csv", ROWS, gazetteer)
    run = loading(file, folder, data, 0)
    assert run.returncode == 0, run.stderr
    return file, int(run.stdout), content(folder)


def content(folder: Path) -> list[tuple[object, ...]]:
    """All that look-ups draw on, with the streets by name rather than by number."""
    with closing(book_in(folder)) as book, book._reading() as connection:
        houses = connection.execute(
            "SELECT nis, postcode, name, street.lat, street.lon, number, suffix, house.lat, house.lon "
            "FROM house JOIN street ON street = id ORDER BY 1, 2, 3, 6, 7"
        ).fetchall()
        keys = connection.execute("SELECT key, later, name FROM street_key JOIN street ON street = id ORDER BY 1, 2, 3")
        return [*houses, *keys.fetchall()]


@pytest.mark.parametrize("when", [2, 0.35, 0.9, -14, -10, -6, -3, -2, -1])
def test_killed_at_any_moment_the_old_addresses_serve_and_the_next_load_goes_on(
    whole: tuple[Path, int, list[tuple[object, ...]]], tmp_path: Path, gazetteer: Gazetteer, data: Path, when: float
) -> None:
    """A share of the statements, or so many from the begin or the end; the last ones finish and swap."""
    file, statements, complete = whole
    loaded(best(tmp_path / "old.csv", [a_row("12", streetname_nl="Oudestraat")]), tmp_path, gazetteer)
    at = int(statements * when) if 0 < when < 1 else int(when) % statements
    killed = loading(file, tmp_path, data, at)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with closing(book_in(tmp_path)) as book:
        assert [one.street for one in book.find("Oudestraat", "12")] == ["Oudestraat"]
        report = loaded(file, tmp_path, gazetteer)
        assert book.find("Oudestraat", "12") == ()
    assert report.rows == ROWS
    assert content(tmp_path) == complete
    if when != 2:
        assert report.resumed_after >= 1_000, "the parts that were committed are not read again"


def test_another_file_starts_over_and_says_so(
    whole: tuple[Path, int, list[tuple[object, ...]]], tmp_path: Path, gazetteer: Gazetteer, data: Path
) -> None:
    file, statements, _ = whole
    assert loading(file, tmp_path, data, statements // 2).returncode == -signal.SIGKILL
    report = loaded(best(tmp_path / "other.csv", [a_row("12")]), tmp_path, gazetteer)
    assert report.started_over == "there was an unfinished load of best.csv, or of an older one of that name"
    assert (report.rows, report.addresses, report.resumed_after) == (1, 1, 0)


def test_what_a_killed_load_left_goes_with_a_drop(
    whole: tuple[Path, int, list[tuple[object, ...]]], tmp_path: Path, gazetteer: Gazetteer, data: Path
) -> None:
    file, statements, _ = whole
    assert loading(file, tmp_path, data, statements // 2).returncode == -signal.SIGKILL
    drop_addresses(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["addresses.lock"]


def test_what_is_left_of_a_load_and_damaged_is_thrown_away(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "addresses.loading.sqlite").write_bytes(b"no database at all " * 300)
    report = loaded(best(tmp_path / "best.csv", [a_row("12")]), tmp_path, gazetteer)
    assert "cannot be read" in str(report.started_over)
    assert report.addresses == 1


def test_what_another_version_left_is_thrown_away(
    whole: tuple[Path, int, list[tuple[object, ...]]], tmp_path: Path, gazetteer: Gazetteer, data: Path
) -> None:
    file, statements, complete = whole
    assert loading(file, tmp_path, data, statements // 2).returncode == -signal.SIGKILL
    with closing(sqlite3.connect(tmp_path / "addresses.loading.sqlite")) as left:
        left.execute("PRAGMA user_version = 999")
    report = loaded(file, tmp_path, gazetteer)
    assert report.started_over == "there was an unfinished load by another version of loket"
    assert content(tmp_path) == complete
