"""In which period, and until when? (P4, P8)"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Vocabulary
from matching.days import birthday
from matching.perinatal import PerinatalQuestion, advise, period_on
from matching.perinatal.tables import Extension
from tests.matching.perinatal.cases import TABLES, TODAY, activity, applying, child, pregnant

BIRTH = date(2026, 2, 10)


def test_p4_a_pregnancy_is_prenatal_whatever_the_week(vocabulary: Vocabulary) -> None:
    assert [pregnant(weeks=weeks).period for weeks in (0, 27, 45)] == ["prenatal"] * 3
    named = {period for one in TABLES.activities for period in one.periods}
    assert named == set(vocabulary["perinatal_period"])


@pytest.mark.parametrize(
    ("days", "period"),
    [(0, "postnatal"), (1, "postnatal"), (41, "postnatal"), (42, "young_child"), (43, "young_child")],
)
def test_p4_from_day_42_on_a_child_is_a_young_child(days: int, period: str) -> None:
    assert child(days).period == period


@pytest.mark.parametrize(
    ("birth", "last"),
    [
        (date(2024, 3, 5), date(2027, 3, 4)),
        (date(2024, 2, 29), date(2027, 2, 28)),  # the third birthday is 1 March
        (date(2024, 1, 1), date(2026, 12, 31)),
    ],
)
def test_p4_the_last_day_is_the_day_before_the_third_birthday(birth: date, last: date) -> None:
    assert child((last - birth).days, birth=birth).period == "young_child"
    after = child((last - birth).days + 1, birth=birth)
    assert after.period is None
    assert set(applying(after).values()) == {"no"}
    assert "P4" in [note.code for note in after.notes]


@given(birth=st.dates(date(2000, 1, 1), date(2090, 1, 1)), days=st.integers(0, 1500))
def test_p4_the_periods_follow_each_other_without_a_day_between_them(birth: date, days: int) -> None:
    today = birth + timedelta(days=days)
    expected = "postnatal" if days < 42 else "young_child" if today < birthday(birth, 3) else None
    assert period_on(birth, today, TABLES.periods) == expected


def test_p4_in_the_last_period_the_step_to_school_is_prepared() -> None:
    assert "school" in " ".join(note.text for note in child(400).notes)
    assert "school" not in " ".join(note.text for note in child(10).notes)


@pytest.mark.parametrize("about", [{}, {"weeks": 20, "child_birth_date": TODAY}])
def test_p4_both_or_none_of_weeks_and_birth_date_cannot_be_answered(about: dict[str, object]) -> None:
    faults = PerinatalQuestion.model_validate(about).faults(TODAY)
    assert [fault.field for fault in faults] == ["weeks", "child_birth_date"]


def test_p4_a_child_cannot_be_born_tomorrow_and_can_be_born_today() -> None:
    tomorrow = PerinatalQuestion(child_birth_date=TODAY + timedelta(days=1))
    assert [fault.field for fault in tomorrow.faults(TODAY)] == ["child_birth_date"]
    assert PerinatalQuestion(child_birth_date=TODAY).faults(TODAY) == ()


def test_p8_the_programme_runs_up_to_and_including_31_december_2028() -> None:
    assert pregnant(2).programme_until == date(2028, 12, 31)
    assert applying(pregnant(2, today=date(2028, 12, 31)))["coordinatie"] == "yes"
    after = pregnant(2, today=date(2029, 1, 1))
    assert set(applying(after).values()) == {"no"}
    assert {reason.code for one in after.activities for reason in one.why} == {"P8"}
    assert "31 december 2028" in after.notes[0].text


def test_p8_after_that_only_a_dated_decision_keeps_it_on() -> None:
    extended = Extension(until=date(2030, 6, 30), decided_on=date(2028, 10, 1), source="test")
    programme = TABLES.programme.model_copy(update={"extensions": (extended,)})
    tables = TABLES.model_copy(update={"programme": programme})
    question = PerinatalQuestion(weeks=20)
    assert applying(advise(question, tables, date(2030, 6, 30)))["universeel"] == "yes"
    assert applying(advise(question, tables, date(2030, 7, 1)))["universeel"] == "no"


def test_p8_nothing_lasts_longer_than_the_programme() -> None:
    late = child(0, 2, birth=date(2028, 6, 1))
    assert activity(late, "coordinatie").until == date(2028, 12, 31)
    assert activity(child(0, 2, birth=BIRTH), "screening").until == date(2026, 2, 17)
