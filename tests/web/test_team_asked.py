"""What /team asks before one goes on: each step tells its own faults, and what is not sure is a friendly question."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from catalogue import Vocabulary
from tests.web.filling import Sent, start
from tests.web.serving import site_of
from web import PageContext
from web.team.draft import Draft
from web.team.messages import SITUATIONS


@pytest.fixture(scope="module")
def client(team_context: PageContext) -> TestClient:
    return TestClient(site_of(team_context))


def at_helpers(client: TestClient) -> Sent:
    return start(client).press(place="9300").press(needs=["schuldhulp", "poetshulp"]).press()


def told(page: Sent) -> Draft:
    return Draft.read(page.told)


def step(page: Sent) -> str:
    return dict(page.fields)["step"]


# Where


def test_a_name_of_several_places_is_a_question_with_the_municipality_ready(client: TestClient) -> None:
    page = start(client).press(place="Aalst", age="34")
    assert (page.status, step(page)) == (200, "who")
    assert "Welk Aalst bedoelt u?" in page.seen.text
    assert not page.seen.title.startswith("Fout")
    assert "Kijk dit even na" not in page.seen.text
    assert page.seen.ticked("place_chosen")[0].startswith("41002-")
    needs = page.press()
    assert (needs.status, step(needs)) == (200, "needs")
    answer = needs.press(needs=["schuldhulp"]).press("result")
    assert "voor Aalst." in answer.seen.text


def test_another_of_the_places_can_be_chosen(client: TestClient) -> None:
    page = start(client).press(place="Aalst")
    other = next(one["value"] for one in page.seen.inputs if one.get("value", "").startswith("71"))
    answer = page.press(place_chosen=other).press(needs=["schuldhulp"]).press("result")
    assert "voor Aalst (Sint-Truiden)" in answer.seen.text


def test_the_question_of_which_place_hides_no_fault(client: TestClient) -> None:
    page = start(client).press(place="Aalst", age="twee")
    assert page.status == 422
    assert "Vul de leeftijd in als een getal" in page.seen.text
    assert "Welk Aalst bedoelt u?" in page.seen.text


# What does not fit together


def test_an_age_that_does_not_fit_the_day_of_birth_is_told_at_once(client: TestClient) -> None:
    page = start(client).press(place="9300", age="34", birth_date="12-05-1950")
    assert (page.status, step(page)) == (422, "who")
    assert "De leeftijd past niet bij de geboortedatum" in page.seen.text
    fits = page.press(age="76")
    assert (fits.status, step(fits)) == (200, "needs")


def test_no_budget_beside_a_budget_is_told_at_its_step(client: TestClient) -> None:
    means = at_helpers(client).press()
    assert "Ik heb geen budget" in means.seen.text
    assert "Geen budget nodig" not in means.seen.text
    page = means.press(budgets=["none", "pvb"])
    assert (page.status, step(page)) == (422, "means")
    assert "geen budget" in means.press("result", budgets=["none"]).seen.text


def test_two_coordinators_are_told_without_the_id_of_a_rule(client: TestClient) -> None:
    page = at_helpers(client).press("add", new__helper="Xyzzy", new__helper__serves=["poetshulp"])
    page = page.press("add", new__helper="Plugh")
    page = page.press(helper__0__coordinates="yes", helper__1__coordinates="yes")
    assert (page.status, step(page)) == (422, "helpers")
    assert "hoogstens een zorgcoördinator." in page.seen.text


def test_a_fault_of_a_later_step_does_not_stop_an_earlier_one(client: TestClient) -> None:
    means = at_helpers(client).press()
    back = means.press("back", budgets=["none", "pvb"])
    assert step(back) == "helpers"
    again = back.press()
    assert (again.status, step(again)) == (200, "means")


def test_a_contradiction_is_told_in_its_step(client: TestClient) -> None:
    means = at_helpers(client).press()
    page = means.press(budgets=["none", "pvb"])
    assert (page.status, step(page)) == (422, "means")
    assert "Budget: geen budget en wel een budget gaan niet samen." in page.seen.text
    assert step(means.press("result", budgets=["none", "pvb"])) == "means"
    situation = means.press().press(no_team="yes", goals_not_met="yes")
    assert (situation.status, step(situation)) == (422, "situation")
    assert "“Het team bereikt de doelen niet” kan niet ja zijn als er geen team is." in situation.seen.text


# Who helps already


@pytest.mark.parametrize("button", ["next", "result"])
@pytest.mark.parametrize("name", ["Proef", "proef schuld"])
def test_whether_a_helper_stands_on_the_map_is_asked_once_before_going_on(
    client: TestClient, button: str, name: str
) -> None:
    page = at_helpers(client).press(button, new__helper=name)
    assert (page.status, step(page)) == (200, "helpers")
    assert "Staat deze op de kaart?" in page.seen.text
    assert "Kies, en druk daarna op Verder." in page.seen.text
    just_the_name = page.press(helper__0__record="")
    assert step(just_the_name) == "means"
    assert told(just_the_name).helpers[0].record == ""
    assert step(just_the_name.press("back").press()) == "means"


def test_a_name_that_the_map_does_not_know_goes_on(client: TestClient) -> None:
    assert step(at_helpers(client).press(new__helper="Xyzzyplugh")) == "means"


# How it is said


def test_every_situation_of_the_list_has_words_for_the_person(vocabulary: Vocabulary) -> None:
    assert set(SITUATIONS) == set(vocabulary["situation_flag"])


def test_each_step_but_the_first_says_which_button_goes_back(client: TestClient) -> None:
    page = start(client)
    said = "Gebruik de knop Terug op deze pagina, niet die van uw browser"
    assert said not in page.seen.text
    assert said in page.press(place="9300").seen.text
    answer = at_helpers(client).press("result")
    assert "niet de knop Terug van uw browser" in answer.seen.text


def test_needs_stand_once_in_what_was_told(client: TestClient) -> None:
    answer = at_helpers(client).press("result")
    beside = answer.html.partition('id="verteld"')[2].partition("</aside>")[0].partition("</dl>")[0]
    assert beside.count("Hulp bij schulden") == 1
    assert step(answer.press("step:needs")) == "needs"
    assert "step:urgency" in beside


def test_what_professionals_tell_of_the_person_stands_apart(client: TestClient) -> None:
    situation = at_helpers(client).press().press()
    answer = situation.press(no_care="yes", at_home="yes")
    told_part = answer.html.partition('id="verteld"')[2].partition("</dl>")[0].split("<dt>")
    assert "U krijgt niet de zorg die u nodig hebt: ja" in told_part[-2]
    assert "Woont de persoon thuis? ja" in told_part[-1]
    assert "de persoon" not in told_part[-2].lower()
