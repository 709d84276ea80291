"""Words explained: on their own pages, beside offers, and where an abbreviation stands."""

import pytest
from fastapi.testclient import TestClient

from catalogue import Glossary
from tests.web.reading import read
from web.explaining import Explainer


def test_l8_the_page_of_words_gives_each_sector_its_meaning(client: TestClient) -> None:
    text = read(client.get("/begrippen/woorden").text).text
    assert "Verslaving én minstens één andere psychiatrische stoornis." in text
    assert "Verstandelijke beperking én psychische, psychiatrische of gedragsproblemen." in text
    assert "nog niet nagekeken bij een bron" in text


def test_l8_an_offer_says_what_its_sector_means_by_a_word(client: TestClient) -> None:
    text = read(client.get("/aanbod/proef:huur").text).text
    assert "Woorden die per sector verschillen" in text
    assert "Hier (CAW): Hulp over langere tijd na het onthaal" in text


@pytest.mark.parametrize(
    ("asked", "shown", "not_shown"),
    [
        ("", "geïntegreerd breed onthaal", "niets"),
        ("ziekenfonds", "DMW", "leerlingenbegeleiding"),
        ("ocmw", "OCMW", "ZSG"),
    ],
)
def test_abbreviations_can_be_looked_up(client: TestClient, asked: str, shown: str, not_shown: str) -> None:
    text = read(client.get("/begrippen/afkortingen", params={"q": asked}).text).text
    assert shown in text
    assert not_shown not in text


def test_nonsense_finds_no_abbreviation_and_says_so(client: TestClient) -> None:
    page = client.get("/begrippen/afkortingen", params={"q": "<b>qqq</b>"})
    assert "We kennen geen afkorting met “<b>qqq</b>”." in read(page.text).text
    assert "<b>qqq" not in page.text


def test_the_overview_leads_to_all_three(client: TestClient) -> None:
    page = client.get("/begrippen").text
    assert all(f'href="/begrippen/{name}"' in page for name in ("woorden", "afkortingen", "lijsten"))


def test_an_abbreviation_is_explained_the_first_time_only_and_text_is_escaped(glossary: Glossary) -> None:
    explained = Explainer(glossary)
    first, second = str(explained("<i>OCMW</i> of OCMW")), str(explained("OCMW"))
    assert first.count('popovertarget="uitleg-ocmw"') == 1
    assert "openbaar centrum voor maatschappelijk welzijn" in first
    assert first.startswith("&lt;i&gt;")
    assert second == "OCMW"
