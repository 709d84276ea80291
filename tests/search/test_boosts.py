"""The reviewed numbers of the order: what ships holds together, and a number that cannot be is told by its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.quality.dates import BANDS
from search import Boosts
from search.analysis import BadTableError


@pytest.fixture
def written(data: Path) -> str:
    """The file that ships."""
    return (data / "relevance" / "boosts.toml").read_text("utf-8")


def test_freshness_and_completeness_and_being_open_only_break_near_ties(boosts: Boosts) -> None:
    assert boosts.fresh.ratio * boosts.complete.ratio * boosts.open.ratio < 1.11
    assert max(boosts.fresh.ratio, boosts.complete.ratio, boosts.open.ratio) < 1.05


def test_fresh_means_the_same_as_in_the_figures_about_the_data(boosts: Boosts) -> None:
    assert boosts.fresh.within_days == tuple(longest.days for longest in BANDS.values())


def test_who_serves_others_only_comes_after_who_serves_you_however_near(boosts: Boosts) -> None:
    assert boosts.serves.ratio > boosts.near.ratio


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("digits = 3", "digits = 9", "boosts.toml: digits: "),
        ("unknown = 0.7", "unknown = 0.1", "boosts.toml: serves: .*between lowest and highest"),
        ("unknown = 0.7", "unknow = 0.7", "boosts.toml: serves.unknow: "),
        ("highest = 2.0", "highest = 1.0", "boosts.toml: near: .*less than highest"),
        ("half_at_km = 15.0", "half_at_km = 0.0", "boosts.toml: near.half_at_km: "),
        ("[183, 365, 730]", "[365, 183, 730]", "boosts.toml: fresh: .*go up"),
        ("[1.02, 1.01, 1.0]", "[1.02, 1.0]", "boosts.toml: fresh: .*a factor for each"),
        ("[1.02, 1.01, 1.0]", "[1.02, 1.0, 1.01]", "boosts.toml: fresh: .*go down"),
        ("further = 0.97\n", "further = 1.1\n", "boosts.toml: mixing.organisation.further: "),
        ("lowest = 0.97", "lowest = 0.5", "boosts.toml: mixing: .*not weigh more"),
        ("free = 5", "free = '5'", "boosts.toml: mixing.organisation.free: "),
        ("[open]", "[open", "boosts.toml: "),
        ("[complete]", "[completed]", "boosts.toml: complete: "),
    ],
)
def test_a_number_that_cannot_be_is_refused_by_file_and_key(
    written: str, tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in written
    path = tmp_path / "boosts.toml"
    path.write_text(written.replace(old, new, 1), "utf-8")
    with pytest.raises(BadTableError, match=told):
        Boosts.load(path)


@pytest.mark.parametrize("key", ["reason", "origin"])
def test_every_number_says_why_and_from_where(written: str, tmp_path: Path, key: str) -> None:
    lines = [line for line in written.splitlines() if not line.startswith(f"{key} =")]
    path = tmp_path / "boosts.toml"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadTableError) as refused:
        Boosts.load(path)
    for table in ("near", "serves", "open", "fresh", "complete", "mixing.organisation", "mixing.sector"):
        assert f"boosts.toml: {table}.{key}: " in str(refused.value)
