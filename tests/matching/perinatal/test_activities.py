"""Which activities, by whom, until when, and why? (P3, P5, P6, P7)"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from itertools import product
from pathlib import Path

import pytest

from catalogue import Answer, Vocabulary
from matching.perinatal import Indicators, PerinatalQuestion, PerinatalTables, advise
from tests.matching.perinatal.cases import DATA, TABLES, TODAY, activity, applying, child, indicators, pregnant

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN

# The table of P5, written down a second time from RULES.md: the scenarios and periods in which a row holds, and who.
EVERY = ("prenatal", "postnatal", "young_child")
P5 = {
    "toeleiden": ("0AB", ("prenatal",), {"zorg_en_welzijnsactoren", "huis_van_het_kind"}),
    "screening": (
        "0AB",
        ("prenatal", "postnatal"),
        {"zorgverlener", "huisarts", "vroedvrouw", "gynaecoloog", "welzijnsactoren"},
    ),
    "ppa": ("AB", ("prenatal",), {"huisarts", "gynaecoloog", "vroedvrouw"}),
    "coordinatie": ("B", EVERY, {"lid_van_het_team"}),
    "overleg": ("B", EVERY, {"lid_van_het_team"}),
    "universeel": ("0AB", EVERY, {"basiszorg", "kind_en_gezin", "huis_van_het_kind"}),
    "proportioneel": ("0AB", EVERY, {"bijkomende_zorg"}),
}
DAYS = {"postnatal": 3, "young_child": 100}


def test_p5_every_row_of_the_table_is_there_and_is_one_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    assert [one.id for one in TABLES.activities] == list(P5) == list(vocabulary["perinatal_activity"])


@pytest.mark.parametrize("id_", P5)
def test_p5_each_activity_is_done_by_the_actors_of_its_row(id_: str) -> None:
    assert set(activity(pregnant(), id_).by) == P5[id_][2]


@pytest.mark.parametrize(("scenario", "period"), [*product("0AB", EVERY)])
def test_p5_the_rows_of_a_scenario_and_period_apply_and_no_others(scenario: str, period: str) -> None:
    asked = partial(pregnant) if period == "prenatal" else partial(child, DAYS[period])
    advice = asked("0AB".index(scenario), screened=NO, clinical_follow_up=YES)
    assert advice.scenario.scenario == scenario
    expected = {id_: "yes" if scenario in row[0] and period in row[1] else "no" for id_, row in P5.items()}
    if scenario == "0":
        expected["proportioneel"] = "unknown"  # only the eight indicators were asked
    assert applying(advice) == expected


@pytest.mark.parametrize(("days", "applies"), [(0, "yes"), (6, "yes"), (7, "yes"), (8, "no"), (41, "no")])
def test_p5_screening_is_done_until_seven_days_after_the_birth_day_7_included(days: int, applies: str) -> None:
    screening = activity(child(days), "screening")
    assert screening.applies.value == applies
    assert screening.until == TODAY - timedelta(days=days - 7)


def test_p5_in_a_pregnancy_the_last_day_is_not_known() -> None:
    assert {one.until for one in pregnant(2).activities} == {None}


def test_p5_what_holds_in_all_periods_holds_until_the_day_before_the_third_birthday() -> None:
    for id_ in ("coordinatie", "overleg", "universeel", "proportioneel"):
        assert activity(child(10, 2, birth=date(2025, 3, 5)), id_).until == date(2028, 3, 4)


def test_p5_once_screened_there_is_no_screening_left_and_not_knowing_it_is_no_reason_to_skip_it() -> None:
    assert activity(pregnant(screened=YES), "screening").applies is NO
    assert activity(pregnant(screened=UNKNOWN), "screening").applies is YES


@pytest.mark.parametrize(
    ("screened", "followed", "applies"),
    [
        (YES, YES, NO),
        (NO, YES, YES),
        (YES, NO, YES),
        (NO, UNKNOWN, YES),
        (UNKNOWN, NO, YES),
        (YES, UNKNOWN, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_p5_who_is_not_screened_or_not_in_follow_up_is_led_there(
    screened: Answer, followed: Answer, applies: Answer
) -> None:
    found = activity(pregnant(screened=screened, clinical_follow_up=followed), "toeleiden")
    assert found.applies is applies
    assert ("Vraag na" in found.why[0].text) is (applies is UNKNOWN)


@pytest.mark.parametrize(
    ("positive", "unknown", "ppa", "coordination"),
    [
        (0, 1, UNKNOWN, NO),  # at most A
        (0, 8, UNKNOWN, UNKNOWN),
        (1, 1, YES, UNKNOWN),  # at least A
        (1, 0, YES, NO),
        (2, 6, YES, YES),
    ],
)
def test_p5_what_is_sure_of_the_range_is_said_and_the_rest_is_unknown(
    positive: int, unknown: int, ppa: Answer, coordination: Answer
) -> None:
    advice = pregnant(positive, unknown)
    assert (activity(advice, "ppa").applies, activity(advice, "coordinatie").applies) == (ppa, coordination)


def test_p5_a_personal_talk_is_held_only_during_the_pregnancy_and_that_is_said() -> None:
    found = activity(child(0, 2), "ppa")
    assert found.applies is NO
    assert "zwangerschap" in found.why[0].text


def test_p5_every_answer_says_why_in_words() -> None:
    for positive, unknown in ((0, 0), (1, 0), (2, 0), (0, 8), (1, 4)):
        for advice in (pregnant(positive, unknown), child(3, positive, unknown), child(2000, positive, unknown)):
            for one in advice.activities:
                assert one.why, one
                assert all(reason.text.endswith(".") and "{" not in reason.text for reason in one.why)
                assert {reason.code for reason in one.why} <= {"P2", "P4", "P5", "P8"}


def test_p5_learning_more_never_turns_a_yes_into_a_no() -> None:
    """Over all ranges: an activity that applies whatever the unknown indicators are applies for each of them."""
    for positive, unknown in product(range(9), repeat=2):
        if positive + unknown > 8:
            continue
        sure = applying(pregnant(positive, unknown))
        for turned in range(unknown + 1):
            known = applying(pregnant(positive + turned))
            for id_, answer in sure.items():
                assert answer in ("unknown", known[id_]), (positive, unknown, turned, id_)


def test_p3_for_whom_the_programme_is_is_said() -> None:
    (said,) = (note.text for note in pregnant().notes if note.code == "P3")
    for words in ("zwanger", "ouders", "opvoeders", "tot en met 2 jaar"):
        assert words in said


def test_p6_born_in_belgium_is_the_tool_and_we_do_not_assess() -> None:
    (said,) = (note.text for note in pregnant().notes if note.code == "P6")
    assert "Born in Belgium" in said
    assert "beoordelen ze niet" in said


def test_p7_who_does_parts_of_coordination_already_can_be_found() -> None:
    links = {link.actor.id: link for link in activity(pregnant(2), "coordinatie").links}
    parts = {id_ for id_, link in links.items() if link.role == "parts"}
    assert parts == {"kind_en_gezin", "caw", "dmw", "ocmw", "gezinscoach"}
    assert links["kind_en_gezin"].actor.organisation_types == ("kind_en_gezin_team",)


def test_p7_an_expertise_centre_supports_and_never_guides_a_family() -> None:
    for one in TABLES.activities:
        assert "eck" not in (*one.by, *one.also)
        assert "eck" in one.support
    (eck,) = (actor for actor in TABLES.actors if actor.id == "eck")
    assert eck.functions == ()


def test_h1_h2_a_house_of_the_child_and_a_family_coach_are_found_by_their_functions(vocabulary: Vocabulary) -> None:
    actors = {actor.id: actor for actor in TABLES.actors}
    found = (*actors["huis_van_het_kind"].partnership_functions, *actors["gezinscoach"].partnership_functions)
    assert set(found) == set(vocabulary["partnership_function"])


def test_h3_a_house_of_the_child_is_for_families_with_children_up_to_12() -> None:
    (house,) = (actor for actor in TABLES.actors if actor.id == "huis_van_het_kind")
    assert "tot 12 jaar" in (house.note or "")


def test_additional_care_is_looked_for_by_the_indicators_that_are_positive() -> None:
    question = PerinatalQuestion(weeks=20, indicators=Indicators(violence=YES, housing=YES, financial=UNKNOWN))
    (link, *_) = activity(advise(question, TABLES, TODAY), "proportioneel").links
    assert {"vluchthuis", "woonbegeleiding"} <= set(link.functions)
    assert "schuldhulp" not in link.functions


def test_each_actor_of_an_activity_is_named_once() -> None:
    for one in TABLES.activities:
        actors = (*one.by, *one.also, *one.support)
        assert len(actors) == len(set(actors)), one.id


def test_indicators_of_the_question_are_not_judged_by_the_weeks() -> None:
    assert pregnant(2, weeks=1).scenario == pregnant(2, weeks=40).scenario


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('functions = ["huisartsenzorg"]', 'functions = ["huisartzorg"]', "huisartzorg"),
        ('by = ["lid_van_het_team"]', 'by = ["niemand"]', "niemand"),
        ('condition = "always"', 'condition = "sometimes"', "condition"),
    ],
)
def test_a_table_that_names_what_is_not_there_is_refused(
    tmp_path: Path, vocabulary: Vocabulary, old: str, new: str, told: str
) -> None:
    text = (DATA / "policy" / "perinatal.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "perinatal.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ValueError, match=told):
        PerinatalTables.load(tmp_path, vocabulary)


def test_the_answers_of_the_question_are_the_eight_fields() -> None:
    assert len(indicators(3).answers()) == 8
