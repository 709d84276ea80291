"""Suggestions under the search field: where each leads, and in a real browser by keyboard, by mouse and by ear."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from re import findall

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

FIELD = "Wat hebt u nodig?"


def urls(client: TestClient, typed: str, place: str = "") -> list[str]:
    answer = client.get("/suggesties", params={"q": typed, "place": place})
    assert answer.status_code == 200
    return [unescape(url) for url in findall(r'data-url="([^"]*)"', answer.text)]


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("hulp bij schul", "/zoek?function=schuldhulp&place=Aalst"),
        ("geweld", "/zoek?theme=geweld&place=Aalst"),
        ("hulp bij huur", "/aanbod/proef:huur"),
        ("ninov", "/zoek?place=Ninove"),
        ("dmw", "/zoek?q=dienst+maatschappelijk+werk+van+het+ziekenfonds&place=Aalst"),
    ],
)
def test_a_suggestion_leads_to_a_record_or_to_a_search_near_the_place(client: TestClient, typed: str, url: str) -> None:
    assert url in urls(client, typed, "Aalst")


def test_an_organisation_leads_to_its_page(client: TestClient) -> None:
    assert any(url.startswith("/organisatie/") for url in urls(client, "ocmw aal"))


def test_no_cache_keeps_what_was_typed_and_nothing_typed_gives_nothing(client: TestClient) -> None:
    answer = client.get("/suggesties", params={"q": "huur"})
    assert (answer.headers["cache-control"], answer.headers["x-robots-tag"]) == ("no-store", "noindex")
    assert client.get("/suggesties").text.strip() == ""


@pytest.mark.parametrize("typed", ["<b>", "\x00", "a" * 5000, "' OR 1=1 --", "🙂", "&amp;"])
def test_anything_can_be_typed(client: TestClient, typed: str) -> None:
    answer = client.get("/suggesties", params={"q": typed, "place": typed})
    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_without_a_script_the_field_is_a_plain_one(page: Page) -> None:
    page.goto("/")
    field = page.get_by_label(FIELD)
    assert (field.get_attribute("role"), field.get_attribute("type")) == (None, "search")
    field.fill("huurschulden")
    field.press("Enter")
    page.wait_for_url("**/zoek?q=huurschulden**")


@pytest.fixture
def typing(browser: Browser, server: str) -> Iterator[Page]:
    """The front page on a phone, with scripts."""
    context = browser.new_context(base_url=server, viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def test_by_keyboard_alone_from_letters_to_a_suggestion(typing: Page) -> None:
    field = typing.get_by_role("combobox", name=FIELD)
    field.press_sequentially("hulp bij")
    options = typing.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(typing.get_by_role("status")).to_contain_text("suggesties. Kies met de pijltjes.")

    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    expect(field).to_be_focused()

    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("hulp bij")

    field.press_sequentially(" schuld")
    expect(options.first).to_contain_text("Hulp bij schulden")
    field.press("ArrowDown")
    field.press("Enter")
    typing.wait_for_url("**/zoek?function=schuldhulp")


def test_enter_without_a_choice_searches_for_what_was_typed(typing: Page) -> None:
    field = typing.get_by_role("combobox", name=FIELD)
    field.press_sequentially("huurschulden")
    expect(typing.get_by_role("option").first).to_be_visible()
    field.press("Enter")
    typing.wait_for_url("**/zoek?q=huurschulden**")


def test_by_mouse_or_finger(typing: Page) -> None:
    typing.get_by_label("Waar?").fill("Aalst")
    typing.get_by_role("combobox", name=FIELD).press_sequentially("hulp bij schul")
    typing.get_by_role("option", name="Hulp bij schulden soort hulp").click()
    typing.wait_for_url("**/zoek?function=schuldhulp&place=Aalst")


def test_an_open_list_is_accessible_and_fits_a_narrow_screen(typing: Page) -> None:
    typing.get_by_role("combobox", name=FIELD).press_sequentially("hulp")
    expect(typing.get_by_role("option").first).to_be_visible()
    found = Axe().run(typing)
    assert found.violations_count == 0, found.generate_report()
    assert typing.evaluate("document.documentElement.scrollWidth") <= 360


def test_leaving_the_field_closes_the_list(typing: Page) -> None:
    field = typing.get_by_role("combobox", name=FIELD)
    field.press_sequentially("hulp")
    expect(typing.get_by_role("option").first).to_be_visible()
    field.press("Tab")
    expect(typing.get_by_role("option")).to_have_count(0)
