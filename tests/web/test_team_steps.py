"""The steps of /team: short, forgiving, and nothing that was told is lost or kept."""

from __future__ import annotations

import json
import logging
from datetime import date
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Vocabulary
from loket.middleware import MAXIMUM_BODY
from matching.profile import MOST_NEEDS
from tests.web.filling import Sent, start
from tests.web.reading import read
from tests.web.serving import site_of
from web import PageContext
from web.team.draft import LONGEST, MOST_CARERS, MOST_CHOICES, MOST_HELPERS, Draft
from web.team.needs import need_list
from web.team.writing import age_of, date_of


@pytest.fixture(scope="module")
def client(team_context: PageContext) -> TestClient:
    return TestClient(site_of(team_context))


def at_needs(client: TestClient) -> Sent:
    return start(client).press(place="9300")


def at_helpers(client: TestClient) -> Sent:
    return at_needs(client).press(needs=["schuldhulp", "poetshulp"]).press()


def told(page: Sent) -> Draft:
    return Draft.read(page.told)


def step(page: Sent) -> str:
    return dict(page.fields)["step"]


# The way through


def test_the_first_page_says_what_it_is_and_that_nothing_is_kept(client: TestClient) -> None:
    page = start(client)
    assert page.status == 200
    assert page.seen.headings == ["Wie kan u samen helpen?"]
    assert "We bewaren niets van wat u invult." in page.seen.text
    assert "Stap 1 van 6" in page.seen.text


def test_the_front_page_and_the_menu_lead_there(client: TestClient) -> None:
    links = read(client.get("/").text).links
    assert (links["Team"], links["Stel een team samen"]) == ("/team", "/team")
    assert "<loc>https://kaart.invalid/team</loc>" in client.get("/sitemap.xml").text


def test_everything_but_the_place_and_one_need_can_be_skipped(client: TestClient) -> None:
    page = at_needs(client).press(needs=["schuldhulp"])
    for expected in ("urgency", "helpers", "means", "situation"):
        assert (page.status, step(page)) == (200, expected)
        page = page.press()
    assert page.seen.headings == ["Voorstel voor een team"]


def test_without_a_need_one_does_not_come_further(client: TestClient) -> None:
    page = at_needs(client).press()
    assert (page.status, step(page)) == (422, "needs")
    assert "Kies minstens één nood." in page.seen.text


def test_the_proposal_can_be_asked_for_at_once(client: TestClient) -> None:
    page = at_needs(client).press(needs=["schuldhulp"]).press("result")
    assert page.seen.headings == ["Voorstel voor een team"]


def test_back_never_complains_and_keeps_what_was_wrong(client: TestClient) -> None:
    page = start(client).press(place="9300", age="34").press("back")
    assert (page.status, step(page)) == (200, "who")
    wrong = page.press(age="veel")
    assert (wrong.status, step(wrong), wrong.seen.value("age")) == (422, "who", "veel")
    needs = at_needs(client).press(needs=["schuldhulp"]).press("back", age__schuldhulp="acht")
    assert (needs.status, step(needs)) == (200, "needs")
    again = needs.press()
    assert again.seen.value("age-schuldhulp") == "acht"


def test_a_mistake_in_an_early_step_leads_back_there(client: TestClient) -> None:
    page = at_needs(client).press(needs=["schuldhulp"]).press("back", age__schuldhulp="acht").press("result")
    assert (page.status, step(page)) == (422, "urgency")
    assert "Vul de leeftijd in als een getal van 0 tot 150" in page.seen.text


# Who and where


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("", "Vul een postcode of gemeente in."),
        ("Nergenshuizen", "We kennen de plaats “Nergenshuizen” niet."),
        ("Luik", "“Luik” ligt niet in Vlaanderen of Brussel, maar in Wallonië."),
        ("Regio Aalst", "“Regio Aalst” is een hele zone."),
    ],
)
def test_a_place_that_cannot_be_used_is_told_beside_its_field(client: TestClient, place: str, message: str) -> None:
    page = start(client).press(place=place, age="34")
    assert page.status == 422
    assert page.seen.text.count(message) == 2  # in the list above and beside the field
    assert 'aria-describedby="place-uitleg place-fout" aria-invalid="true"' in page.html
    assert (page.seen.value("place"), page.seen.value("age")) == (place, "34")


def test_a_name_of_two_places_is_asked_and_never_guessed(client: TestClient) -> None:
    page = start(client).press(place="Nieuwerkerken")
    assert (page.status, step(page)) == (200, "who")
    assert "Nieuwerkerken (Aalst), 9320" in page.seen.text
    values = [one["value"] for one in page.seen.inputs if one.get("name") == "place_chosen"]
    chosen = page.press(place_chosen=next(one for one in values if one.startswith("41002")))
    assert (chosen.status, step(chosen)) == (200, "needs")
    answer = chosen.press(needs=["schuldhulp"]).press("result")
    assert "voor Nieuwerkerken (Aalst), 9320" in answer.seen.text


def test_a_typing_error_in_a_place_is_asked(client: TestClient) -> None:
    page = start(client).press(place="Alst")
    assert page.status == 422
    assert "We kennen “Alst” niet. Bedoelt u een plaats hieronder?" in page.seen.text
    assert "Welke plaats bedoelt u?" in page.seen.text


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("age", "twee", "Vul de leeftijd in als een getal"),
        ("age", "151", "Vul de leeftijd in als een getal"),
        ("birth_date", "31-02-1990", "Schrijf de datum als dag-maand-jaar"),
        ("birth_date", "01-01-2090", "De geboortedatum ligt in de toekomst."),
        ("other_languages", "Klingon", "We kennen de taal “Klingon” niet."),
    ],
)
def test_what_is_wrong_is_told_and_stays_as_it_was_typed(
    client: TestClient, field: str, typed: str, message: str
) -> None:
    page = start(client).press(place="9300", **{field: typed})
    assert (page.status, step(page)) == (422, "who")
    assert message in page.seen.text
    assert page.seen.value(field) == typed


@pytest.mark.parametrize("typed", ["12-05-1980", "12/5/1980", "12.05.1980", "12 5 1980", "1980-05-12"])
def test_a_date_may_be_written_in_several_ways(typed: str) -> None:
    assert date_of(typed) == date(1980, 5, 12)


@pytest.mark.parametrize(
    "typed", ["", "12-05-80", "mei 1980", "12-5", "1-2-3-4", "29-02-2023", "01-01-1899", "²-1-1980"]
)
def test_what_is_no_date_is_none(typed: str) -> None:
    assert date_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "age"), [("0", 0), ("34 jaar", 34), ("150", 150), ("-1", None), ("٣", None), ("3,5", None)]
)
def test_an_age_is_whole_years(typed: str, age: int | None) -> None:
    assert age_of(typed) == age


def test_languages_are_ticked_or_written(client: TestClient) -> None:
    page = start(client).press(place="9300", languages=["nl"], other_languages="tigrinya, Urdu")
    answer = page.press(needs=["schuldhulp"]).press("result")
    assert "spreekt Nederlands, Tigrinya en Urdu" in answer.seen.text


# Needs


def test_words_find_needs_and_what_was_ticked_stays(client: TestClient) -> None:
    page = at_needs(client).press("search", q="schulden", needs=["poetshulp"])
    assert page.status == 200
    assert page.seen.ticked("needs") == ["poetshulp"]
    assert (
        page.html.index("Gevonden voor “schulden”")
        < page.html.index('value="schuldhulp"')
        < page.html.index("U koos 1")
    )
    nothing = page.press("search", q="xyzzyplugh")
    assert "Geen nood past bij deze woorden." in nothing.seen.text
    assert nothing.seen.ticked("needs") == ["poetshulp"]


def test_every_need_stands_once_on_the_page_and_casemanagement_is_none(vocabulary: Vocabulary) -> None:
    listed = need_list(["poetshulp"], "schulden", vocabulary)
    ids = [one.id for one in (*listed.chosen, *(listed.found or ()), *(f for g in listed.groups for f in g.functions))]
    assert sorted(ids) == sorted(set(vocabulary["function"]) - {"casemanagement"})


@pytest.mark.parametrize(
    ("typed", "first"),
    [("poets", "poetshulp"), ("huurschulden", "schuldhulp"), ("Wie helpt mij met mijn schulden?", "schuldhulp")],
)
def test_everyday_words_find_a_need(vocabulary: Vocabulary, typed: str, first: str) -> None:
    found = need_list([], typed, vocabulary).found
    assert found
    assert found[0].id == first


def test_the_thirteenth_need_gives_a_clear_message_and_all_stay_ticked(
    client: TestClient, vocabulary: Vocabulary
) -> None:
    many = [id_ for id_ in vocabulary["function"] if id_ != "casemanagement"][: MOST_NEEDS + 1]
    page = at_needs(client).press(needs=many)
    assert (page.status, step(page)) == (422, "needs")
    assert "U koos 13 noden. Kies er hoogstens 12." in page.seen.text
    assert sorted(page.seen.ticked("needs")) == sorted(many)
    assert page.press(needs=many[:12]).status == 200


def test_how_urgent_and_for_which_child_is_kept_when_a_need_is_added(client: TestClient) -> None:
    page = at_needs(client).press(needs=["schuldhulp"])
    assert page.seen.ticked("severity-schuldhulp") == ["2"]
    helpers = page.press(**{"severity__schuldhulp": "3", "age__schuldhulp": "8"})
    needs = helpers.press("back").press("back")
    answer = needs.press(needs=["schuldhulp", "poetshulp"]).press("result")
    assert "Hulp bij schulden: dringend, voor een kind van 8 jaar" in answer.seen.text
    assert "Poetshulp: belangrijk" in answer.seen.text


# Who helps already


def test_a_helper_with_the_name_of_one_record_is_that_record(client: TestClient) -> None:
    page = at_helpers(client).press(new__helper="proef schuld", new__helper__serves=["schuldhulp"])
    assert told(page).helpers[0].organisation == "proef:proef-schuld"
    answer = page.press("result")
    assert "Helpt al en blijft helpen" in answer.seen.text


def test_a_name_that_several_records_can_be_is_chosen(client: TestClient) -> None:
    page = at_helpers(client).press(new__helper="Proef")
    assert step(page) == "helpers"
    assert "Staat deze op de kaart?" in page.seen.text
    chosen = page.press(helper__0__record="organisation proef:proef-poets")
    assert step(chosen) == "means"
    assert told(chosen).helpers[0].record == "proef:proef-poets"


def test_a_name_alone_is_enough(client: TestClient) -> None:
    page = at_helpers(client).press(new__helper="Xyzzy", new__helper__serves=["poetshulp"])
    assert told(page).helpers[0].record == ""
    answer = page.press("result")
    assert "Xyzzy" in answer.seen.text
    assert "Xyzzy (Poetshulp)" in answer.seen.text


def test_helpers_and_carers_can_be_struck_out(client: TestClient) -> None:
    page = at_helpers(client).press("add", new__helper="Xyzzy", new__carer="zus", new__carer__serves=["poetshulp"])
    assert (len(told(page).helpers), told(page).carers[0].serves) == (1, ("poetshulp",))
    page = page.press("drop-helper:0").press("drop-carer:0")
    assert (told(page).helpers, told(page).carers) == ((), ())


def test_a_helper_too_many_is_told(client: TestClient) -> None:
    page = at_helpers(client)
    for number in range(MOST_HELPERS):
        page = page.press("add", new__helper=f"Xyzzy{number}")
    page = page.press(new__helper="Nog een")
    assert step(page) == "helpers"
    assert f"Er is plaats voor {MOST_HELPERS} diensten en {MOST_CARERS} mantelzorgers." in page.seen.text
    assert page.seen.value("new-helper") == "Nog een"
    assert len(told(page).helpers) == MOST_HELPERS


# What is not known


def test_every_question_begins_as_not_known(client: TestClient) -> None:
    helpers = at_helpers(client)
    means = helpers.press()
    situation = means.press(programme="perinatal")
    for page in (helpers, means, situation):
        asked = [one for one in page.seen.inputs if one.get("value") in ("yes", "no", "unknown")]
        assert asked
        assert {one["value"] for one in asked if "checked" in one} == {"unknown"}
        assert page.html.count("Weet ik niet") == len({one["name"] for one in asked})


def test_the_questions_about_a_pregnancy_come_with_the_programme(client: TestClient) -> None:
    means = at_helpers(client).press()
    assert "Hoeveel weken zwanger?" not in means.press().seen.text
    situation = means.press(programme="perinatal")
    assert "Hoeveel weken zwanger?" in situation.seen.text
    page = situation.press(indicator__financial="yes")
    assert (page.status, step(page)) == (422, "situation")
    assert "Vul de weken zwangerschap in, of de geboortedatum van het kind." in page.seen.text
    assert situation.press(weeks="46").status == 422
    assert situation.press(weeks="20").seen.headings == ["Voorstel voor een team"]


# Private (D1), and safe


def test_nothing_told_stands_in_an_address_a_cookie_or_a_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = start(client).press(place="9300", age="87", other_languages="Tigrinya")
    page = page.press(needs=["schuldhulp", "opvoedingsondersteuning"]).press().press(new__carer="geheime zus")
    answer = page.press("result")
    assert "geheime zus" in answer.seen.text
    for url in answer.seen.links.values():
        assert "87" not in url
        assert "zus" not in url
        assert "?" not in url or url in ("/zoek?function=opvoedingsondersteuning&place=9300",)
    assert client.cookies == {}
    assert "geheime" not in caplog.text
    assert "Tigrinya" not in caplog.text


def test_the_address_fills_nothing_in(client: TestClient) -> None:
    assert client.get("/team", params={"place": "Aalst", "told": '{"place": "Aalst"}'}).text == client.get("/team").text


@pytest.mark.parametrize(
    "broken", ["{", "[]", '{"age": 3}', '{"needs": [{"function": "X Y"}]}', '{"place": "\\ud800"}', '{"a": 1}']
)
def test_a_form_that_cannot_be_read_says_so_and_begins_anew(client: TestClient, broken: str) -> None:
    response = client.post("/team", data={"told": broken, "step": "who", "place": "Aalst"})
    assert response.status_code == 422
    assert "We konden niet lezen wat u tot nu toe invulde." in response.text


words = st.text(max_size=30) | st.sampled_from(["yes", "9300", "34", "12-05-1980", "schuldhulp", "proef:proef-schuld"])
jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(words, one, max_size=3),
)
drafts = st.dictionaries(st.sampled_from([*Draft.model_fields, "else"]), jsons, max_size=6).map(json.dumps) | words
names = st.sampled_from(
    ["place", "place_chosen", "needs", "q", "age", "birth_date", "programme", "weeks", "new-helper", "new-carer", "who",
     "helper-0-record", "severity-schuldhulp", "process", "languages", "other_languages"]
)  # fmt: skip
buttons = st.sampled_from(
    ["next", "back", "result", "search", "add", "drop-helper:0", "step:needs", "step:x", "pin:", "pin:x y", "take:a b",
     "veto:proef:proef-schuld", "replace:x", "undo:x", "preset:nearest", "preset:x", "preset:X Y", "why:x", "forget:x",
     "find", "carer", ":"]
)  # fmt: skip
steps = st.sampled_from(["who", "needs", "urgency", "helpers", "means", "situation", "", "x"])


@given(told=drafts, step=steps, go=buttons | words, fields=st.lists(st.tuples(names, words), max_size=6))
def test_whatever_comes_in_a_page_comes_back(
    client: TestClient, told: str, step: str, go: str, fields: list[tuple[str, str]]
) -> None:
    body = urlencode([("told", told), ("step", step), ("go", go), *fields], errors="replace")
    response = client.post("/team", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert response.status_code in (200, 422)


@given(
    go=buttons, ids=st.lists(st.sampled_from(["x", "proef:proef-schuld", "proef:proef-poets", "person"]), max_size=3)
)
def test_whatever_is_done_with_a_proposal_a_page_comes_back(client: TestClient, go: str, ids: list[str]) -> None:
    draft = {"place": "9300", "needs": [{"function": "schuldhulp"}], "pins": ids, "vetoes": ids[:1], "shown": ids}
    response = client.post("/team", data={"told": json.dumps(draft), "go": go, "who": "Proef"})
    assert response.status_code in (200, 422)


def test_a_form_that_is_no_form_gives_a_page(client: TestClient) -> None:
    assert client.post("/team", content=b"\xff\xfe").status_code == 422
    assert client.post("/team", content="&".join(["a=1"] * 3000)).status_code == 422


def test_the_fullest_form_fits_in_what_the_front_door_takes(vocabulary: Vocabulary) -> None:
    """Counted with names of the length of the longest that the map has, 80 letters, and every list full."""
    functions = sorted(vocabulary["function"], key=len)[-MOST_NEEDS:]
    ids = [f"bron:{'o' * 30}-{number}@bron:{'l' * 30}-{number}" for number in range(MOST_CHOICES)]
    draft = Draft.model_validate(
        {
            "place": "x" * LONGEST,
            "other_languages": "x" * LONGEST,
            "needs": [{"function": one, "severity": 3, "age": "12"} for one in functions],
            "helpers": [{"name": "x" * 80, "organisation": "x" * 40, "serves": functions}] * MOST_HELPERS,
            "carers": [{"label": "x" * 80, "serves": functions}] * MOST_CARERS,
            "pins": ids[:20],
            "vetoes": ids[:20],
            "previous": ids[:13],
            "shown": ids[:13],
            "why_not": ids[:10],
        }
    )
    assert len(urlencode({"told": draft.written()})) < MAXIMUM_BODY * 3 // 4
