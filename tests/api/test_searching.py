"""Search and suggest for programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.world import World, helplines

Json = dict[str, Any]


def ids(answer: Json) -> list[str]:
    return [hit["id"] for hit in answer["results"]]


def reasons(problem: Json) -> dict[str, str]:
    return {one["field"]: one["reason"] for one in problem["errors"]}


def test_a_question_in_everyday_words_finds_the_onthaal_nearby(client: TestClient) -> None:
    answer = client.get("/api/v1/search", params={"q": "huur niet betalen", "place": "Aalst"}).json()
    assert ids(answer)[0] == "x:onthaal"
    assert answer["understood"]["place"]["municipality_nis"] == "41002"
    assert answer["results"][0]["open_now"] is True  # Monday at ten


def test_the_same_question_can_be_asked_without_putting_it_in_an_address(client: TestClient) -> None:
    question: Json = {"q": "huur", "place": "9300", "theme": ["geld-en-administratie"], "size": 5}
    assert client.post("/api/v1/search", json=question).json() == client.get("/api/v1/search", params=question).json()


def test_without_a_question_everything_is_browsed_page_by_page(client: TestClient) -> None:
    first = client.get("/api/v1/search", params={"size": 20}).json()
    second = client.get("/api/v1/search", params={"size": 50, "cursor": first["cursor"]}).json()
    assert len(ids(first)) == 20
    assert len({*ids(first), *ids(second)}) == first["total"]
    assert second["cursor"] is None


def test_the_values_of_one_parameter_are_alternatives(client: TestClient) -> None:
    both = client.get("/api/v1/search?mode=onsite&mode=phone&size=50").json()
    assert {"x:onthaal", "loket:hulplijn-1813"} <= set(ids(both))


def test_made_up_offers_are_marked(client: TestClient) -> None:
    answer = client.get("/api/v1/search", params={"q": "buurtsoep"}).json()
    assert [(hit["id"], hit["demo"]) for hit in answer["results"]] == [("x:verzonnen", True)]


def test_the_way_to_the_answer_is_shown_to_who_asks_for_it(client: TestClient) -> None:
    told = client.get("/api/v1/search?q=huur&explain=true").json()
    assert told["explain"]
    assert {"words", "meaning", "mixing"} <= set(told["results"][0]["factors"])
    plain = client.get("/api/v1/search?q=huur").json()
    assert plain["explain"] is plain["results"][0]["factors"] is None


def polygon(*corners: list[float]) -> Json:
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def test_a_box_or_a_polygon_keeps_what_lies_in_it_and_the_answer_says_so(client: TestClient) -> None:
    box = client.get("/api/v1/search", params={"bbox": "3.95, 50.88, 4.12, 50.98", "size": 50}).json()
    drawn = polygon([3.95, 50.88], [4.12, 50.88], [4.12, 50.98], [3.95, 50.98])
    assert client.post("/api/v1/search", json={"area": drawn, "size": 50}).json() == box
    assert 0 < box["total"] < client.get("/api/v1/search").json()["total"]
    assert all(50.88 <= hit["place"]["lat"] <= 50.98 for hit in box["results"])
    assert box["understood"]["area"] == {"west": 3.95, "south": 50.88, "east": 4.12, "north": 50.98}


def test_what_was_found_outside_the_area_is_said_to_be(client: TestClient) -> None:
    answer = client.get("/api/v1/search", params={"q": "huur", "bbox": "2.55,51.05,2.56,51.06"}).json()
    assert [(one["parameter"], one["value"]) for one in answer["widened"]] == [("area", "2.55,51.05,2.56,51.06")]
    assert "not_area" in {why["code"] for why in answer["results"][0]["why"]}


@pytest.mark.parametrize(
    ("body", "field", "reason"),
    [
        (
            {"area": polygon([3.9, 50.8], [4.3, 51.1], [4.3, 50.8], [3.9, 51.1])},
            "area",
            "moet uit één stuk zijn, en zijn lijnen mogen elkaar niet kruisen",
        ),
        (
            {"area": polygon([170.0, 50.8], [-170.0, 50.8], [-170.0, 51.1])},
            "area",
            "mag niet over de datumgrens gaan, en niet breder zijn dan 180 graden",
        ),
        (
            {"area": {"type": "Polygon", "coordinates": [[[3.9, 50.8], [4.3, 51.1], [4.3, 50.8]]]}},
            "area",
            "moet ringen hebben van minstens vier punten, waarvan het laatste gelijk is aan het eerste",
        ),
        (
            {"area": {"type": "Polygon", "coordinates": [[[3.9 + n / 9999, 50.8] for n in range(300)]] * 2}},
            "area",
            "mag hoogstens 500 punten hebben",
        ),
        ({"area": {"type": "Point", "coordinates": []}}, "area.type", "moet een van deze zijn: 'Polygon'"),
        (
            {"area": polygon([3.9, 50.8], [4.3, 50.8], [4.1, 51.1]), "bbox": "3.9,50.8,4.2,51.0"},
            "body",
            "mag bbox of area hebben, niet allebei",
        ),
    ],
)
def test_what_is_no_area_is_refused_in_dutch(client: TestClient, body: Json, field: str, reason: str) -> None:
    response = client.post("/api/v1/search", json=body)
    assert response.status_code == 422
    assert reasons(response.json()) == {field: reason}


def test_an_unknown_place_is_told_as_such_with_the_parameter(client: TestClient) -> None:
    response = client.get("/api/v1/search", params={"place": "Nergenshuizen"})
    assert response.status_code == 422
    assert response.json()["type"] == "/problems/unknown-place"
    assert "Nergenshuizen" in reasons(response.json())["place"]


def test_a_radius_without_a_place_is_told_with_the_parameter_that_is_missing(client: TestClient) -> None:
    response = client.get("/api/v1/search", params={"radius_km": 5})
    assert response.status_code == 422
    assert response.json()["type"] == "/problems/place-needed"
    assert reasons(response.json()) == {"place": "Vul een plaats in om op afstand te kiezen."}


def test_an_unknown_term_is_told_with_its_parameter(client: TestClient) -> None:
    response = client.get("/api/v1/search", params={"theme": "zomaar"})
    assert response.status_code == 422
    assert list(reasons(response.json())) == ["theme"]


def test_a_parameter_that_does_not_exist_is_an_error_and_not_ignored(client: TestClient) -> None:
    for path in ("/api/v1/search", "/api/v1/suggest", "/api/v1/places?q=Aalst"):
        response = client.get(path, params={**client.get(path).request.url.params, "plaats": "Aalst"})
        assert response.status_code == 422, path
        assert reasons(response.json()) == {"plaats": "kennen wij niet"}
    assert client.post("/api/v1/search", json={"plaats": "Aalst"}).status_code == 422


@pytest.mark.parametrize(
    ("query", "field", "reason"),
    [
        ("size=0", "size", "moet 1 of meer zijn"),
        ("size=51", "size", "moet 50 of minder zijn"),
        ("size=veel", "size", "moet een geheel getal zijn"),
        ("radius_km=0", "radius_km", "moet meer dan 0.0 zijn"),
        ("radius_km=nan", "radius_km", "moet een gewoon getal zijn"),
        ("open_now=misschien", "open_now", "moet true of false zijn"),
        ("at=morgen", "at", "moet een tijdstip zijn, zoals 2026-11-23T10:00"),
        ("sort=mooi", "sort", "moet een van deze zijn: 'relevance', 'distance', 'name' of 'checked'"),
        ("q=" + "a" * 501, "q", "mag hoogstens 500 tekens lang zijn"),
        ("&".join(["theme=wonen"] * 51), "theme", "mag hoogstens 50 keer voorkomen"),
        ("serves=Aalst", "serves", "heeft niet de juiste vorm"),
        ("bbox=3.9,50.8,4.2", "bbox", "moet vier getallen zijn, in graden: west,zuid,oost,noord"),
        ("bbox=hier,daar,4.2,51", "bbox", "moet vier getallen zijn, in graden: west,zuid,oost,noord"),
        ("bbox=3.9,50.8,4.2,91", "bbox", "moet in graden zijn: van -180 tot 180 oost en van -90 tot 90 noord"),
        (
            "bbox=4.2,50.8,3.9,51",
            "bbox",
            "moet west vóór oost noemen en zuid vóór noord, en mag niet over de datumgrens gaan",
        ),
    ],
)
def test_what_is_wrong_is_said_in_dutch_without_repeating_it(
    client: TestClient, query: str, field: str, reason: str
) -> None:
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == 422
    assert reasons(response.json()) == {field: reason}


@pytest.mark.parametrize("body", [b"{", b"", b"[]", b"\xff\xfe", b"[" * 20_000, b'"huur"', b'{"q": "\\ud800"}'])
def test_a_body_that_is_no_question_is_refused(client: TestClient, body: bytes) -> None:
    response = client.post("/api/v1/search", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("name", ["ik heet Jan en heb schulden", "\x00", "\u202e", "a" * 5000])
def test_names_of_fields_that_cannot_be_ours_are_not_repeated(client: TestClient, name: str) -> None:
    for response in (client.post("/api/v1/search", json={name: 1}), client.get("/api/v1/search", params={name: 1})):
        assert response.status_code == 422
        assert reasons(response.json()) == {"?": "kennen wij niet"}


def test_a_thousand_faults_give_a_short_answer(client: TestClient) -> None:
    response = client.post("/api/v1/search", json={f"veld{number}": 1 for number in range(1000)})
    assert len(response.json()["errors"]) == 50


@pytest.mark.parametrize("text", ["\x00", "\x1b[31m", "a\x00b", "‮", "%00", "' OR 1=1 --", "*:*", 'AND ( "'])
def test_strange_characters_do_no_harm(client: TestClient, text: str) -> None:
    for path, name in (("search", "q"), ("search", "place"), ("suggest", "q"), ("places", "q"), ("suggest", "place")):
        response = client.get(f"/api/v1/{path}", params={name: text})
        assert response.status_code in (200, 422), (path, name)


@pytest.mark.parametrize("moment", ["2026-11-23T10:00:00Z", "2026-11-23T10:00:00+09:00", "0001-01-01T00:00", "1e10"])
def test_any_moment_can_be_asked_for(client: TestClient, moment: str) -> None:
    response = client.get("/api/v1/search", params={"at": moment, "open_now": True})
    assert response.status_code in (200, 422)


def test_a_page_of_another_question_is_refused(client: TestClient) -> None:
    cursor = client.get("/api/v1/search", params={"size": 1}).json()["cursor"]
    response = client.get("/api/v1/search", params={"size": 1, "q": "huur", "cursor": cursor})
    assert (response.status_code, response.json()["type"]) == (400, "/problems/bad-cursor")
    assert client.get("/api/v1/search", params={"cursor": "zomaar"}).status_code == 400


def test_a_page_of_a_list_that_has_changed_is_stale(own_world: World) -> None:
    cursor = own_world.client().get("/api/v1/search", params={"size": 1}).json()["cursor"]
    own_world.give([{"kind": "offer", "id": "x:nieuw", "organisation": "x:ocmw", "name": "Nieuw"}])
    own_world.follower.follow()
    restarted = own_world.restarted_client()
    response = restarted.get("/api/v1/search", params={"size": 1, "cursor": cursor})
    assert (response.status_code, response.json()["type"]) == (410, "/problems/stale-cursor")


def test_when_the_engine_is_down_the_answer_says_whom_to_call(own_world: World) -> None:
    own_world.give(helplines())
    own_world.context.engine.close()
    response = own_world.client().get("/api/v1/search", params={"q": "hulp"})
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    lines = {line["id"]: line.get("phone") for line in response.json()["helplines"]}
    assert list(lines) == ["loket:hulplijn-112", "loket:hulplijn-1813", "loket:hulplijn-1712", "loket:hulplijn-caw"]
    assert lines["loket:hulplijn-112"] == "112"
    assert own_world.client().get("/api/v1/suggest", params={"q": "hulp"}).status_code == 503


def test_when_the_engine_is_down_the_ocmw_of_the_place_is_told_after_the_helplines(own_world: World) -> None:
    own_world.give(helplines())
    onthaal = {"kind": "offer", "id": "loket:ocmw-41002-onthaal", "organisation": "x:ocmw", "name": "Onthaal OCMW"}
    own_world.give([onthaal])
    own_world.context.engine.close()
    for place, told in (("9300", "loket:ocmw-41002-onthaal"), ("Gent", "loket:hulplijn-caw")):
        lines = own_world.client().get("/api/v1/search", params={"q": "hulp", "place": place}).json()["helplines"]
        assert lines[-1]["id"] == told


def test_no_cache_keeps_what_someone_asked(client: TestClient) -> None:
    for path in ("search?q=huur", "suggest?q=hu", "places?q=Aalst"):
        assert client.get(f"/api/v1/{path}").headers["cache-control"] == "no-store"
    assert client.post("/api/v1/search", json={"q": "huur"}).headers["cache-control"] == "no-store"
    assert client.get("/api/v1/search?place=nergens").headers["cache-control"] == "no-store"


def test_what_is_typed_is_completed(client: TestClient) -> None:
    suggestions = client.get("/api/v1/suggest", params={"q": "onth"}).json()["suggestions"]
    told = {(one["text"], one["kind"], one["id"], one["demo"]) for one in suggestions}
    assert ("Onthaal bij schulden", "offer", "x:onthaal", False) in told
    assert client.get("/api/v1/suggest").json() == {"suggestions": []}


def test_head_answers_as_get_does(client: TestClient) -> None:
    for path in ("/api/v1/search", "/api/v1/offers/x:onthaal", "/api/v1/zones", "/health/live", "/api/v1/places?q=x"):
        assert client.head(path).status_code == client.get(path).status_code == 200, path
    assert client.head("/api/v1/offers/x:niets").status_code == 404


def test_where_nothing_fits_less_is_asked_and_people_who_can_help_are_named(client: TestClient) -> None:
    empty = client.get("/api/v1/search", params={"q": "xyzzyplugh", "place": "Aalst"}).json()
    assert empty["widened"] == [{"parameter": "q", "value": "", "text": "We zochten ook zonder uw woorden."}]
    assert empty["total"] > 0
    assert empty["results"][0]["why"][0] == {"code": "not_q", "text": "uw woorden staan er niet in"}
    assert [line["id"] for line in empty["help"]] == ["loket:hulplijn-caw"]
    assert empty["help"][0]["phone"] == "0800 13 500"


def test_the_onthaal_of_the_place_is_named_first(own_world: World) -> None:
    onthaal = {"kind": "offer", "id": "loket:ocmw-41002-onthaal", "organisation": "x:ocmw", "name": "Onthaal OCMW"}
    own_world.give([*helplines(), onthaal])
    answer = own_world.client().get("/api/v1/search", params={"q": "xyzzyplugh", "place": "Aalst"}).json()
    assert [line["id"] for line in answer["help"]] == ["loket:ocmw-41002-onthaal", "loket:hulplijn-caw"]


def test_without_a_database_what_is_found_is_still_told(own_world: World, tmp_path: Path) -> None:
    own_world.give(helplines())
    client = own_world.client()
    own_world.context.helplines.follow()
    own_world.store.close()
    (tmp_path / "loket.sqlite").unlink()
    (tmp_path / "loket.sqlite").mkdir()
    answer = client.get("/api/v1/search", params={"q": "xyzzyplugh", "place": "Aalst"})
    assert answer.status_code == 200
    assert [line["id"] for line in answer.json()["help"]] == ["loket:hulplijn-caw"]


def test_an_answer_that_fits_names_nobody_besides(client: TestClient) -> None:
    answer = client.get("/api/v1/search", params={"q": "huur"}).json()
    assert (answer["widened"], answer["help"]) == ([], [])


def test_a_program_that_wants_only_what_fits_gets_that_and_still_help(client: TestClient) -> None:
    answer = client.get("/api/v1/search", params={"q": "xyzzyplugh", "exact": True}).json()
    assert (answer["total"], answer["results"], answer["widened"]) == (0, [], [])
    assert [line["id"] for line in answer["help"]] == ["loket:hulplijn-caw"]


def test_a_slip_is_read_unless_the_words_are_meant_as_typed(client: TestClient) -> None:
    read = client.get("/api/v1/search", params={"q": "burtsoep"}).json()
    assert read["understood"]["corrections"] == [{"typed": "burtsoep", "read_as": "buurtsoep"}]
    literal = client.get("/api/v1/search", params={"q": "burtsoep", "literal": True, "exact": True}).json()
    assert (literal["understood"]["corrections"], literal["total"]) == ([], 0)


def test_an_abbreviation_is_explained_in_an_answer_and_while_typing(client: TestClient) -> None:
    meaning = "dienst maatschappelijk werk van het ziekenfonds"
    answer = client.get("/api/v1/search", params={"q": "huur dmw"}).json()
    assert answer["understood"]["abbreviations"] == [{"id": "dmw", "text": "DMW", "meaning": meaning}]
    suggested = client.get("/api/v1/suggest", params={"q": "dmw"}).json()["suggestions"][0]
    assert (suggested["text"], suggested["kind"], suggested["explanation"]) == ("DMW", "abbreviation", meaning)
