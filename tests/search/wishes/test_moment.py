"""Which moment stands for "'s avonds": never one that is over, and no public holiday for an ordinary day."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.wishes.moment import When

KINDS = ("today 18:30", "tomorrow 10:30", "workday 18:30", "weekend 10:30", "saturday 10:30", "friday 14:30")


@pytest.mark.parametrize(
    ("kind", "now", "moment"),
    [
        ("now", "2026-11-23T10:00:42", "2026-11-23T10:00"),
        ("today 18:30", "2026-11-23T21:00", "2026-11-23T21:00"),  # the evening has begun
        ("workday 18:30", "2026-11-23T21:00", "2026-11-24T18:30"),
        ("workday 18:30", "2026-11-27T21:00", "2026-11-30T18:30"),  # a Friday
        ("weekend 10:30", "2026-11-28T12:00", "2026-11-29T10:30"),
        ("friday 10:30", "2026-12-24T10:00", "2027-01-08T10:30"),  # Christmas and New Year are Fridays
        ("tomorrow 10:30", "2026-11-23T10:00", "2026-11-24T10:30"),
    ],
)
def test_the_next_moment_of_a_kind(kind: str, now: str, moment: str) -> None:
    assert When.read(kind).after(datetime.fromisoformat(now)) == datetime.fromisoformat(moment)


@given(st.sampled_from(KINDS), st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
def test_no_moment_is_over(kind: str, now: datetime) -> None:
    assert When.read(kind).after(now) >= now.replace(second=0, microsecond=0)


@pytest.mark.parametrize("text", ["", "someday 10:30", "saturday", "saturday 25:00"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"none of|isoformat|hour"):
        When.read(text)
