"""The measurement of teams runs, on a world that is made once."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks import teams
from benchmarks.made import data_folder
from benchmarks.memory import resident_mb
from benchmarks.timing import Timing


def test_it_measures_reading_teams_and_a_change_on_a_world_that_is_there_already(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = data_folder(tmp_path / "world", tmp_path, 300)
    made = (folder / "loket.sqlite").stat().st_ino
    monkeypatch.setattr(sys, "argv", ["benchmarks.teams", "--profiles", "3", "--data", str(folder)])
    teams.main()
    said = capsys.readouterr().out
    assert (folder / "loket.sqlite").stat().st_ino == made
    assert re.search(r"each of 3 profiles for the first time .* s, -?\d+ MB", said)
    assert len(re.findall(r"top-5 with reasons, .* p50 .* p99", said)) == 3
    assert re.search(r"a change until a team can have it\s+[\d.]+ s", said)


def test_half_of_the_calls_take_longer_than_the_median_and_one_in_a_hundred_longer_than_the_99th_percentile() -> None:
    timing = Timing.of(reversed(range(1_000)))
    assert (timing.calls, timing.p50, timing.p99) == (1_000, 500, 990)
    assert Timing.of([7.0]) == Timing(1, 7.0, 7.0)


def test_memory_is_that_of_this_process() -> None:
    before = resident_mb()
    held = bytearray(64_000_000)
    assert resident_mb() - before > 50
    assert len(held) == 64_000_000
