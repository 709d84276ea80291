"""The lists of terms as a program reads them."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.api.world import World


def test_the_lists_of_terms_can_be_found_by_name(client: TestClient) -> None:
    lists = client.get("/api/v1/vocabulary").json()["lists"]
    assert {"theme", "function", "mode", "sector", "target_group", "right", "answer"} <= set(lists)
    for name in lists:
        assert client.get(f"/api/v1/vocabulary/{name}").json()["terms"], name


def test_a_list_says_what_it_is_and_how_many_terms_it_has(client: TestClient) -> None:
    answer = client.get("/api/v1/vocabulary").json()
    assert [one["id"] for one in answer["about"]] == answer["lists"]
    told = {one["id"]: one for one in answer["about"]}
    assert told["function"]["label"] == "Functies"
    assert told["function"]["about"]
    assert told["function"]["columns"] == {
        "life_domain": "life_domain",
        "question": "text",
        "sectors": "sector",
        "themes": "theme",
        "line": "line",
    }
    for name in ("theme", "function", "language"):
        assert told[name]["terms"] == len(client.get(f"/api/v1/vocabulary/{name}").json()["terms"])


def test_every_scheme_that_a_term_is_linked_to_is_described(client: TestClient) -> None:
    answer = client.get("/api/v1/vocabulary").json()
    schemes = {one["id"]: one for one in answer["schemes"]}
    for name in answer["lists"]:
        for term in client.get(f"/api/v1/vocabulary/{name}").json()["terms"]:
            assert {link["scheme"] for link in term["links"]} <= schemes.keys(), (name, term["id"])
    assert schemes["ipdc-thema"]["base"].startswith("https://productencatalogus.data.vlaanderen.be/")


def test_a_term_says_all_that_is_known_of_it(client: TestClient, world: World) -> None:
    terms = {one["id"]: one for one in client.get("/api/v1/vocabulary/function").json()["terms"]}
    entry = world.context.vocabulary["function"]["schuldhulp"]
    assert terms["schuldhulp"] == {
        "id": "schuldhulp",
        "label": dict(entry.labels),
        "professional": entry.professional,
        "definition": entry.definition,
        "broader": None,
        "links": [
            {
                "relation": "close",
                "scheme": "di-thematiques",
                "code": "difficultes-financieres--situation-dendettement-surendettement",
            }
        ],
        "source": None,
        "details": {
            "life_domain": ["zorg_welzijn"],
            "question": ["Ik kan mijn facturen niet meer betalen. Wie helpt mij?"],
            "sectors": list(entry.details["sectors"]),
            "themes": ["schuldbemiddeling-en-budgetbeheer"],
            "line": ["1"],
        },
    }
    assert set(terms["schuldhulp"]["label"]) == {"nl", "fr", "en"}


def test_a_heading_has_the_heading_above_it(client: TestClient) -> None:
    terms = {one["id"]: one for one in client.get("/api/v1/vocabulary/theme").json()["terms"]}
    assert terms["algemene-sociale-hulp"]["broader"] is None
    assert terms["caw-en-jac"]["broader"] == "algemene-sociale-hulp"


def test_one_term_is_what_its_list_says_of_it(client: TestClient) -> None:
    for name in ("theme", "right"):
        for term in client.get(f"/api/v1/vocabulary/{name}").json()["terms"]:
            assert client.get(f"/api/v1/vocabulary/{name}/{term['id']}").json() == term


def test_an_unknown_list_or_term_is_not_found_and_told_as_a_problem(client: TestClient) -> None:
    for path in ("zomaar", "zomaar/wonen", "theme/zomaar", "theme/leefloon"):
        response = client.get(f"/api/v1/vocabulary/{path}")
        assert response.status_code == 404, path
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["type"] == "/problems/not-found"


def test_a_list_that_a_client_has_already_is_not_sent_again(client: TestClient) -> None:
    for path in ("vocabulary", "vocabulary/theme", "vocabulary/theme/wonen"):
        first = client.get(f"/api/v1/{path}")
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path
