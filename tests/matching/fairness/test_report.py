"""What each group was given, and what is not said because it would be chance."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

from catalogue import Vocabulary
from geo import Gazetteer
from matching.candidates import Wait
from matching.fairness import as_csv, as_markdown
from matching.fairness.profiles import profiles
from tests.matching.fairness.world import compared, someone, told
from tests.matching.offers import provider
from tests.matching.people import TODAY


def test_the_figures_of_a_group_are_those_of_its_teams(gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
    offers = [provider("ocmw", "schuldhulp", km=5.01, wait=Wait(4, TODAY), languages=("nl",))]
    figures = told(gazetteer, vocabulary, offers, [someone(person_coordinates="yes")] * 30).all.figures
    assert figures is not None
    assert figures.need_open is not None
    assert figures.points is not None
    assert figures.points_median is not None
    assert figures.members is not None
    assert figures.distance_km is not None
    assert figures.waiting_weeks is not None
    assert figures.need_open.value == 0
    assert 0.1 < figures.need_open.high < 0.13  # Wilson: 0 of 30 is still up to 11.4%
    assert figures.points.value == figures.points_median.value == 16 + 3 + 20 + 11  # waiting, line, new, travel
    assert figures.members.value == 1
    assert round(figures.distance_km.value, 1) == 5
    assert figures.waiting_weeks.value == 4


def test_who_helps_by_telephone_is_no_distance_away(gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
    offers = [provider("tele", "schuldhulp", km=80, modes=("phone",))]
    figures = told(gazetteer, vocabulary, offers, [someone()] * 30).all.figures
    assert figures is not None
    assert figures.members is not None
    assert (figures.members.value, figures.distance_km) == (1, None)


def test_a_missing_coordinator_is_told_apart_from_a_need_that_stays_open(
    gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    nobody = [someone(needs=[{"function": "sport"}], person_coordinates="no") for _ in range(30)]
    alone = [someone(needs=[], person_coordinates="no") for _ in range(30)]
    needs = told(gazetteer, vocabulary, [], [*nobody, *alone]).dimensions[-1]
    shares = {
        one.id: (one.figures.need_open.value, one.figures.only_coordinator_missing.value)
        for one in needs.groups
        if one.figures and one.figures.need_open and one.figures.only_coordinator_missing
    }
    assert shares == {"0": (0, 1), "1": (1, 0)}


def test_a_group_of_too_few_is_counted_and_no_more(gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
    asked = [*[someone()] * 30, *[someone(languages=["fr"])] * 29]
    report = told(gazetteer, vocabulary, [provider("ocmw", "schuldhulp")], asked)
    groups = {one.id: one for part in report.dimensions if part.id == "language" for one in part.groups}
    assert groups["nl"].figures is not None
    assert (groups["fr"].profiles, groups["fr"].figures, groups["fr"].concentration) == (29, None, None)
    assert "| Frans | 29 | te weinig |" in as_markdown(report)
    figures = [row["figure"] for row in csv.DictReader(StringIO(as_csv(report))) if row["group"] == "fr"]
    assert figures == ["profiles"]
    fewer = told(gazetteer, vocabulary, [provider("ocmw", "schuldhulp")], asked, fewest=29)
    assert "| Frans | 29 | te weinig |" not in as_markdown(fewer)


def test_points_of_teams_that_leave_a_need_open_do_not_make_a_group_look_cheap(
    gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    served, open_ = [someone()] * 30, [someone(needs=[{"function": "sport"}])] * 30
    both = told(gazetteer, vocabulary, [provider("ocmw", "schuldhulp")], [*served, *open_]).all.figures
    alone = told(gazetteer, vocabulary, [provider("ocmw", "schuldhulp")], served).all.figures
    assert both is not None
    assert alone is not None
    assert both.points == alone.points


def test_made_up_records_are_labelled_and_an_empty_map_says_so(gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
    real = provider("ocmw", "schuldhulp")
    made_up = replace(real, candidate=replace(real.candidate, demo=True), demo=True)
    assert "VOORBEELD" not in as_markdown(told(gazetteer, vocabulary, [real], [someone()] * 30))
    shown = as_markdown(told(gazetteer, vocabulary, [made_up], [someone()] * 30))
    assert "**VOORBEELD, niet echt**: 100,0% van wie voorgesteld wordt, is verzonnen" in shown
    nothing = told(gazetteer, vocabulary, [], [someone()] * 30)
    nothing = nothing.model_copy(update={"about": nothing.about.model_copy(update={"offers": 0})})
    assert "De kaart is leeg" in as_markdown(nothing)
    assert nothing.all.concentration is None


def test_d1_nothing_of_a_profile_is_in_the_report(gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
    carers = [{"label": "geheime-tante", "serves": []}]
    asked = [someone(place="geheim-dorp", carers=carers)] * 30
    report = told(gazetteer, vocabulary, [provider("ocmw", "schuldhulp")], asked)
    for text in (as_markdown(report), as_csv(report), report.model_dump_json()):
        assert "geheim" not in text
        assert "schuldhulp" not in text
        assert "ocmw" not in text


def test_the_same_profiles_and_map_give_the_same_bytes_and_another_seed_gives_others(
    gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    offers = [provider(f"ocmw{n}", "schuldhulp", "leefloon", "budgetbegeleiding", km=n) for n in range(5)]

    def text(seed: int) -> str:
        asked = list(profiles(40, (1, 2), gazetteer, vocabulary, seed))
        report = told(gazetteer, vocabulary, offers, asked)
        return as_markdown(report) + as_csv(report) + report.model_dump_json()

    assert text(1) == text(1)
    assert text(1) != text(2)


def test_a_spreadsheet_and_json_tell_the_same_figures(gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
    report = told(gazetteer, vocabulary, [provider("ocmw", "schuldhulp", languages=("nl",))], [someone()] * 30)
    rows = {(row["part"], row["group"], row["figure"]): row for row in csv.DictReader(StringIO(as_csv(report)))}
    french = compared(report, "language", "fr")
    assert int(rows["paired:language", "fr/nl", "worse"]["value"]) == french.worse == 30
    assert float(rows["paired:language", "fr/nl", "points"]["value"]) == 25
    assert float(rows["all", "all", "hhi"]["value"]) == 10_000
    assert json.loads(report.model_dump_json())["all"]["concentration"]["hhi"] == 10_000
