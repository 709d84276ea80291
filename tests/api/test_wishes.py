"""For whom, where and in which way, read from the words: in the answer, and taken back by its id."""

from __future__ import annotations

from fastapi.testclient import TestClient

QUESTION = "gratis hulp aan huis voor mijn zoon van 8 in Aalst"


def test_wishes_are_in_the_answer_with_the_parameter_that_asks_the_same(client: TestClient) -> None:
    wishes = client.get("/api/v1/search", params={"q": QUESTION}).json()["understood"]["wishes"]
    assert [(wish["id"], wish["name"], wish["parameter"], wish["value"]) for wish in wishes] == [
        ("place:aalst", "in Aalst", "place", "Aalst"),
        ("free:yes", "gratis", "free", "yes"),
        ("mode:home", "aan huis", "mode", "home"),
        ("age:8", "voor 8 jaar", "age", "8"),
    ]
    for wish in wishes:
        asked = {"q": "hulp", wish["parameter"]: wish["value"]}
        assert client.get("/api/v1/search", params=asked).status_code == 200


def test_all_are_taken_back_by_their_ids(client: TestClient) -> None:
    ids = [wish["id"] for wish in client.get("/api/v1/search", params={"q": QUESTION}).json()["understood"]["wishes"]]
    again = client.post("/api/v1/search", json={"q": QUESTION, "not_meant": ids}).json()["understood"]
    assert (again["wishes"], again["place"]) == ([], None)


def test_a_wish_leaves_nothing_out(client: TestClient) -> None:
    plain = client.get("/api/v1/search", params={"q": "huur"}).json()
    wished = client.get("/api/v1/search", params={"q": "gratis huur aan huis in het Turks"}).json()
    assert wished["total"] == plain["total"] > 0
