"""The pages of the eerstelijnszones, as a visitor reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.network_world import ALL, CAW, GBO, NETWORK, OFFICE, RECOGNITION, site_with
from tests.web.reading import Seen, read
from web import PageContext


@pytest.fixture
def aalst(context: PageContext, tmp_path: Path) -> Iterator[TestClient]:
    with site_with(context, tmp_path, *ALL) as client:
        yield client


@pytest.fixture
def empty(context: PageContext, tmp_path: Path) -> Iterator[TestClient]:
    with site_with(context, tmp_path) as client:
        yield client


def see(client: TestClient, address: str) -> Seen:
    response = client.get(address)
    assert response.status_code == 200
    return read(response.text)


# All zones


def test_all_sixty_zones_stand_by_province_with_their_municipalities(client: TestClient) -> None:
    page = see(client, "/zones")
    assert page.headings == ["Eerstelijnszones"]
    assert len([address for address in page.links.values() if address.startswith("/zone/")]) == 60
    assert "Oost-Vlaanderen (12)" in page.text
    assert "Regio Aalst Aalst, Denderleeuw, Erpe-Mere, Haaltert, Lede" in page.text
    assert "Noord Antwerpen Antwerpen (deel), Schoten, Stabroek" in page.text
    assert page.canonical == "https://kaart.invalid/zones"


def test_the_zones_of_an_earlier_day_stand_under_their_names_and_municipalities_of_then(client: TestClient) -> None:
    page = see(client, "/zones?op=2024-12-31")
    assert "Dit is de indeling die gold tot en met 31 december 2024." in page.text
    assert page.links["Oostende-Bredene"] == "/zone/middenkust"
    assert "Borsbeek" in page.text
    assert page.robots == "noindex"
    now = see(client, "/zones")
    assert "Dit is de indeling die geldt sinds 1 januari 2025." in now.text
    assert "Oostende-Bredene" not in now.text


def test_what_is_no_day_is_said_to_be_none_and_today_is_shown(client: TestClient) -> None:
    page = see(client, "/zones?op=31-12-2024")
    assert "Dit is geen datum." in page.text
    assert "geldt sinds 1 januari 2025" in page.text


def test_a_place_that_lies_elsewhere_is_said_to(client: TestClient) -> None:
    assert "“Luik” ligt niet in Vlaanderen of Brussel, maar in Wallonië." in see(client, "/zones?place=Luik").text


@pytest.mark.parametrize("place", ["9300", "Denderleeuw", "Regio Aalst", "Moorsel"])
def test_a_place_in_one_zone_leads_there(client: TestClient, place: str) -> None:
    response = client.get("/zones", params={"place": place})
    assert (response.status_code, response.headers["location"]) == (302, "/zone/regio-aalst")


def test_antwerpen_as_a_whole_gives_the_choice_of_four_by_postcode(client: TestClient) -> None:
    page = see(client, "/zones?place=Antwerpen")
    assert "“Antwerpen” ligt niet in één zone. Kies de juiste." in page.text
    assert "Antwerpen Zuid Als uw postcode een van deze is: 2020, 2610 of 2660" in page.text
    assert page.text.count("Als uw postcode een van deze is") == 4
    assert page.value("place") == "Antwerpen"
    assert page.robots == "noindex"


def test_a_name_that_two_places_bear_gives_both_zones(client: TestClient) -> None:
    page = see(client, "/zones?place=Aalst")
    assert "Regio Aalst Aalst" in page.text
    assert "Haspengouw Aalst (Sint-Truiden)" in page.text


def test_a_typing_error_is_asked_about(client: TestClient) -> None:
    assert "Bedoelde u een van deze plaatsen?" in see(client, "/zones?place=Denderleew").text


def test_an_unknown_place_says_so_beside_the_field(client: TestClient) -> None:
    page = see(client, "/zones?place=Nergenshuizen")
    assert "We kennen de plaats “Nergenshuizen” niet. Probeer een postcode." in page.text
    (field,) = (one for one in page.inputs if one.get("name") == "place")
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "place-fout")


def test_search_engines_find_every_zone_and_partnership_in_the_site_map(client: TestClient) -> None:
    told = client.get("/sitemap.xml").text
    assert told.count("<loc>https://kaart.invalid/zone/") == 60
    assert "<loc>https://kaart.invalid/zones</loc>" in told
    assert "<loc>https://kaart.invalid/partnerschap/proef:hvk</loc>" in told


# One zone


@pytest.mark.parametrize("other", ["elz36", "ELZ36", "Regio%20Aalst"])
def test_a_code_or_name_leads_to_the_address_of_the_zone(client: TestClient, other: str) -> None:
    response = client.get(f"/zone/{other}")
    assert (response.status_code, response.headers["location"]) == (301, "/zone/regio-aalst")


@pytest.mark.parametrize("unknown", ["atlantis", "x" * 5000])
def test_an_unknown_zone_is_not_found(client: TestClient, unknown: str) -> None:
    response = client.get(f"/zone/{unknown}")
    assert response.status_code == 404
    assert read(response.text).headings == ["Deze pagina bestaat niet"]


def test_a_zone_says_where_it_is_and_leads_to_a_search_in_each_municipality(aalst: TestClient) -> None:
    page = see(aalst, "/zone/regio-aalst")
    assert page.headings == ["Eerstelijnszone Regio Aalst"]
    assert "Oost-Vlaanderen · referentieregio Denderregio" in page.text
    assert page.links["Erpe-Mere"] == "/zoek?place=Erpe-Mere"
    assert aalst.get(page.links["Erpe-Mere"]).status_code == 200


def test_of_antwerpen_only_a_part_lies_in_the_zone_and_the_search_stays_in_it(aalst: TestClient) -> None:
    page = see(aalst, "/zone/antwerpen-zuid")
    assert "alleen het deel met postcode 2020, 2610 of 2660" in page.text
    assert page.links["Antwerpen"] == "/zoek?place=Antwerpen&zone=antwerpen-zuid"


def test_the_zorgraad_is_shown_or_said_not_to_be_on_the_map(aalst: TestClient) -> None:
    assert see(aalst, "/zone/regio-aalst").links["Proefzorgraad"] == "/organisatie/loket:zorgraad-regio-aalst"
    assert "De zorgraad van deze zone staat nog niet op de kaart." in see(aalst, "/zone/gent").text


def test_each_heading_has_its_count_and_leads_to_that_many_results(client: TestClient) -> None:
    page = see(client, "/zone/regio-aalst")
    (name, address), *_ = [(n, a) for n, a in page.links.items() if "theme=algemene-sociale-hulp" in a]
    assert address == "/zoek?zone=regio-aalst&theme=algemene-sociale-hulp"
    assert f"{name.split()[-1]} resultaten" in see(client, address).text
    assert "Nog niets op de kaart over:" in page.text
    assert "en hulp die in de zone of in een deel ervan werkt" in page.text


def test_l12_the_gbo_does_the_onthaal_and_says_who_leads(aalst: TestClient, context: PageContext) -> None:
    text = see(aalst, "/zone/regio-aalst").text
    assert "Doet het onthaal in Aalst, als geïntegreerd breed onthaal (GBO)." in text
    assert f"Proef-CAW Dender : {context.vocabulary.label('function', 'schuldhulp')}" in text
    assert "Niet bekend: welk OCMW en welke dienst maatschappelijk werk er meewerkt." in text


def test_l12_without_a_gbo_the_ocmw_of_each_municipality_is_named(client: TestClient) -> None:
    page = see(client, "/zone/dender-zuid")
    assert page.links["Onthaal OCMW Ninove"] == "/aanbod/loket:ocmw-41048-onthaal"
    assert "Welk CAW en welke diensten maatschappelijk werk meewerken, is niet bekend." in page.text
    assert "Het onthaal van het OCMW staat nog niet op de kaart voor: Geraardsbergen." in page.text


def test_l5_of_brussels_the_covenant_is_named(aalst: TestClient) -> None:
    text = see(aalst, "/zone/bruzel").text
    assert "In Brussel geldt het geïntegreerd breed onthaal (GBO) niet als zodanig." in text
    assert "convenant met de Vlaamse Gemeenschapscommissie (VGC)" in text


def test_l13_partnerships_stand_by_type_with_their_partners_of_today(aalst: TestClient) -> None:
    page = see(aalst, "/zone/regio-aalst")
    assert "Geïntegreerd breed onthaal (GBO) GBO Proefstad In Aalst Partners: Proef-CAW Dender, Proefbond" in page.text
    assert "Netwerk geestelijke gezondheid Voorbeeldnetwerk (fictief) voorbeeld, niet echt" in page.text
    assert page.links["Huis van het Kind Proefstad"] == "/partnerschap/proef:hvk"
    assert "Vrijwilligers van de wijk" not in page.text


def test_the_label_of_a_made_up_partnership_covers_its_made_up_partners(context: PageContext, tmp_path: Path) -> None:
    members = [{"organisation": "demo:bureau", "name": "Voorbeeldbureau (fictief)"}]
    with site_with(context, tmp_path, OFFICE, NETWORK | {"partners": members}) as client:
        text = see(client, "/zone/regio-aalst").text
    assert "Voorbeeldnetwerk (fictief) voorbeeld, niet echt Partners: Voorbeeldbureau (fictief)" in text
    assert "Voorbeeldbureau (fictief) voorbeeld, niet echt" not in text


def test_beside_a_real_partner_the_made_up_one_keeps_its_own_label(context: PageContext, tmp_path: Path) -> None:
    members = [{"organisation": "demo:bureau", "name": "Voorbeeldbureau (fictief)"}]
    members.append({"organisation": CAW["id"], "name": CAW["name"]})
    with site_with(context, tmp_path, OFFICE, CAW, NETWORK | {"partners": members}) as client:
        text = see(client, "/zone/regio-aalst").text
    assert "Voorbeeldbureau (fictief) voorbeeld, niet echt, Proef-CAW Dender" in text
    assert "Proef-CAW Dender voorbeeld, niet echt" not in text


def test_many_partners_are_folded_and_all_there(context: PageContext, tmp_path: Path) -> None:
    many = GBO | {"id": "proef:veel", "partners": [{"name": f"Partner {number}"} for number in range(5)]}
    with site_with(context, tmp_path, many) as client:
        text = see(client, "/zone/regio-aalst").text
    assert "5 partners van GBO Proefstad Partner 0 Partner 1 Partner 2 Partner 3 Partner 4" in text


def test_what_is_hidden_is_named_nowhere(aalst: TestClient) -> None:
    for zone in ("regio-aalst", "gent", "bruzel"):
        assert "geheim" not in aalst.get(f"/zone/{zone}").text.lower()


def test_m0_without_a_recognition_the_framework_is_named_and_nobody_is_said_to_be_absent(empty: TestClient) -> None:
    text = see(empty, "/zone/regio-aalst").text
    assert "De Vlaamse overheid bereidt een kader voor erkenning voor." in text
    assert "Er is in deze kaart geen erkenning bekend voor Regio Aalst." in text
    assert "geen casemanager" not in text


def test_m0_a_made_up_recognition_is_labelled(aalst: TestClient) -> None:
    text = see(aalst, "/zone/regio-aalst").text
    assert "De erkenningen hieronder zijn verzonnen voorbeelden." in text
    assert "Voorbeeldbureau (fictief) voorbeeld, niet echt Erkenning geldt nu" in text
    assert "Geschorst niet bekend" in text
    assert "Geen erkenning bekend voor: Kwetsbare personen en kinderen en jongeren met obesitas." in text


@pytest.mark.parametrize(("day", "said"), [(23, "Erkenning geldt nu"), (24, "Erkenning afgelopen")])
def test_m2_a_recognition_holds_up_to_and_including_its_last_day(
    context: PageContext, tmp_path: Path, day: int, said: str
) -> None:
    with site_with(context, tmp_path, *ALL, now=datetime(2026, 11, day, 10)) as client:
        assert said in see(client, "/zone/regio-aalst").text


def test_a_suspended_recognition_does_not_say_how_to_ask(context: PageContext, tmp_path: Path) -> None:
    rows = [row if row is not RECOGNITION else RECOGNITION | {"suspended": "yes"} for row in ALL]
    with site_with(context, tmp_path, *rows) as client:
        text = see(client, "/zone/regio-aalst").text
    assert "Erkenning geschorst" in text
    assert "Bel of schrijf." not in text
    assert "Bij wie u nu terechtkunt, is niet bekend." in text


def test_h4_a_pilot_municipality_is_named_with_its_source(aalst: TestClient) -> None:
    text = see(aalst, "/zone/regio-aalst").text
    assert "Proefregio voor de Huizen van het Kind: Aalst (conceptnota van de Vlaamse overheid, 2025, deel" in text
    assert "Proefregio" not in see(aalst, "/zone/gent").text


def test_a_zone_of_which_nothing_is_known_says_so_everywhere(empty: TestClient) -> None:
    text = see(empty, "/zone/gent").text
    for said in (
        "De zorgraad van deze zone staat nog niet op de kaart.",
        "Er staan nog geen samenwerkingen van deze zone op de kaart.",
        "Het onthaal van het OCMW staat nog niet op de kaart voor: Gent.",
    ):
        assert said in text


def test_a_name_is_text_and_never_markup(context: PageContext, tmp_path: Path) -> None:
    with site_with(context, tmp_path, *ALL, GBO | {"id": "proef:kwaad", "name": "<b>vet</b>"}) as client:
        assert "<b>vet</b>" in see(client, "/zone/regio-aalst").text
