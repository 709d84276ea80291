"""Searching on the page, as someone does without a script."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from typing_extensions import override

from search import Analyser, Engine, Phrasebook, SearchAnswer, Searcher, SearchRequest, Wishes, open_embedded
from tests.web.conftest import NOW
from tests.web.reading import Seen, read
from tests.web.serving import site_of
from web import PageContext, pages


def ask(client: TestClient, address: str, status: int = 200) -> Seen:
    response = client.get(address)
    assert response.status_code == status
    return read(response.text)


def test_a_result_tells_what_it_is_from_whom_and_how_to_reach_it(client: TestClient) -> None:
    page = ask(client, "/zoek?q=huurschulden&place=Aalst")
    assert page.links["Hulp bij huurschulden"] == "/aanbod/proef:huur"
    assert page.links["Proefhuis De Brug"] == "/organisatie/proef:huis"
    assert page.links["Bel 000 00 00 02 (Hulp bij huurschulden)"] == "tel:000000002"
    for fact in (
        "Algemeen welzijnswerk",
        "9300 Aalst",
        "Nu open",
        "Prijs: € 12,50 per gesprek",
        "Wachttijd: ongeveer 3 weken (op 1 oktober 2026)",
        "Nagekeken op 5 oktober 2026",
        "Waarom dit resultaat?",
    ):
        assert fact in page.text


def test_what_a_result_does_not_know_is_said(client: TestClient) -> None:
    page = ask(client, "/zoek?q=huiswerkbegeleiding")
    assert "Niet bekend: of het nu open is, prijs, wachttijd en hoe u er terechtkunt" in page.text
    assert "Niet bekend wanneer dit is nagekeken" in page.text


def test_a_made_up_offer_is_labelled(client: TestClient) -> None:
    assert "Samen koffie in de buurt voorbeeld, niet echt" in ask(client, "/zoek?q=koffie").text


def test_search_pages_stay_out_of_search_engines(client: TestClient) -> None:
    page = ask(client, "/zoek?q=huur")
    assert page.robots == "noindex"
    assert page.canonical is None


def test_what_was_typed_stands_in_the_form_again(client: TestClient) -> None:
    page = ask(client, '/zoek?q="><b>huur&place=Aalst&age=40&theme=wonen')
    assert page.value("q") == '"><b>huur'
    assert page.value("place") == "Aalst"
    assert page.value("age") == "40"
    assert page.ticked("theme") == ["wonen"]


def test_an_empty_question_shows_everything_with_filters(client: TestClient) -> None:
    page = ask(client, "/zoek")
    assert "resultaten" in page.text
    assert "Onderwerp" in page.text


def test_paging_goes_through_all_results_and_back(client: TestClient) -> None:
    address = "/zoek?q=budgetbegeleiding"
    shown: list[str] = []
    trail = [address]
    while True:
        page = ask(client, trail[-1])
        shown += [link for link in page.links.values() if link.startswith("/aanbod/proef:")]
        if "Volgende" not in page.links:
            break
        trail.append(page.links["Volgende"])
    assert len(trail) == 3
    assert sorted(shown) == [f"/aanbod/proef:budget-{number:02}" for number in range(1, 46)]
    for here, before in zip(reversed(trail), reversed(trail[:-1]), strict=False):
        assert ask(client, here).links["Vorige"] == before
    assert "Vorige" not in ask(client, address).links


def test_a_choice_comes_back_as_a_chip_that_takes_it_away(client: TestClient) -> None:
    page = ask(client, "/zoek?q=budgetbegeleiding&free=1&function=budgetbeheer")
    assert page.links["Verwijder keuze: Gratis ×"] == "/zoek?q=budgetbegeleiding&function=budgetbeheer"
    assert page.links["Verwijder alle keuzes"] == "/zoek?q=budgetbegeleiding"


def test_an_area_on_the_map_is_a_choice_that_stays_and_can_be_taken_away(client: TestClient) -> None:
    page = ask(client, "/zoek?bbox=2.5,50.6,6.0,51.6&size=1")
    taken_away = next(address for link, address in page.links.items() if "Binnen een gebied op de kaart" in link)
    assert taken_away == "/zoek?size=1"
    assert page.value("bbox") == "2.5,50.6,6.0,51.6"  # goes along with what is chosen next
    assert "bbox=2.5%2C50.6%2C6.0%2C51.6" in page.links["Toon op de kaart"]
    wrong = ask(client, "/zoek?bbox=onzin", 422)
    assert "Binnen een gebied op de kaart" not in "".join(wrong.links)
    assert "bbox" not in [one.get("name") for one in wrong.inputs]


def test_a_hidden_address_lies_in_no_area(client: TestClient) -> None:
    around_the_shelter = "/zoek?q=vluchthuis&bbox=4.050,50.918,4.053,50.921"
    assert "We zochten ook buiten het gebied op de kaart." in ask(client, around_the_shelter).text


def test_a_place_that_means_several_can_be_put_right_with_one_click(client: TestClient) -> None:
    page = ask(client, "/zoek?q=huur&place=Aalst")
    assert "Bedoelde u een andere plaats?" in page.text
    assert ask(client, page.links["Aalst (Sint-Truiden)"]).value("place") == "Aalst (Sint-Truiden)"


def test_a_slip_of_the_pen_is_read_and_told(client: TestClient) -> None:
    page = ask(client, "/zoek?q=huiswerkbegeleidnig")
    assert "in plaats van “huiswerkbegeleidnig”? Daar zochten we op." in page.text
    assert "Huiswerkbegeleiding" in page.links


def test_lines_for_an_urgent_question_stand_before_the_results(
    context: PageContext, engine: Engine, analyser: Analyser
) -> None:
    class Alarmed(Searcher):
        """Answers as always, and finds every question urgent."""

        @override
        def search(self, request: SearchRequest, now: datetime) -> SearchAnswer:
            urgent = super().search(SearchRequest(q="1712"), now).results[:1]
            return super().search(request, now).model_copy(update={"urgent": urgent})

    app = FastAPI()
    alarmed = Alarmed(engine, context.gazetteer, context.vocabulary, analyser)
    app.include_router(pages(replace(context, searcher=alarmed)))
    page = ask(TestClient(app), "/zoek?q=huurschulden")
    assert page.links["Bel 1712 (1712)"] == "tel:1712"
    assert page.text.index("Dringend? Hier kunt u nu terecht") < page.text.index("Hulp bij huurschulden")


def test_an_unknown_place_is_told_and_the_rest_is_answered(client: TestClient) -> None:
    page = ask(client, "/zoek?q=huurschulden&place=Nergenshuizen")
    assert "We kennen de plaats “Nergenshuizen” niet." in page.text
    assert page.value("place") == "Nergenshuizen"
    assert "Hulp bij huurschulden" in page.links


def test_a_distance_without_a_place_is_told_and_left_out(client: TestClient) -> None:
    page = ask(client, "/zoek?q=huurschulden&radius_km=5")
    assert "Vul een plaats in om op afstand te kiezen." in page.text
    assert "Hulp bij huurschulden" in page.links
    assert not [link for link in page.links if "binnen 5 km" in link]


def test_with_an_unknown_place_goes_the_distance_from_it(client: TestClient) -> None:
    page = ask(client, "/zoek?q=huurschulden&place=Nergenshuizen&radius_km=5")
    assert "We kennen de plaats “Nergenshuizen” niet." in page.text
    assert "Vul een plaats in om op afstand te kiezen." not in page.text
    assert not [link for link in page.links if "binnen 5 km" in link]


def test_to_search_everywhere_takes_the_distance_away_with_the_place(client: TestClient) -> None:
    page = ask(client, "/zoek?q=xyzzyplugh&place=9300&radius_km=5")
    assert page.links["Zoek in heel Vlaanderen en Brussel"] == "/zoek?q=xyzzyplugh"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("age=twee", "Vul de leeftijd in als een getal van 0 tot 150, bijvoorbeeld 8."),
        ("age=151", "Vul de leeftijd in als een getal van 0 tot 150, bijvoorbeeld 8."),
        ("radius_km=-1", "Vul de afstand in als een getal in kilometer, hoogstens 300."),
        ("radius_km=nan", "Vul de afstand in als een getal in kilometer, hoogstens 300."),
        ("sort=duurste", "Deze volgorde bestaat niet. Kies opnieuw."),
        ("theme=bestaat-niet", "Deze keuze bestaat niet. Kies opnieuw."),
        ("zone=bestaat-niet", "Deze keuze bestaat niet. Kies opnieuw."),
        ("size=1000", "Er passen 1 tot 50 resultaten op een bladzijde."),
        ("at=morgen", "Dit tijdstip is niet juist. Een voorbeeld van een juist tijdstip: 2026-11-23T10:00."),
        ("serves=aalst", "Deze gemeente bestaat niet. Kies opnieuw."),
        ("bbox=3,50,4", "Dit gebied op de kaart is niet juist. Zoek zonder dat gebied, of begin opnieuw op de kaart."),
        ("free=misschien", "Deze keuze bestaat niet. Kies opnieuw."),
    ],
)
def test_a_wrong_value_is_told_in_dutch_and_nothing_typed_is_lost(client: TestClient, wrong: str, told: str) -> None:
    page = ask(client, f"/zoek?q=huur&place=Aalst&{wrong}", 422)
    assert told in page.text
    assert (page.value("q"), page.value("place")) == ("huur", "Aalst")
    assert "Waarom dit resultaat?" not in page.text
    assert "twee jaar" not in page.text
    assert "Liever hulp van een mens?" in page.text


def test_a_question_that_is_too_long_is_told(client: TestClient) -> None:
    page = ask(client, f"/zoek?q={'a' * 501}", 422)
    assert "Uw vraag is te lang. Gebruik hoogstens 500 tekens." in page.text


def test_a_cursor_of_nobody_leads_back_to_the_first_page(client: TestClient) -> None:
    page = ask(client, "/zoek?q=budgetbegeleiding&cursor=van-niemand&vorige=x")
    assert "De lijst is intussen vernieuwd. U ziet weer de eerste bladzijde." in page.text
    assert "Vorige" not in page.links
    assert "Volgende" in page.links


def test_nothing_found_says_what_to_try_and_who_can_help(client: TestClient) -> None:
    page = ask(client, "/zoek?q=xyzzyplugh&place=9300&theme=geweld")
    assert "Geen resultaten die helemaal passen" in page.text
    assert "We zochten ook zonder uw woorden." in page.text
    assert page.links["Zoek zonder de keuze “Geweld”"] == "/zoek?q=xyzzyplugh&place=9300"
    assert page.links["Zoek in heel Vlaanderen en Brussel"] == "/zoek?q=xyzzyplugh&theme=geweld"
    assert "Gebruik minder woorden" in page.text
    assert page.links["Onthaal OCMW Aalst"] == "/aanbod/loket:ocmw-41002-onthaal"
    assert page.links["Bel 0800 13 500"] == "tel:080013500"
    assert page.text.count("Liever hulp van een mens?") == 1


def test_what_is_found_with_less_asked_says_so_before_the_results_and_at_each_of_them(client: TestClient) -> None:
    page = ask(client, "/zoek?q=budgetbegeleiding&theme=pleegzorg&size=5")
    assert "We zochten ook zonder de keuze “Pleegzorg”." in page.text
    assert page.text.count("Let op: een ander onderwerp dan u koos") == 5
    assert page.text.index("We zochten ook") < page.text.index("Liever hulp") < page.text.index("Let op:")
    assert "Verwijder keuze: Pleegzorg ×" in page.links
    assert "Let op: een ander onderwerp" in ask(client, page.links["Volgende"]).text


def test_an_empty_map_still_says_who_can_help(context: PageContext, analyser: Analyser, tmp_path: Path) -> None:
    empty = open_embedded(tmp_path, analyser, writer=True)
    empty.rebuild((), 1)
    app = FastAPI()
    searcher = Searcher(empty, context.gazetteer, context.vocabulary, analyser)
    app.include_router(pages(replace(context, searcher=searcher)))
    page = ask(TestClient(app), "/zoek?q=huur&place=Aalst")
    assert "Geen resultaten" in page.text
    assert "Onthaal OCMW Aalst" in page.links
    empty.close()


def test_one_click_searches_for_exactly_what_was_typed_and_one_more_takes_that_back(client: TestClient) -> None:
    page = ask(client, "/zoek?q=huiswerkbegeleidnig&place=Aalst")
    literal = ask(client, page.links["Zoek precies wat u schreef"])
    assert "Daar zochten we op." not in literal.text
    assert literal.value("q") == "huiswerkbegeleidnig"
    again = ask(client, literal.links["Verwijder keuze: precies zoals getypt ×"])
    assert "Daar zochten we op." in again.text


def test_a_place_that_was_misspelt_is_no_reason_to_search_to_the_letter(client: TestClient) -> None:
    page = ask(client, "/zoek?q=huur&place=Nienove")
    assert "Bedoelde u “Ninove” in plaats van “Nienove”" in page.text
    assert "Zoek precies wat u schreef" not in page.links


def test_an_abbreviation_in_the_question_is_explained(client: TestClient) -> None:
    page = ask(client, "/zoek?q=hulp+van+dmw")
    assert "DMW = dienst maatschappelijk werk van het ziekenfonds." in page.text
    assert page.links["Uitleg over DMW"] == "/begrippen/afkortingen#dmw"


def test_without_a_place_the_line_for_any_question_is_offered(client: TestClient) -> None:
    page = ask(client, "/zoek?q=xyzzyplugh")
    assert "Bel 0800 13 500" in page.links
    assert "Onthaal OCMW Aalst" not in page.links


def test_a_cursor_of_yesterday_leads_back_to_the_first_page(
    context: PageContext, engine: Engine, analyser: Analyser, client: TestClient
) -> None:
    address = ask(client, "/zoek?q=budgetbegeleiding").links["Volgende"]
    restarted = Searcher(engine, context.gazetteer, context.vocabulary, analyser)
    tomorrow = FastAPI()
    tomorrow.include_router(pages(replace(context, searcher=restarted, clock=lambda: NOW + timedelta(days=1))))
    page = ask(TestClient(tomorrow), address)
    assert "De lijst is intussen vernieuwd. U ziet weer de eerste bladzijde." in page.text
    assert page.links["Volgende"] != address


def test_when_the_engine_is_down_the_page_says_so_and_who_can_help(
    context: PageContext, analyser: Analyser, tmp_path: Path
) -> None:
    closed = open_embedded(tmp_path, analyser, writer=True)
    closed.close()
    searcher = Searcher(closed, context.gazetteer, context.vocabulary, analyser)
    down = FastAPI()
    down.include_router(pages(replace(context, searcher=searcher)))
    page = ask(TestClient(down), "/zoek?q=huur&place=Aalst", 503)
    assert page.headings == ["Zoeken lukt nu even niet"]
    assert page.links["Probeer opnieuw"] == "/zoek?q=huur&place=Aalst"
    assert "Bel 112" in page.links
    assert "Liever hulp van een mens?" in page.text
    assert page.links["Onthaal OCMW Aalst"] == "/aanbod/loket:ocmw-41002-onthaal"


def test_when_the_engine_is_down_the_place_in_the_words_counts_too(
    context: PageContext, analyser: Analyser, wishes: Wishes, tmp_path: Path
) -> None:
    closed = open_embedded(tmp_path, analyser, writer=True)
    closed.close()
    searcher = Searcher(closed, context.gazetteer, context.vocabulary, analyser, Phrasebook(wishes=wishes))
    down = TestClient(site_of(replace(context, searcher=searcher)))
    assert "Onthaal OCMW Aalst" in ask(down, "/zoek?q=ik+kan+mijn+huur+niet+betalen+in+Aalst", 503).links
    assert not [link for link in ask(down, "/zoek?q=huur&place=nergenshuizen", 503).links if "OCMW" in link]


def test_a_word_with_several_meanings_offers_each_with_its_sector(client: TestClient) -> None:
    page = ask(client, "/zoek?q=begeleiding&place=Aalst")
    assert "‘begeleiding’ kan meer dan één ding betekenen. Wat bedoelt u?" in page.text
    assert page.links["begeleiding (CAW)"] == "/zoek?q=begeleiding&place=Aalst&sector=algemeen_welzijn"
    assert "begeleiding (dagelijkse taal)" in page.text
    assert "begeleiding (dagelijkse taal)" not in page.links  # no sector to choose
    chosen = ask(client, page.links["begeleiding (CAW)"])
    assert "kan meer dan één ding betekenen" not in chosen.text
