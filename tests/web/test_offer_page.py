"""The page of an offer tells all that everyone may know, and nothing more."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from tests.web.reading import Seen, read
from tests.web.world import BROKEN_OUT


def see(client: TestClient, id_: str, status: int = 200) -> Seen:
    response = client.get(f"/aanbod/{id_}")
    assert response.status_code == status
    return read(response.text)


@pytest.mark.parametrize(
    "fact",
    [
        "We zoeken samen een oplossing als u uw huur niet meer kunt betalen.",
        "Let op We verhuizen in december. (tot en met 31 december 2026)",
        "Ook bekend als: Huurschuldhulp",
        "Doelgroep Volwassenen",
        "Leeftijd van 18 tot en met 64 jaar",
        "Werkgebied eerstelijnszone Regio Aalst",
        "U woont in de regio Aalst. (reglement)",
        "U hebt een doorverwijzing nodig van huisarts of OCMW.",
        "U maakt een afspraak. (dit doet u zelf)",
        "Neemt nu geen nieuwe mensen aan, tot en met 31 december 2026.",
        "ongeveer 3 weken (op 1 oktober 2026) (eigen telling)",
        "3 van 12 plaatsen vrij",
        "Prijs € 12,50 per gesprek Verminderd tarief: 3 euro met een verhoogde tegemoetkoming",
        "Wat brengt u mee? Uw identiteitskaart Uw huurcontract",
        "Hoe? Ter plaatse en telefonisch",
        "Talen Nederlands en Frans Tolk: Een tolk kan, vraag het vooraf.",
        "Soort zorg Professionele hulp dicht bij u.",
        "Proefstraat 12 bus 3 9300 Aalst",
        "Nu open",
        "Maandag tot en met woensdag van 9 tot 12 uur en van 13.30 tot 16 uur",
        "Donderdag na afspraak van 13 tot 19 uur",
        "Van 24 december 2026 tot en met 3 januari 2027 gesloten (kerstvakantie)",
        "Bel even voor u komt.",
        "gsm, Frans, voormiddag",
        "Bereikbaar met Bus tot aan het Proefplein.",
        "Zonder trappen binnen: ja",
        "Lift: nee",
        "Ringleiding: niet bekend",
        "onthaal@proef.invalid (van de organisatie)",
        "Aanmelden kan met het gewone formulier.",
        "Complexe vragen ja",
        "“outreach” betekent hier We komen bij u thuis.",
        "Nagekeken op 5 oktober 2026 door de zorgraad.",
        "Bron: proef, gegevens van 1 september 2026.",
        "Wachttijd: proef, 1 oktober 2026",
    ],
)
def test_it_tells(client: TestClient, fact: str) -> None:
    assert fact in see(client, "proef:huur").text


def test_it_leads_to_telephone_website_and_the_way_there(client: TestClient) -> None:
    links = see(client, "proef:huur").links
    assert links["Bel 000 00 00 01 (Hulp bij huurschulden)"] == "tel:000000001"
    assert links["Bel 000 00 00 02 (Onthaalpunt Aalst)"] == "tel:000000002"
    assert links["Website van Hulp bij huurschulden"] == "https://proef.invalid/huur"
    assert (
        links["Open in uw kaart-app : Proefstraat 12 bus 3, 9300 Aalst".replace(" :", ":")] == "geo:50.938000,4.040000"
    )
    route = links["Route op OpenStreetMap naar Proefstraat 12 bus 3, 9300 Aalst"]
    assert route == "https://www.openstreetmap.org/directions?to=50.938000%2C4.040000"


def test_each_language_of_a_text_is_marked_as_such(client: TestClient) -> None:
    html = client.get("/aanbod/proef:huur").text
    assert '<div class="prose" lang="fr" dir="auto">' in html
    assert '<div class="prose" lang="ar" dir="auto">' in html


def test_an_offer_of_which_little_is_known_says_so(client: TestClient) -> None:
    text = see(client, "proef:kaal").text
    for fact in (
        "Doelgroep niet bekend",
        "Leeftijd niet bekend",
        "Werkgebied niet bekend",
        "Voorwaarden niet bekend",
        "Niet bekend hoe u hier terechtkunt.",
        "Nieuwe mensen Niet bekend of er nieuwe mensen bij kunnen.",
        "Wachttijd niet bekend",
        "Prijs gratis",
        "Wat brengt u mee? niet bekend",
        "Talen niet bekend",
        "Uren: niet bekend",
        "Niet bekend of het nu open is",
        "Niet bekend wanneer dit is nagekeken.",
        "datum niet bekend",
    ):
        assert fact in text


def test_a_hidden_address_and_number_are_nowhere_on_the_page(client: TestClient) -> None:
    for address in ("/aanbod/proef:vluchthuis", "/organisatie/proef:huis", "/zoek?q=vluchthuis&place=9320"):
        html = client.get(address).text
        assert "Vluchthuis op een geheim adres" in html
        for secret in ("Geheimstraat", "50.919", "4.0515", "000 00 00 77", "000000077"):
            assert secret not in html
    assert "Erembodegem" not in client.get("/aanbod/proef:vluchthuis").text


@pytest.mark.parametrize("former", ["proef:oude-huur", "proef:vervangen"])
def test_a_former_id_leads_to_the_present_one(client: TestClient, former: str) -> None:
    response = client.get(f"/aanbod/{former}")
    assert (response.status_code, response.headers["location"]) == (301, "/aanbod/proef:huur")


def test_what_is_gone_says_so_and_offers_to_search(client: TestClient) -> None:
    page = see(client, "proef:voorbij", 410)
    assert page.headings == ["Dit staat niet meer op de sociale kaart"]
    assert "Zoek op de sociale kaart" in page.text
    assert "Zomerwerking" not in page.text


@pytest.mark.parametrize(
    "unknown", ["niets", "proef:bestaat-niet", "proef:verborgen", "proef:stil-voorbij", "proef:huis", "%00", "a" * 300]
)
def test_what_is_unknown_hidden_or_no_offer_is_not_found(client: TestClient, unknown: str) -> None:
    assert see(client, unknown, 404).headings == ["Deze pagina bestaat niet"]


def test_an_offer_that_does_not_run_says_so_first(client: TestClient) -> None:
    assert "Dit aanbod is tijdelijk gesloten." in see(client, "proef:gesloten").text


def test_a_made_up_offer_is_labelled_and_kept_from_search_engines(client: TestClient) -> None:
    page = see(client, "demo:a1")
    assert "voorbeeld, niet echt Dit is een verzonnen voorbeeld. Bel of schrijf er niet naar." in page.text
    assert page.robots == "noindex"
    assert page.data == []


def test_search_engines_get_the_same_facts_safely(client: TestClient) -> None:
    response = client.get("/aanbod/proef:huur")
    page = read(response.text)
    assert page.canonical == "https://kaart.invalid/aanbod/proef:huur"
    assert page.robots is None
    assert page.title == "Hulp bij huurschulden – Proefhuis De Brug – loket"
    (block,) = page.data
    data = json.loads(block)
    assert data["@type"] == "Service"
    assert data["provider"]["name"] == "Proefhuis De Brug"
    assert data["audience"] == {"@type": "PeopleAudience", "suggestedMinAge": 18, "suggestedMaxAge": 64}
    assert BROKEN_OUT in page.text
    assert "<script>alert" not in response.text
