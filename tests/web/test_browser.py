"""In a real browser: without a script, by keyboard, on a narrow screen, in the dark, on paper, and for everyone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

ADDRESSES = {
    "start": "/",
    "everything": "/zoek",
    "results": "/zoek?q=huurschulden&place=Aalst&target_group=volwassenen&age=40",
    "second page": "/zoek?q=budgetbegeleiding&size=5",
    "other language": "/zoek?q=je+cherche+huurschulden&place=Aalst",
    "other script": "/zoek?q=%D8%A3%D8%AD%D8%AA%D8%A7%D8%AC+%D9%85%D8%B3%D8%A7%D8%B9%D8%AF%D8%A9",
    "nothing": "/zoek?q=xyzzyplugh&place=9300&theme=geweld",
    "wrong": "/zoek?q=huur&age=twee&place=Aalst",
    "unknown place": "/zoek?q=huur&place=Nergenshuizen",
    "offer": "/aanbod/proef:huur",
    "bare offer": "/aanbod/proef:kaal",
    "helpline": "/aanbod/loket:hulplijn-1712",
    "helplines": "/hulplijnen",
    "helplines, wrong": "/hulplijnen?channel=fax",
    "made-up offer": "/aanbod/demo:a1",
    "organisation": "/organisatie/proef:huis",
    "zones": "/zones",
    "choice of zones": "/zones?place=Antwerpen",
    "unknown place of a zone": "/zones?place=Nergenshuizen",
    "zone": "/zone/regio-aalst",
    "zone with a recognition": "/zone/gent",
    "zone without anything": "/zone/bruzel",
    "partnership": "/partnerschap/proef:gbo",
    "huis van het kind": "/partnerschap/proef:hvk",
    "data": "/gegevens",
    "quality": "/kwaliteit",
    "quality of a zone": "/kwaliteit?zone=regio-aalst&demo=all",
    "quality, wrong": "/kwaliteit?zone=Atlantis",
    "check": "/kwaliteit/description_short",
    "words": "/begrippen",
    "words per sector": "/begrippen/woorden",
    "abbreviations": "/begrippen/afkortingen?q=zorg",
    "themes": "/themas",
    "theme": "/themas/geweld",
    "theme without offers": "/themas/pleegzorg",
    "lists of terms": "/begrippen/lijsten",
    "list of terms": "/begrippen/lijsten/theme",
    "team": "/team",
    "gone": "/aanbod/proef:voorbij",
    "unknown": "/bestaat-niet",
}
every_page = pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())


def test_search_filter_turn_the_page_and_open_a_result_without_a_script(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Wat hebt u nodig?").fill("budgetbegeleiding")
    page.get_by_label("Waar?").fill("Aalst")
    page.get_by_role("button", name="Zoek", exact=True).click()
    assert page.get_by_role("heading", name="45 resultaten in en rond Aalst").is_visible()

    page.get_by_role("link", name="Volgende").click()
    assert page.get_by_text("Bladzijde 2").first.is_visible()
    page.get_by_role("link", name="Vorige").click()
    assert page.get_by_role("link", name="Volgende").is_visible()

    page.get_by_label("Werkt in Aalst").check()
    page.get_by_role("button", name="Pas filters toe").click()
    assert page.get_by_label("Waar?").input_value() == "Aalst"
    page.get_by_role("link", name="Verwijder keuze: werkt in Aalst").click()
    assert page.get_by_label("Werkt in Aalst").is_checked() is False

    page.locator(".hit h3 a").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Budgetbegeleiding groep")


def test_from_the_front_page_to_a_result_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Ga naar de inhoud"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("huurschulden")
    page.keyboard.press("Tab")
    page.keyboard.type("Aalst")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoek?**")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Hulp bij huurschulden":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/aanbod/proef:huur")
    assert page.get_by_role("heading", level=1).inner_text() == "Hulp bij huurschulden"


def test_what_has_the_focus_is_visible(watched: Page) -> None:
    watched.goto("/")
    for _ in range(6):
        watched.keyboard.press("Tab")
        style = watched.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid"


@every_page
def test_nothing_sticks_out_sideways_on_a_narrow_screen(browser: Browser, server: str, address: str) -> None:
    """320 px wide is also what a screen of 1280 px leaves at 400 %."""
    context = browser.new_context(base_url=server)
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@every_page
def test_a_checker_of_accessibility_finds_nothing(watched: Page, address: str) -> None:
    watched.goto(address)
    watched.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = Axe().run(watched)
    assert found.violations_count == 0, found.generate_report()


@every_page
def test_the_browser_has_nothing_to_refuse_or_complain_of(browser: Browser, server: str, address: str) -> None:
    context = browser.new_context(base_url=server)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert [line for line in said if "server responded with a status of 4" not in line] == []
    assert all(url.startswith(server) for url in asked)
    context.close()


@every_page
def test_there_is_one_first_heading_and_none_is_skipped(page: Page, address: str) -> None:
    page.goto(address)
    levels = [
        int(name[1]) for name in page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => one.tagName)")
    ]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_what_is_pressed_is_large_enough(page: Page) -> None:
    page.goto(ADDRESSES["results"])
    # A button inside a sentence is as high as its line (WCAG 2.5.8 excepts it).
    for selector in (
        "button:not(.short)",
        ".tel",
        ".chips a",
        ".tick",
        "summary",
        "header.site a",
        "input[type=search]",
        "select",
    ):
        boxes = [one.bounding_box() for one in page.locator(selector).all() if one.is_visible()]
        assert boxes, selector
        assert all(box is not None and box["height"] >= 44 for box in boxes), selector


def test_on_paper_the_facts_stay_and_the_forms_go(page: Page) -> None:
    page.goto(ADDRESSES["results"])
    page.emulate_media(media="print")
    assert page.locator("form, .filters, .chips").locator("visible=true").count() == 0
    assert page.get_by_role("link", name="Bel 000 00 00 02").is_visible()
    page.goto("/aanbod/proef:huur")
    website = page.get_by_role("link", name="Website van Hulp bij huurschulden")
    written = website.evaluate("one => getComputedStyle(one, '::after').content")
    assert "https://proef.invalid/huur" in written
    assert page.get_by_text("Zonder trappen binnen: ja").is_visible()


def test_numbers_keep_their_order_in_a_text_from_right_to_left(page: Page) -> None:
    page.goto("/aanbod/proef:huur")
    number = page.locator(".tel bdi").first
    assert number.get_attribute("dir") == "ltr"
    assert number.inner_text() == "000 00 00 01"


@pytest.mark.parametrize("address", ["/begrippen/woorden", "/aanbod/loket:ocmw-41002-onthaal"])
def test_no_explanation_of_an_abbreviation_lies_open_by_itself(page: Page, address: str) -> None:
    page.goto(address)
    explanations = page.locator("[popover]")
    assert explanations.count()
    assert not any(one.is_visible() for one in explanations.all())


def test_an_abbreviation_shows_what_it_means_when_pressed_by_keyboard(page: Page) -> None:
    page.goto("/aanbod/loket:ocmw-41002-onthaal")
    meaning = page.locator("#uitleg-ocmw")
    assert not meaning.is_visible()
    page.locator("button.short").first.focus()
    page.keyboard.press("Enter")
    assert meaning.is_visible()
    assert "openbaar centrum voor maatschappelijk welzijn" in (meaning.text_content() or "")
    page.keyboard.press("Escape")
    assert not meaning.is_visible()
