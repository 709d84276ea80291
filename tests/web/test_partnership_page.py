"""The page of a partnership, and the ways to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.network_world import ALL, GBO, HOUSE, NETWORK, site_with
from tests.web.reading import Seen, read
from web import PageContext


@pytest.fixture
def aalst(context: PageContext, tmp_path: Path) -> Iterator[TestClient]:
    with site_with(context, tmp_path, *ALL) as client:
        yield client


def see(client: TestClient, address: str) -> Seen:
    response = client.get(address)
    assert response.status_code == 200
    return read(response.text)


def test_h1_h2_each_of_the_nine_functions_is_yes_no_or_not_known(aalst: TestClient) -> None:
    text = see(aalst, "/partnerschap/proef:hvk").text
    minimum, _, more = text.partition("Wat van een Huis van het Kind verwacht wordt")[2].partition(
        "Als een gezin meer steun nodig heeft"
    )
    more = more.partition("Welke hulp bieden ze samen aan?")[0]
    assert (minimum.count("Ja"), minimum.count("Nee"), minimum.count("Niet bekend")) == (1, 1, 3)
    assert (more.count("Ja"), more.count("Nee"), more.count("Niet bekend")) == (1, 0, 3)
    assert "conceptnota van de Vlaamse overheid, 2025, deel F.4.1" in minimum
    assert "conceptnota van de Vlaamse overheid, 2025, deel F.4.1" in more


def test_h1_of_a_house_of_which_nothing_is_known_nothing_is_denied(context: PageContext, tmp_path: Path) -> None:
    with site_with(context, tmp_path, HOUSE | {"functions": {}, "partners": [], "locations": []}) as client:
        text = see(client, "/partnerschap/proef:hvk").text
    assert text.count("Niet bekend") >= 9
    assert "Nee" not in text


def test_another_partnership_shows_only_the_functions_that_someone_spoke_of(
    context: PageContext, tmp_path: Path
) -> None:
    with site_with(context, tmp_path, *ALL, GBO | {"id": "proef:ander", "functions": {"ontmoeting": "no"}}) as client:
        assert "Ontmoeting" not in see(client, "/partnerschap/proef:gbo").text
        text = see(client, "/partnerschap/proef:ander").text
    assert "Wat doen ze samen? Ontmoeting" in text
    assert "Open onthaal" not in text


def test_h3_for_whom_a_house_is_stands_with_its_source(aalst: TestClient) -> None:
    text = see(aalst, "/partnerschap/proef:hvk").text
    assert "voor (toekomstige) ouders en gezinnen met kinderen tot 12 jaar" in text
    assert "conceptnota van de Vlaamse overheid, 2025, deel F.4.1" in text
    assert "kinderen tot 12 jaar" not in see(aalst, "/partnerschap/proef:gbo").text


def test_h4_a_house_shows_the_pilot_regions_and_whether_it_works_in_one(aalst: TestClient) -> None:
    text = see(aalst, "/partnerschap/proef:hvk").text
    assert "Deze samenwerking werkt in gemeenten van een proefregio: Aalst." in text
    assert "Brussel (alleen Nieuwland en Brussel-Noord)" in text


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ({"municipalities": ["44021"]}, "Deze samenwerking werkt niet in een proefregio."),
        (None, "Het werkgebied is niet bekend, dus ook niet of deze samenwerking in een proefregio werkt."),
    ],
)
def test_h4_outside_the_pilot_regions_is_not_the_same_as_not_known(
    context: PageContext, tmp_path: Path, area: object, said: str
) -> None:
    with site_with(context, tmp_path, HOUSE | {"area": area, "partners": [], "locations": []}) as client:
        assert said in see(client, "/partnerschap/proef:hvk").text


def test_it_shows_where_it_works_and_leads_to_the_zone(aalst: TestClient) -> None:
    page = see(aalst, "/partnerschap/proef:hvk")
    assert page.headings == ["Huis van het Kind Proefstad"]
    assert page.links["Regio Aalst"] == "/zone/regio-aalst"
    assert "Speelplek Proefplein 1 9300 Aalst" in page.text
    assert page.links["hvk@proef.invalid"] == "mailto:hvk@proef.invalid"
    assert page.links["Spelnamiddag voor kleuters"] == "/aanbod/proef:spel"


def test_its_members_have_their_role_their_lead_and_their_dates(aalst: TestClient) -> None:
    page = see(aalst, "/partnerschap/proef:gbo")
    assert page.links["Proef-CAW Dender"] == "/organisatie/proef:caw"
    assert "Trekker; neemt de leiding voor: " in page.text
    assert "Vrijwilligers van de wijk (nu geen partner) Vanaf 1 januari 2027" in page.text
    assert "Tot en met 23 november 2026" in page.text


def test_a_hidden_member_or_place_is_nowhere(aalst: TestClient) -> None:
    for address in (
        "/partnerschap/proef:hvk",
        "/partnerschap/proef:gbo",
        "/organisatie/proef:caw",
        "/aanbod/proef:spel",
    ):
        assert "geheim" not in aalst.get(address).text.lower()
    assert "Stille plek Adres: niet bekend" in see(aalst, "/partnerschap/proef:hvk").text


def test_a_former_id_leads_to_the_present_one(aalst: TestClient) -> None:
    response = aalst.get("/partnerschap/proef:oud-hvk")
    assert (response.status_code, response.headers["location"]) == (301, "/partnerschap/proef:hvk")


def test_a_partnership_that_another_replaces_leads_there(context: PageContext, tmp_path: Path) -> None:
    old = {"kind": "partnership", "id": "proef:vorige", "name": "Vorig huis", "replaced_by": "proef:hvk"}
    with site_with(context, tmp_path, *ALL, old) as client:
        response = client.get("/partnerschap/proef:vorige")
    assert (response.status_code, response.headers["location"]) == (301, "/partnerschap/proef:hvk")


@pytest.mark.parametrize("id_", ["niets", "proef:caw", "proef:stil"])
def test_what_is_none_or_hidden_is_not_found(context: PageContext, tmp_path: Path, id_: str) -> None:
    hidden = GBO | {"id": "proef:stil", "visibility": {"*": "hidden"}}
    with site_with(context, tmp_path, *ALL, hidden) as client:
        assert client.get(f"/partnerschap/{id_}").status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": "defunct"}, "Deze samenwerking bestaat niet meer."),
        ({"valid_to": "2026-11-22"}, "Deze samenwerking liep tot en met 22 november 2026."),
        ({"valid_from": "2026-11-24"}, "Deze samenwerking begint op 24 november 2026."),
    ],
)
def test_one_that_does_not_run_today_says_so(
    context: PageContext, tmp_path: Path, change: dict[str, str], said: str
) -> None:
    with site_with(context, tmp_path, *ALL[:2], GBO | change) as client:
        assert said in see(client, "/partnerschap/proef:gbo").text


@pytest.mark.parametrize("border", ["valid_from", "valid_to"])
def test_on_its_border_days_it_runs(context: PageContext, tmp_path: Path, border: str) -> None:
    with site_with(context, tmp_path, *ALL[:2], GBO | {border: "2026-11-23"}) as client:
        text = see(client, "/partnerschap/proef:gbo").text
        assert "Deze samenwerking" not in text
        assert "GBO Proefstad" in see(client, "/organisatie/proef:caw").text


def test_a_made_up_one_is_labelled_and_told_to_no_search_engine(aalst: TestClient) -> None:
    page = see(aalst, "/partnerschap/demo:netwerk")
    assert "Dit is een verzonnen voorbeeld." in page.text
    assert page.robots == "noindex"
    assert page.data == []


def test_search_engines_are_told_who_the_members_of_today_are(aalst: TestClient) -> None:
    (block,) = see(aalst, "/partnerschap/proef:gbo").data
    told = json.loads(block)
    assert told["@id"] == "https://kaart.invalid/partnerschap/proef:gbo"
    assert [member["name"] for member in told["member"]] == ["Proef-CAW Dender", "Proefbond"]
    assert told["areaServed"] == [{"@type": "AdministrativeArea", "name": "Aalst"}]


def test_an_offer_leads_to_its_partnership(aalst: TestClient) -> None:
    page = see(aalst, "/aanbod/proef:spel")
    assert "Deel van Huis van het Kind Proefstad" in page.text
    assert page.links["Huis van het Kind Proefstad"] == "/partnerschap/proef:hvk"


def test_an_organisation_leads_to_the_partnerships_in_which_it_works(aalst: TestClient) -> None:
    page = see(aalst, "/organisatie/proef:caw")
    assert "Werkt mee in GBO Proefstad Geïntegreerd breed onthaal (GBO) Trekker; neemt de leiding voor:" in page.text
    assert page.links["Huis van het Kind Proefstad"] == "/partnerschap/proef:hvk"


def test_what_is_gone_says_so_unless_it_is_hidden(context: PageContext, tmp_path: Path) -> None:
    hidden = HOUSE | {"id": "proef:stil-voorbij", "aliases": [], "visibility": {"*": "hidden"}}
    with site_with(context, tmp_path, *ALL, gone=(HOUSE | {"id": "proef:voorbij", "aliases": []}, hidden)) as client:
        response = client.get("/partnerschap/proef:voorbij")
        assert response.status_code == 410
        assert read(response.text).headings == ["Dit staat niet meer op de sociale kaart"]
        assert client.get("/partnerschap/proef:stil-voorbij").status_code == 404


def test_empty_pages_say_what_is_not_known(context: PageContext, tmp_path: Path) -> None:
    with site_with(context, tmp_path, {"kind": "partnership", "id": "proef:kaal", "name": "Kaal netwerk"}) as client:
        text = see(client, "/partnerschap/proef:kaal").text
    for said in (
        "soort niet bekend",
        "Telefoon, e-mail en website: niet bekend",
        "Er is nog geen beschrijving.",
        "Werkgebied niet bekend",
        "Er staat geen hulp onder de naam van deze samenwerking op de kaart.",
        "De partners zijn niet bekend.",
    ):
        assert said in text


def test_the_demo_network_stands_in_no_real_list_without_its_label(aalst: TestClient) -> None:
    text = see(aalst, "/zone/regio-aalst").text
    assert text.count(NETWORK["name"]) == text.count(f"{NETWORK['name']} voorbeeld, niet echt")
