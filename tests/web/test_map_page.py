"""The map as a visitor has it: as pages, and in a real browser without a script."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from geo import Gazetteer
from geo.shapes import Shapes
from geo.shapes.making import make_indicative, zone_points
from search import EngineUnavailable, Searcher
from tests.web.reading import Seen, read
from tests.web.serving import serving, site_of
from web import PageContext

QUESTION = "q=budgetbegeleiding&place=Aalst&target_group=volwassenen&age=40"
ADDRESSES = {
    "map": "/kaart",
    "question": f"/kaart?{QUESTION}&zone=gent",
    "province": "/kaart?q=huur&place=9300&province=Oost-Vlaanderen",
    "brussels": "/kaart?province=Brussels Hoofdstedelijk Gewest",
    "nothing": "/kaart?q=xyzzyplugh",
    "wrong": "/kaart?age=twee&province=Atlantis&zone=Atlantis",
    "zone": "/zone/regio-aalst",
}
every_page = pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())


@pytest.fixture(scope="module")
def shapes(gazetteer: Gazetteer, data: Path) -> Shapes:
    return make_indicative(gazetteer, zone_points(gazetteer, data / "reference"), date(2026, 11, 22))


@pytest.fixture(scope="module")
def mapped(context: PageContext, shapes: Shapes) -> PageContext:
    return replace(context, shapes=shapes)


@pytest.fixture(scope="module")
def client(mapped: PageContext) -> TestClient:
    return TestClient(site_of(mapped), follow_redirects=False)


@pytest.fixture(scope="module")
def unmapped(context: PageContext) -> TestClient:
    return TestClient(site_of(context), follow_redirects=False)


def see(client: TestClient, address: str, status: int = 200) -> Seen:
    response = client.get(address)
    assert response.status_code == status
    return read(response.text)


def on_the_map(client: TestClient, address: str, status: int = 200) -> dict[str, str]:
    """The links of the drawing: what they are called, and where they lead."""
    response = client.get(address)
    assert response.status_code == status
    drawing = response.text.partition('<svg class="map')[2].partition("</svg>")[0]
    found = re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"', drawing)
    return {name.replace("&amp;", "&"): url.replace("&amp;", "&") for url, name in found}


# Counts


@pytest.mark.parametrize(
    "question",
    [
        "",
        QUESTION,
        "q=budgetbegeleiding",
        "q=ik kan mijn huur niet meer betalen&free=1",
        "q=budgetbegeleiding&place=9300&radius_km=10&open_now=1",
        "theme=geweld",
        "q=huur&place=Nergenshuizen",
    ],
)
def test_each_zone_says_what_the_same_question_finds_in_it(client: TestClient, question: str) -> None:
    zones = on_the_map(client, f"/kaart?{question}")
    assert len(zones) == 60
    for name, url in zones.items():
        figures = [int(each.replace(".", "")) for each in re.findall(r"[\d.]+", name.partition(":")[2])]
        heading = re.search(r'<h2 id="resultaten">([\d.]+)?', client.get(url).text)
        assert heading is not None, url
        assert sum(figures) == int((heading[1] or "0").replace(".", "")), name


def test_the_list_below_has_the_same_zones_counts_and_links_by_name(client: TestClient) -> None:
    page = client.get(f"/kaart?{QUESTION}").text
    listing = page.partition('<ul class="zone-list">')[2].partition("</ul>")[0]
    rows = re.findall(r'<li[^>]*><a href="([^"]*)"[^>]*>([^<]*)</a> <span class="tally">([\d.]+)<', listing)
    assert [name for _, name, _ in rows] == sorted((name for _, name, _ in rows), key=str.casefold)
    told = {f"{name.replace('&amp;', '&')}: {count}": url.replace("&amp;", "&") for url, name, count in rows}
    assert told == {
        re.split(" gevonden", name)[0]: url for name, url in on_the_map(client, f"/kaart?{QUESTION}").items()
    }


def test_a_zone_leads_to_the_question_in_that_zone(client: TestClient) -> None:
    zones = on_the_map(client, f"/kaart?{QUESTION}&zone=gent&cursor=x&province=Limburg")
    assert len(zones) == 8
    (url,) = (url for name, url in zones.items() if name.startswith("Maasland: "))
    assert url == f"/zoek?{QUESTION}&zone=maasland"


def test_the_legend_and_the_numbers_in_the_zones_say_it_without_colour(client: TestClient) -> None:
    page = client.get("/kaart").text
    drawing = page.partition('<svg class="map')[2].partition("</svg>")[0]
    written = re.findall(r'<tspan[^>]* class="figure">([\d.]+)<', drawing)
    assert len(written) > 35
    assert "Gevonden per zone:" in read(page).text
    assert 'fill="url(#niets)"' in client.get("/kaart?q=budgetbegeleiding").text


def test_what_only_resembles_the_question_is_said(client: TestClient) -> None:
    page = see(client, "/kaart?q=budgetbegeleiding")
    assert "Daar tonen we ook wat erop lijkt." in page.text
    assert any("gevonden, en" in name for name in on_the_map(client, "/kaart?q=budgetbegeleiding"))


# The place and the choices


def test_the_place_is_one_dot_that_says_how_exact_it_is(client: TestClient) -> None:
    page = client.get("/kaart?place=9300").text
    assert page.partition('<svg class="map')[2].partition("</svg>")[0].count('class="dot"') == 1
    assert "Uw plaats: 9300 Aalst. De stip staat in het midden van het gebied van de postcode." in read(page).text
    assert "uw plaats ligt hier" in read(page).text
    assert 'class="dot"' not in client.get("/kaart?q=huur").text


def test_a_place_outside_the_part_that_is_shown_is_said(client: TestClient) -> None:
    page = client.get("/kaart?place=Brugge&province=Limburg").text
    assert "Uw plaats, Brugge, ligt buiten dit deel van de kaart." in read(page).text
    assert 'class="dot"' not in page


def test_antwerpen_lies_in_four_zones(client: TestClient) -> None:
    assert see(client, "/kaart?place=Antwerpen").text.count("een deel van uw gemeente ligt hier") == 4


def test_the_form_keeps_the_other_choices_and_says_them(client: TestClient) -> None:
    page = see(client, f"/kaart?{QUESTION}&province=Oost-Vlaanderen")
    assert (page.value("q"), page.value("place"), page.value("province")) == (
        "budgetbegeleiding",
        "Aalst",
        "Oost-Vlaanderen",
    )
    assert (page.value("target_group"), page.value("age")) == ("volwassenen", "40")
    assert "40 jaar" in page.text


def test_search_zones_and_map_lead_to_each_other(client: TestClient) -> None:
    assert see(client, f"/zoek?{QUESTION}").links["Toon op de kaart"] == f"/kaart?{QUESTION}"
    assert see(client, f"/kaart?{QUESTION}").links["Toon alles als lijst"] == f"/zoek?{QUESTION}"
    assert see(client, "/zones").links["Toon op de kaart"] == "/kaart"
    assert "<loc>https://kaart.invalid/kaart</loc>" in client.get("/sitemap.xml").text


def test_only_the_map_without_a_question_is_for_search_engines(client: TestClient) -> None:
    assert (see(client, "/kaart").robots, see(client, "/kaart").canonical) == (None, "https://kaart.invalid/kaart")
    assert see(client, "/kaart?q=huur").robots == "noindex"
    assert see(client, "/kaart?province=Limburg").robots == "noindex"


# Parts of the map


def test_a_province_shows_its_zones_with_their_names(client: TestClient) -> None:
    page = client.get("/kaart?province=oost-vlaanderen").text
    assert len(on_the_map(client, "/kaart?province=Oost-Vlaanderen")) == 12
    assert ">Panacea</tspan>" in page
    assert 'aria-current="page">Oost-Vlaanderen</a>' in page


def test_every_province_can_be_chosen_and_together_they_have_all_zones(client: TestClient) -> None:
    links = see(client, "/kaart").links
    provinces = [url for url in links.values() if url.startswith("/kaart?province=")]
    assert len(provinces) == 6
    assert sum(len(on_the_map(client, url)) for url in provinces) == 60


def test_a_zone_has_a_small_map_with_its_neighbours(client: TestClient, shapes: Shapes) -> None:
    zones = on_the_map(client, "/zone/regio-aalst")
    assert set(zones.values()) == {f"/zone/{zone}" for zone in shapes.neighbours("regio-aalst")}
    assert "Zones ernaast: AMALO, Dender, Dender Zuid, Panacea, Scheldekracht." in see(client, "/zone/regio-aalst").text


def test_the_small_map_leads_to_the_help_on_it(client: TestClient) -> None:
    found = see(client, see(client, "/zone/regio-aalst").links["Toon de hulp op dit kaartje"])
    assert "Binnen een gebied op de kaart" in found.text
    assert "Hulp bij huurschulden" in found.links
    elsewhere = see(client, see(client, "/zone/gent").links["Toon de hulp op dit kaartje"])
    assert "We zochten ook buiten het gebied op de kaart." in elsewhere.text


# Whose map it is


@pytest.mark.parametrize("address", ["/kaart", "/kaart?province=Limburg", "/zone/gent"])
def test_an_indicative_map_says_so_with_its_source(client: TestClient, shapes: Shapes, address: str) -> None:
    text = see(client, address).text
    assert "Indicatief. Deze kaart is niet officieel: de grenzen zijn afgeleid" in text
    assert f"Bron van de kaart: {shapes.attribution}." in text


@pytest.mark.parametrize("address", ["/kaart", "/kaart?province=Limburg", "/zone/gent"])
def test_an_official_map_has_its_source_and_no_such_label(mapped: PageContext, shapes: Shapes, address: str) -> None:
    official = replace(shapes, indicative_zones=frozenset(), attribution="Voorlopig Referentiebestand (proef)")
    text = see(TestClient(site_of(replace(mapped, shapes=official))), address).text
    assert "Bron van de kaart: Voorlopig Referentiebestand (proef)." in text
    assert "ndicatief" not in text


def test_a_map_that_is_partly_official_says_that(mapped: PageContext, shapes: Shapes) -> None:
    partly = replace(shapes, indicative_zones=frozenset({"gent"}))
    text = see(TestClient(site_of(replace(mapped, shapes=partly))), "/kaart").text
    assert "van een deel van de zones zijn de grenzen afgeleid" in text


# When something is missing or wrong


def test_without_shapes_the_list_stays_and_a_sentence_says_why(unmapped: TestClient) -> None:
    page = see(unmapped, "/kaart?q=budgetbegeleiding&place=Aalst")
    assert "De kaart kan nu niet getekend worden" in page.text
    assert sum("&zone=" in url for url in page.links.values()) == 60
    assert "Bron van de kaart" not in page.text
    assert "Op de kaart" not in see(unmapped, "/zone/gent").text


def test_a_zone_without_a_shape_stands_in_the_list(mapped: PageContext, shapes: Shapes) -> None:
    without = replace(
        shapes,
        detail={zone: parts for zone, parts in shapes.detail.items() if zone != "bruzel"},
        overview={zone: parts for zone, parts in shapes.overview.items() if zone != "bruzel"},
    )
    client = TestClient(site_of(replace(mapped, shapes=without)))
    assert len(on_the_map(client, "/kaart")) == 59
    assert "Deze zones staan niet op de kaart, wel in de lijst: BruZEL." in see(client, "/kaart").text
    brussels = see(client, "/kaart?province=Brussels Hoofdstedelijk Gewest")
    assert "De kaart kan nu niet getekend worden" in brussels.text
    assert "Op de kaart" not in see(client, "/zone/bruzel").text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/kaart?province=Atlantis", "Deze provincie kennen we niet."),
        ("/kaart?zone=Atlantis", "Deze keuze bestaat niet."),
        ("/kaart?theme=atlantis", "Deze keuze bestaat niet."),
        ("/kaart?age=twee", "Vul de leeftijd in als een getal"),
        (f"/kaart?q={'x' * 501}", "Uw vraag is te lang."),
    ],
)
def test_nonsense_is_told_and_the_map_stays(client: TestClient, address: str, said: str) -> None:
    assert said in see(client, address, 422).text
    assert len(on_the_map(client, address, 422)) == 60


def test_an_unknown_place_is_told_and_the_rest_is_answered(client: TestClient) -> None:
    page = see(client, "/kaart?q=budgetbegeleiding&place=Nergenshuizen")
    assert "We kennen de plaats “Nergenshuizen” niet." in page.text
    assert all("place=" not in url for url in page.links.values() if url.startswith("/zoek?"))


def test_markup_in_a_question_comes_out_as_text(client: TestClient) -> None:
    page = client.get("/kaart", params={"q": '"><script>x</script>', "province": "<b>"}).text
    assert "<script>x" not in page
    assert "<b>" not in page


def test_while_searching_is_down_the_page_says_so(mapped: PageContext, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object) -> None:
        raise EngineUnavailable("stil")

    monkeypatch.setattr(Searcher, "count_by_zone", down)
    assert "Zoeken lukt nu even niet" in see(TestClient(site_of(mapped)), "/kaart", 503).text


@every_page
def test_a_page_with_its_map_is_small_and_has_no_style_of_its_own(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert len(gzip.compress(response.content)) < 60_000
    assert "style=" not in response.text
    assert "<script" not in response.text


# In a browser


@pytest.fixture(scope="module")
def server(mapped: PageContext) -> Iterator[str]:
    with serving(site_of(mapped)) as address:
        yield address


def test_a_zone_is_reached_and_opened_by_keyboard_and_shows_its_focus(page: Page) -> None:
    page.goto("/kaart?q=budgetbegeleiding")
    zone = page.locator("svg.map a").first
    before = zone.locator("path").evaluate("one => getComputedStyle(one).fill")
    page.get_by_role("link", name="Sla de kaart over, ga naar de lijst").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == zone.get_attribute("aria-label")
    look = zone.locator("path").evaluate("one => [getComputedStyle(one).fill, getComputedStyle(one).strokeWidth]")
    assert look[0] != before
    assert float(look[1].removesuffix("px")) >= 5
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoek?q=budgetbegeleiding&zone=amalo")


def test_the_map_can_be_passed_by_keyboard(page: Page) -> None:
    page.goto("/kaart")
    skip = page.get_by_role("link", name="Sla de kaart over, ga naar de lijst")
    skip.focus()
    assert (skip.bounding_box() or {"width": 0})["width"] > 100
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "AMALO"


def test_a_click_on_a_number_is_a_click_on_its_zone(page: Page) -> None:
    page.goto("/kaart")
    figure = page.locator("svg.map text").first.bounding_box()
    assert figure is not None
    page.mouse.click(figure["x"] + figure["width"] / 2, figure["y"] + figure["height"] / 2)
    page.wait_for_url("**/zoek?zone=amalo")


@pytest.mark.parametrize(("width", "numbers"), [(320, False), (1280, True)])
def test_the_map_is_there_on_every_screen_and_its_numbers_where_they_can_be_read(
    page: Page, width: int, numbers: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/kaart")
    drawing = page.locator("svg.map").bounding_box()
    assert drawing is not None
    assert drawing["width"] > width * 0.85
    assert page.locator("svg.map text").first.is_visible() is numbers
    assert page.locator(".zone-list a").count() == 60


def test_on_paper_the_map_the_legend_and_the_list_stay(page: Page) -> None:
    page.goto("/kaart?place=9300")
    page.emulate_media(media="print")
    for kept in ("svg.map", ".map-legend", ".map-source", ".zone-list"):
        assert page.locator(kept).is_visible()
    assert page.locator(".map-parts, form").locator("visible=true").count() == 0


def test_in_the_colours_of_the_visitor_every_number_can_be_read(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, forced_colors="active", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/kaart")
    fills = page.locator("svg.map text").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    zones = page.locator("svg.map a path").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    assert len(set(fills)) == len(set(zones)) == 1
    assert fills[0] != zones[0]
    context.close()


@every_page
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_a_checker_of_accessibility_finds_nothing(browser: Browser, server: str, address: str, scheme: str) -> None:
    context = browser.new_context(
        base_url=server, color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    assert [line for line in said if "server responded with a status of 4" not in line] == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


@every_page
def test_there_is_one_first_heading_and_none_is_skipped(page: Page, address: str) -> None:
    page.goto(address)
    levels = [int(name[1]) for name in page.locator("h1, h2, h3").evaluate_all("all => all.map(one => one.tagName)")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def contrast(page: Page, text: str, behind: str) -> float:
    """The contrast of a variable of the style sheet over another (WCAG)."""
    values = page.evaluate(
        """names => names.map(name => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.className = 'probe';
          probe.style.color = `var(${name})`;
          return getComputedStyle(probe).color.match(/\\d+/g).slice(0, 3).map(Number);
        })""",
        [text, behind],
    )

    def light(colour: list[int]) -> float:
        parts = [(c / 255) / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    lighter, darker = sorted(map(light, values), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_numbers_can_be_read_on_every_colour(browser: Browser, server: str, scheme: str) -> None:
    context = browser.new_context(base_url=server, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto("/kaart")
    for step in (1, 2, 3):
        assert contrast(page, "--on-pale", f"--step-{step}") >= 4.5
    for step in (4, 5):
        assert contrast(page, "--on-deep", f"--step-{step}") >= 4.5
    assert contrast(page, "--map-line", "--paper") >= 3
    context.close()
