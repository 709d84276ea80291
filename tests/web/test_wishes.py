"""What the words wish stands on the page, and one click takes it back."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.web.reading import Seen, read

QUESTION = "hulp in het Frans voor mijn dochter van 15 in Aalst"
READ = ("in Aalst", "spreekt Frans", "voor 15 jaar")


def ask(client: TestClient, address: str) -> Seen:
    response = client.get(address)
    assert response.status_code == 200
    return read(response.text)


@pytest.mark.parametrize("page", ["/zoek", "/kaart"])
def test_each_wish_is_a_chip_and_all_are_taken_back_one_by_one(client: TestClient, page: str) -> None:
    shown = ask(client, f"{page}?q={QUESTION}")
    for left in range(len(READ), 0, -1):
        assert [f"Niet bedoeld: {name} ×" in shown.links for name in READ].count(True) == left
        shown = ask(
            client, next(shown.links[f"Niet bedoeld: {n} ×"] for n in READ if f"Niet bedoeld: {n} ×" in shown.links)
        )
    assert not [name for name in shown.links if name.startswith("Niet bedoeld: ")]
    assert "Aalst in uw vraag" not in shown.text
    assert shown.value("q") == QUESTION


def test_a_wish_that_was_taken_back_is_a_choice_with_its_name(client: TestClient) -> None:
    shown = ask(client, f"/zoek?q={QUESTION}&not_meant=language:fr&not_meant=age:15&not_meant=place:aalst")
    for name in READ:
        back = shown.links[f"Verwijder keuze: niet: {name} ×"]
        assert f"Niet bedoeld: {name} ×" in ask(client, back).links


def test_the_page_says_that_the_place_came_from_the_words(client: TestClient) -> None:
    shown = ask(client, "/zoek?q=huurschulden in Aalst")
    assert "U noemt Aalst in uw vraag: we zoeken daar in de buurt." in shown.text
    assert "in en rond Aalst" in shown.text
    assert shown.value("place") == ""
    assert "U noemt" not in ask(client, "/zoek?q=huurschulden in Aalst&place=Ninove").text
